import { totalmem } from 'node:os';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { ContextRequest, TreeNode } from '../engine/api.ts';
import { memoryBudget } from '../engine/memoryBudget.ts';
import { createBufferSync } from './bufferSync.ts';
import { createCodeTreeView } from './codeTreeView.ts';
import { registerCommands } from './commands.ts';
import { createContextFollower } from './contextFollower.ts';
import type { Row } from './contextRows.ts';
import { createContextView } from './contextView.ts';
import { type ClientStatus, createEngineClient } from './engineClient.ts';
import { startEngineProcess } from './engineProcess.ts';
import { createExplainDocuments } from './explainDocument.ts';
import { createLearning } from './learning.ts';
import { createLineOpener } from './openLines.ts';
import { createStatusBar } from './statusBar.ts';
import { createWorkspaceSync } from './workspaceSync.ts';

/** What other extensions and the tests can ask: small on purpose. */
export interface CairnApi {
  status(): ClientStatus;
  readonly onStatus: vscode.Event<ClientStatus>;
  /** Process id of the engine. */
  enginePid(): number | undefined;
  /** The rows of the context view as it stands. */
  contextRows(): readonly Row[];
  /** The place that the rows are for. */
  contextPlace(): ContextRequest | undefined;
  /** Children of a node of the code tree, the roots for ''. */
  codeTree(id: string): Promise<readonly TreeNode[]>;
}

/** The composition root: the only place that knows all parts. */
export function activate(context: vscode.ExtensionContext): CairnApi {
  const log = vscode.window.createOutputChannel('Cairn', { log: true });
  const statusBar = createStatusBar();
  const statusChanged = new vscode.EventEmitter<ClientStatus>();
  const engine = context.asAbsolutePath('dist/engine.js');

  const client = createEngineClient({
    startProcess: ({ memoryBudget: setting = 0 }) =>
      startEngineProcess(engine, memoryBudget(setting, totalmem()), text => log.warn(text)),
    log,
    clock: () => performance.now(),
    onStatus: status => statusChanged.fire(status),
    onStarted() {
      workspace.sendAtHand();
      buffers.sendAll();
    },
    onBufferLost: name => buffers.resend(name),
  });
  const buffers = createBufferSync(client);
  const workspace = createWorkspaceSync(client, context.globalStorageUri, log);
  const follower = createContextFollower(client, log, () => contextView.update(client.status()));
  const contextView = createContextView(follower);
  const codeTree = createCodeTreeView(client, log);
  const lines = createLineOpener();
  const explained = createExplainDocuments((file, token) => client.explain(file, token));

  let state: ClientStatus['state'] | undefined;
  const statusSubscription = statusChanged.event(status => {
    statusBar.show(status);
    contextView.showStatus(status);
    // While indexing, and with every later change that was taken in, both views may have more to show.
    follower.nudge();
    if (status.state === 'ready') codeTree.refreshSoon();
    if (status.state === state) return;
    state = status.state;
    void vscode.commands.executeCommand('setContext', 'cairn.state', state);
    if (state === 'error') void offerRestart(log);
  });

  const learning = createLearning({
    cli: context.asAbsolutePath('dist/cli.js'),
    store: () => workspace.place().folder,
    onChange: () => follower.refresh(),
    log,
  });
  const commands = registerCommands({
    client,
    follower,
    log,
    openLines: lines.open,
    explain: explained.show,
    learning,
    store: () => workspace.place(),
    onStatus: listener => statusChanged.event(listener),
  });

  context.subscriptions.push(
    log,
    statusBar,
    statusChanged,
    client,
    buffers,
    workspace,
    follower,
    contextView,
    codeTree,
    lines,
    explained,
    statusSubscription,
    learning,
    commands,
  );
  void vscode.commands.executeCommand('setContext', 'cairn.state', client.status().state);
  void vscode.commands.executeCommand('setContext', 'cairn.place', 'none');
  workspace.start();
  return {
    status: () => client.status(),
    onStatus: statusChanged.event,
    enginePid: () => client.pid(),
    contextRows: () => contextView.rows(),
    contextPlace: () => follower.latest()?.request,
    codeTree: id => codeTree.children(id),
  };
}

async function offerRestart(log: vscode.LogOutputChannel): Promise<void> {
  const message = 'The Cairn engine stopped too often and was not restarted. The editor goes on without it.';
  const choice = await vscode.window.showErrorMessage(message, 'Restart', 'Show Log');
  if (choice === 'Restart') await vscode.commands.executeCommand('cairn.restartEngine');
  if (choice === 'Show Log') log.show();
}
