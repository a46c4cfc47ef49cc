import * as vscode from 'vscode';
import { CancelledError } from '../base/cancellation.ts';
import { deleteStore } from '../store/deleteStore.ts';
import { bufferName } from './bufferName.ts';
import type { ContextFollower } from './contextFollower.ts';
import type { Row, Target } from './contextRows.ts';
import type { EngineClient } from './engineClient.ts';
import type { Learning } from './learning.ts';
import { readSettings } from './settings.ts';
import { progressText } from './statusBar.ts';
import type { StorePlace } from './storePlace.ts';
import { pickTask } from './taskPick.ts';

export interface CommandParts {
  readonly client: EngineClient;
  readonly follower: ContextFollower;
  readonly log: vscode.LogOutputChannel;
  readonly openLines: (target: Target) => Promise<void>;
  readonly explain: (file: string) => Promise<void>;
  readonly learning: Learning;
  /** Where the index is kept. */
  readonly store: () => StorePlace;
  /** Calls the listener with every change of the engine's status. */
  readonly onStatus: (listener: () => void) => vscode.Disposable;
}

/** Registers every command of the extension. A failure is told to the user in one sentence, and logged whole. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { client, follower, log } = parts;
  const commands: Readonly<Record<string, (argument: unknown) => Promise<unknown>>> = {
    'cairn.showContext': () => showContext(follower),
    'cairn.copyContext': () => copyContext(client, follower),
    'cairn.explainModule': argument => explainModule(parts, argument),
    'cairn.rebuildIndex': () => rebuildIndex(parts),
    'cairn.clearStoredData': () => clearStoredData(parts),
    'cairn.learn': () => parts.learning.learn(),
    'cairn.forgetLearned': () => parts.learning.forget(),
    'cairn.pauseIndexing': async () => client.pause(),
    'cairn.resumeIndexing': async () => client.resume(),
    'cairn.restartEngine': async () => client.restart(),
    'cairn.showLog': async () => log.show(),
    'cairn.openSettings': async () => vscode.commands.executeCommand('workbench.action.openSettings', 'cairn.'),
    'cairn.followCursor.on': () => save('context.followCursor', true),
    'cairn.followCursor.off': () => save('context.followCursor', false),
    'cairn.pickTask': () => chooseTask(follower),
    'cairn.openLines': argument => follower.aside(() => parts.openLines(argument as Target)),
    'cairn.showMenu': () => showMenu(client),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(name, argument => run(argument).catch(error => report(error, log))),
    ),
  );
}

function report(error: unknown, log: vscode.LogOutputChannel): void {
  if (error instanceof CancelledError || error instanceof vscode.CancellationError) return;
  log.error(error instanceof Error ? error : String(error));
  const message = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(`Cairn: ${message}`, 'Show Log').then(choice => choice && log.show());
}

async function showContext(follower: ContextFollower): Promise<void> {
  await Promise.all([
    vscode.commands.executeCommand('cairn.context.focus', { preserveFocus: true }),
    follower.refresh(),
  ]);
}

async function copyContext(client: EngineClient, follower: ContextFollower): Promise<void> {
  const request = follower.place();
  if (request === undefined) {
    void vscode.window.showInformationMessage('Place the cursor in a file first: its context is what is copied.');
    return;
  }
  const { pack, complete } = await withToken(token => client.context(request, 'pack', token));
  if (pack.files.length === 0) {
    void vscode.window.showInformationMessage('Nothing in the workspace is related to this place.');
    return;
  }
  await vscode.env.clipboard.writeText(pack.prompt);
  const files = plural(pack.files.length, 'file');
  const secrets = pack.redacted.length > 0 ? ` ${plural(pack.redacted.length, 'secret')} blacked out.` : '';
  const partial = complete ? '' : ` Partial: ${progressText(client.status())} indexed so far.`;
  void vscode.window.showInformationMessage(
    `Copied ${pack.tokens.toLocaleString('en-US')} tokens from ${files}.${secrets}${partial}`,
  );
}

/** From the palette and the editor: the active file. From the explorer: a URI. From the context view: a row. */
async function explainModule({ follower, explain }: CommandParts, argument: unknown): Promise<void> {
  const file = fileOf(argument) ?? follower.place()?.file;
  if (file === undefined) void vscode.window.showInformationMessage('Open a file first, to have it explained.');
  else await explain(file);
}

