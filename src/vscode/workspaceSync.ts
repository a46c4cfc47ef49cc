import * as vscode from 'vscode';
import type { EngineClient } from './engineClient.ts';
import { readRoots, readSettings } from './settings.ts';

/** Milliseconds in which changes on disk are gathered into one message. */
const GATHER = 150;

/** Tells the engine which folders there are, and what changes in them on disk. */
export function createWorkspaceSync(
  client: EngineClient,
  globalStorage: vscode.Uri,
  log: vscode.LogOutputChannel,
): vscode.Disposable & { start(): void } {
  let configured = '';
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  /** (Re)starts the engine when anything that it was started with has changed. */
  function configure(): void {
    const roots = readRoots();
    const options = {
      roots,
      storeFolder: readSettings().storeFolder || vscode.Uri.joinPath(globalStorage, 'facts').fsPath,
      trusted: vscode.workspace.isTrusted,
    };
    const next = roots.length > 0 ? options : undefined;
    const key = JSON.stringify(next) ?? '';
    if (key === configured) return;
    configured = key;
    client.configure(next);
  }

  function changed(...uris: readonly vscode.Uri[]): void {
    for (const uri of uris) if (isRelevant(uri)) gathered.add(uri.fsPath);
    if (gathered.size > 0) timer ??= setTimeout(report, GATHER);
  }

  function report(): void {
    timer = undefined;
    const paths = [...gathered].sort();
    gathered.clear();
    client.changed(paths).catch(error => log.debug(`Changes on disk were not taken in: ${error.message}`));
  }

  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const subscriptions = [
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
    // The watcher may be late, or off for a folder by `files.watcherExclude`; the editor's own deeds are known at once.
    vscode.workspace.onDidSaveTextDocument(document => changed(document.uri)),
    vscode.workspace.onDidCreateFiles(event => changed(...event.files)),
    vscode.workspace.onDidDeleteFiles(event => changed(...event.files)),
    vscode.workspace.onDidRenameFiles(event => changed(...event.files.flatMap(file => [file.oldUri, file.newUri]))),
    vscode.workspace.onDidChangeWorkspaceFolders(configure),
    vscode.workspace.onDidGrantWorkspaceTrust(configure),
    vscode.workspace.onDidChangeConfiguration(event => {
      const startedWith = ['cairn.exclude', 'cairn.index', 'cairn.store'];
      if (startedWith.some(section => event.affectsConfiguration(section))) configure();
    }),
  ];
  return {
    start: configure,
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** Of git's own files only the list of ignored paths matters. */
function isRelevant(uri: vscode.Uri): boolean {
  if (uri.scheme !== 'file') return false;
  return !uri.path.includes('/.git/') || uri.path.endsWith('/.git/info/exclude');
}
