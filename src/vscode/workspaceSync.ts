import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { makeIgnoredStore, rememberStore } from '../store/deleteStore.ts';
import { storeFolder } from '../store/storeFolder.ts';
import type { EngineClient } from './engineClient.ts';
import { readRoots, readSettings } from './settings.ts';
import { inSlices } from './slices.ts';
import { type StorePlace, storePlace } from './storePlace.ts';
import { foldersOf } from './unwatched.ts';

/** Milliseconds in which changes on disk are gathered into one message. */
const GATHER = 150;
/** Milliseconds of absence after which folders that the editor does not watch are looked at again. */
const ABSENCE = 5000;

/** Tells the engine which folders there are, what changes in them on disk, and what the user has at hand. */
export interface WorkspaceSync extends vscode.Disposable {
  start(): void;
  /** Sends the files of the open tabs: to a new engine process. */
  sendAtHand(): void;
  /** Where the index is kept. */
  place(): StorePlace;
}

export function createWorkspaceSync(
  client: EngineClient,
  globalStorage: vscode.Uri,
  log: vscode.LogOutputChannel,
): WorkspaceSync {
  let configured = '';
  let arrived: vscode.Uri[] = [];
  let timer: NodeJS.Timeout | undefined;
  let left = 0;

  function place(): StorePlace {
    const editorFolder = vscode.Uri.joinPath(globalStorage, 'facts').fsPath;
    const root = readRoots()[0]?.folder;
    return storePlace(readSettings().storeFolder, root, editorFolder, vscode.workspace.isTrusted);
  }

  /** (Re)starts the engine when anything that it was started with has changed. */
  function configure(): void {
    const roots = readRoots();
    const { memoryBudget, pauseOnBattery, git } = readSettings();
    const store = place();
    const options = {
      roots,
      storeFolder: store.folder,
      trusted: vscode.workspace.isTrusted,
      learned: true,
      memoryBudget,
      pauseOnBattery,
      ...(git !== '' && { git }),
    };
    const next = roots.length > 0 ? options : undefined;
    const key = JSON.stringify(next) ?? '';
    if (key === configured) return;
    configured = key;
    if (next) prepare(store).catch(error => log.warn(`The store could not be prepared: ${error.message}`));
    client.configure(next);
  }

  // The editor calls for each of thousands of files within one turn: nothing but gathering is done there.
  function changed(...uris: readonly vscode.Uri[]): void {
    for (const uri of uris) arrived.push(uri);
    timer ??= setTimeout(() => void report(), GATHER);
  }

  async function report(): Promise<void> {
    timer = undefined;
    const uris = arrived;
    arrived = [];
    const store = `${place().folder}${path.sep}`;
    const paths = new Set<string>();
    await inSlices(uris, uri => {
      if (isRelevant(uri) && !uri.fsPath.startsWith(store)) paths.add(uri.fsPath);
    });
    if (paths.size === 0) return;
    await client.changed([...paths]).catch(error => log.debug(`Changes on disk were not taken in: ${error.message}`));
  }

  function sendAtHand(): void {
    const groups = vscode.window.tabGroups;
    const tabs = [groups.activeTabGroup, ...groups.all].flatMap(group => [
      ...(group.activeTab ? [group.activeTab] : []),
      ...group.tabs,
    ]);
    const files = tabs.flatMap(({ input }) =>
      input instanceof vscode.TabInputText && input.uri.scheme === 'file' ? [input.uri.fsPath] : [],
    );
    client.atHand([...new Set(files)]);
  }

  /** Where the editor's watcher does not reach, coming back to the window is when something may have changed. */
  function windowChanged({ focused }: vscode.WindowState): void {
    if (!focused) left = Date.now();
    else if (left > 0 && Date.now() - left > ABSENCE) {
      const unwatched = readRoots().flatMap(({ folder }) => {
        const setting = vscode.workspace.getConfiguration('files', vscode.Uri.file(folder)).inspect('watcherExclude');
        return foldersOf([setting?.globalValue, setting?.workspaceValue, setting?.workspaceFolderValue], folder);
      });
      changed(...unwatched.map(folder => vscode.Uri.file(folder)));
    }
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
    vscode.window.onDidChangeWindowState(windowChanged),
    vscode.window.tabGroups.onDidChangeTabs(sendAtHand),
    vscode.workspace.onDidChangeConfiguration(event => {
      const startedWith = ['cairn.exclude', 'cairn.index', 'cairn.store', 'cairn.engine', 'files.exclude', 'git.path'];
      if (startedWith.some(section => event.affectsConfiguration(section))) configure();
    }),
  ];
  return {
    start: configure,
    sendAtHand,
    place,
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

/** A store outside of the editor's storage is remembered, so that nothing stays behind when the extension is removed. */
async function prepare({ folder, kind }: StorePlace): Promise<void> {
  if (kind === 'repository') await makeIgnoredStore(folder);
  if (kind !== 'editor') await rememberStore(storeFolder(process.env, process.platform, homedir()), folder);
}

/** Of git's own files only the list of ignored paths matters. */
function isRelevant(uri: vscode.Uri): boolean {
  if (uri.scheme !== 'file') return false;
  return !uri.path.includes('/.git/') || uri.path.endsWith('/.git/info/exclude');
}