function fileOf(argument: unknown): string | undefined {
  if (argument instanceof vscode.Uri) {
    const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === argument.toString());
    return open ? bufferName(open) : argument.fsPath;
  }
  return (argument as Row | undefined)?.target?.location;
}

async function rebuildIndex({ client, onStatus }: CommandParts): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Cairn: rebuilding the index',
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    let shown = 0;
    const listener = onStatus(() => {
      const status = client.status();
      const share = status.files > 0 ? (100 * status.done) / status.files : 0;
      progress.report({ message: progressText(status), increment: Math.max(0, share - shown) });
      shown = Math.max(shown, share);
    });
    try {
      await client.rebuild(token);
    } finally {
      listener.dispose();
    }
  });
}

/** Deletes what is kept on disk, of all workspaces that are kept there; the open one is indexed again. */
async function clearStoredData({ client, store }: CommandParts): Promise<void> {
  const { folder } = store();
  const title = 'Delete the stored index?';
  const detail = `Cairn deletes what it keeps in ${folder}, for every workspace that is kept there, and reads the open one again.`;
  const choice = await vscode.window.showWarningMessage(title, { modal: true, detail }, 'Delete');
  if (choice !== 'Delete') return;
  await client.without(() => deleteStore(folder));
  void vscode.window.showInformationMessage('The stored index has been deleted.');
}

/** The view shows the context for the task that was chosen, from now on. */
async function chooseTask(follower: ContextFollower): Promise<void> {
  const task = await pickTask(readSettings().task);
  if (task === undefined) return;
  await save('context.task', task);
  await showContext(follower);
}

/** Saves a setting where it is set already, or for the user. */
async function save(name: string, value: unknown): Promise<void> {
  const section = vscode.workspace.getConfiguration('cairn');
  const workspaceHasIt = section.inspect(name)?.workspaceValue !== undefined;
  await section.update(name, value, !workspaceHasIt);
}

async function showMenu(client: EngineClient): Promise<void> {
  const { state } = client.status();
  const items: (vscode.QuickPickItem & { readonly command?: string })[] = [
    { label: '$(list-tree) Show Context for This Edit', command: 'cairn.showContext' },
    { label: '$(copy) Copy Context for This Edit', command: 'cairn.copyContext' },
    { label: '$(book) Explain This Module', command: 'cairn.explainModule' },
    { label: '$(tasklist) Choose the Task', command: 'cairn.pickTask' },
    { label: 'Index', kind: vscode.QuickPickItemKind.Separator },
    state === 'paused'
      ? { label: '$(debug-start) Resume Indexing', command: 'cairn.resumeIndexing' }
      : { label: '$(debug-pause) Pause Indexing', command: 'cairn.pauseIndexing' },
    { label: '$(database) Rebuild Index', command: 'cairn.rebuildIndex' },
    { label: '$(trash) Clear Stored Data', command: 'cairn.clearStoredData' },
    { label: '$(debug-restart) Restart Engine', command: 'cairn.restartEngine' },
    { label: '$(mortar-board) Learn From This Repository’s History', command: 'cairn.learn' },
    { label: 'More', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(gear) Settings', command: 'cairn.openSettings' },
    { label: '$(output) Show Log', command: 'cairn.showLog' },
  ];
  const restart = items.findIndex(({ command }) => command === 'cairn.restartEngine');
  const restartFirst = state === 'error' ? items.splice(restart, 1) : [];
  const choice = await vscode.window.showQuickPick([...restartFirst, ...items], { title: 'Cairn' });
  if (choice?.command) await vscode.commands.executeCommand(choice.command);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

async function withToken<T>(work: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  try {
    return await work(source.token);
  } finally {
    source.dispose();
  }
}
