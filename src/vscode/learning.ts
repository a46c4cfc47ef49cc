import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Lesson } from '../features/learn/learn.ts';
import { learnedFile } from '../store/learnedFile.ts';
import { engineEnvironment } from './engineProcess.ts';
import { readRoots, readSettings } from './settings.ts';

/** What the commands about the learned ranking do. */
export interface Learning extends vscode.Disposable {
  /** Replays the history of a repository in a process of its own, with progress; the engine takes over what is kept. */
  learn(): Promise<void>;
  forget(): Promise<void>;
}

export interface LearningParts {
  /** Absolute path of `cli.js`. */
  readonly cli: string;
  /** Folder of the store. */
  readonly store: () => string;
  /** What is shown may be ranked in another way now. */
  readonly onChange: () => Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

/** Milliseconds that the process may take to put things in order. */
const LAST_WORDS = 5000;

export function createLearning({ cli, store, onChange, log }: LearningParts): Learning {
  let running: ChildProcess | undefined;

  async function learn(): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new Error('Git history is read only in trusted workspaces.');
    if (running) throw new Error('Cairn is learning already.');
    const folder = await pickFolder();
    if (folder === undefined) return;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: 'Cairn: learning from the history',
      cancellable: true,
    };
    const lesson = await vscode.window.withProgress(options, (progress, token) => {
      const child = start(cli, folder, store());
      running = child;
      token.onCancellationRequested(() => stop(child));
      return outcome(child, message => progress.report({ message })).finally(() => {
        running = undefined;
      });
    });
    if (!lesson) return;
    log.info(`Learned from ${folder}: ${JSON.stringify(lesson)}`);
    await onChange();
    void vscode.window.showInformationMessage(lessonText(lesson));
  }

  return {
    learn,
    async forget() {
      const folder = await pickFolder();
      if (folder === undefined) return;
      await rm(learnedFile(store(), folder), { force: true });
      await onChange();
      void vscode.window.showInformationMessage('The learned ranking is forgotten: the table of weights is used.');
    },
    dispose: () => running && stop(running),
  };
}

/** The folder of the active editor, else the only one, else the one that the user picks. */
async function pickFolder(): Promise<string | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active && vscode.workspace.getWorkspaceFolder(active);
  const roots = readRoots();
  if (own?.uri.scheme === 'file') return own.uri.fsPath;
  if (roots.length <= 1) return roots[0]?.folder;
  return (await vscode.window.showWorkspaceFolderPick())?.uri.fsPath;
}

function start(cli: string, folder: string, store: string): ChildProcess {
  const environment = engineEnvironment(process.env);
  const { git } = readSettings();
  const search = environment['PATH'] ?? environment['Path'] ?? '';
  const PATH = path.isAbsolute(git) ? `${path.dirname(git)}${path.delimiter}${search}` : search;
  const child = fork(cli, ['learn', folder, '--json', '--progress'], {
    execPath: process.execPath,
    execArgv: [],
    env: { ...environment, PATH, CAIRN_STORE: store },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Where the system does not allow it, the work is done at the usual priority.
  }
  return child;
}

/** The process cleans up when its channel is closed. */
function stop(child: ChildProcess): void {
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), LAST_WORDS);
  child.once('exit', () => clearTimeout(timer));
}

/** What the process has printed, `undefined` when it was stopped. Rejects with its own words when it fails. */
function outcome(child: ChildProcess, onProgress: (message: string) => void): Promise<Lesson | undefined> {
  let [output, last] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    last = text.trim().split('\n').at(-1) ?? '';
    onProgress(last);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve(JSON.parse(output) as Lesson);
      else if (!child.connected && code === STOPPED) resolve(undefined);
      else reject(new Error(last.replace(/^cairn: /, '') || `Learning ended with code ${code}.`));
    });
  });
}

/** Exit code of a command that was interrupted. */
const STOPPED = 130;

function lessonText({ later, gain, kept }: Lesson): string {
  const { commits, table, learned } = later;
  const percent = (part: number): string => `${Math.round(100 * part)}`;
  const change = `recall@10 ${percent(table.recall10)} → ${percent(learned.recall10)} %, MRR ${percent(table.mrr)} → ${percent(learned.mrr)} %`;
  const where = `On your last ${commits} commits: ${change}.`;
  const low = (100 * gain.low).toFixed(1);
  return kept
    ? `${where} The learned ranking is used from now on.`
    : `${where} That is no sure gain (at the worst ${low} points), so the ranking stays as it is.`;
}
