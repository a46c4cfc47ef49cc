import * as vscode from 'vscode';
import type { ClientStatus } from './engineClient.ts';

/** The status bar item: what the index is doing, and a menu of what can be done about it. */
export function createStatusBar(): vscode.Disposable & { show(status: ClientStatus): void } {
  const item = vscode.window.createStatusBarItem('cairn.status', vscode.StatusBarAlignment.Right, 95);
  item.name = 'Cairn';
  item.command = 'cairn.showMenu';
  let shown = '';
  return {
    show(status) {
      const { icon, text, detail, error } = describe(status);
      const key = `${icon} ${text} ${detail}`;
      if (key === shown) return;
      shown = key;
      item.text = `$(${icon}) ${text}`;
      item.tooltip = new vscode.MarkdownString(`**Cairn** ${detail}\n\nClick for the menu`);
      item.accessibilityInformation = { label: `Cairn: ${detail}`, role: 'button' };
      item.backgroundColor = error ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
      if (status.state === 'stopped') item.hide();
      else item.show();
    },
    dispose: () => item.dispose(),
  };
}

interface Description {
  readonly icon: string;
  readonly text: string;
  readonly detail: string;
  readonly error?: true;
}

function describe(status: ClientStatus): Description {
  const share = status.files > 0 ? Math.floor((100 * status.done) / status.files) : 0;
  switch (status.state) {
    case 'stopped':
      return { icon: 'circle-slash', text: 'Cairn', detail: 'has no folder to index' };
    case 'starting':
      return { icon: 'loading~spin', text: 'Cairn', detail: 'is starting' };
    case 'indexing':
      return {
        icon: 'loading~spin',
        text: status.done < status.files ? `Cairn partial ${share}%` : 'Cairn',
        detail: `is indexing. ${partialText(status)}${memoryText(status)}`,
      };
    case 'paused':
      return {
        icon: 'debug-pause',
        text: 'Cairn paused',
        detail: `${pauseText(status)} ${partialText(status)}${memoryText(status)}`,
      };
    case 'error':
      return { icon: 'error', text: 'Cairn stopped', detail: status.message ?? 'has stopped', error: true };
    case 'ready':
      return {
        icon: isReduced(status) ? 'warning' : 'layers',
        text: 'Cairn',
        detail: `is ready: ${indexText(status)}${memoryText(status)}`,
      };
  }
}

/** `Partial: 812 of 3,000 files indexed.`, or that they all are. */
export function partialText(status: ClientStatus): string {
  if (status.done >= status.files) return `All ${count(status.files)} files are indexed.`;
  return `Partial: ${progressText(status)} indexed.`;
}

/** Why the work waits, as a predicate of Cairn. */
export function pauseText({ pausedBy }: ClientStatus): string {
  return pausedBy === 'battery' ? 'is paused while the machine runs on battery.' : 'is paused.';
}

/** What the memory budget has cost, as a sentence after others; '' when it has cost nothing. */
export function memoryText({ memory }: ClientStatus): string {
  if (!memory || memory.symbols + memory.words === 0) return '';
  const parts = [
    ...(memory.symbols > 0 ? [`${count(memory.symbols)} by their symbols only`] : []),
    ...(memory.words > 0 ? [`${count(memory.words)} by their words only`] : []),
  ];
  return ` The memory budget of ${count(memory.budget)} MB is reached: of the files, ${parts.join(' and ')} are known.`;
}

function isReduced({ memory }: ClientStatus): boolean {
  return memory !== undefined && memory.symbols + memory.words > 0;
}

/** `812 of 3,000 files`. */
export function progressText(status: ClientStatus): string {
  return `${count(status.done)} of ${count(status.files)} files`;
}

function indexText(status: ClientStatus): string {
  const described = status.scip?.reduce((sum, { files }) => sum + files, 0) ?? 0;
  const precise = status.scip?.reduce((sum, index) => sum + index.precise, 0) ?? 0;
  const precision =
    described > 0 ? `, references precise in ${count(precise)} of ${count(described)} files (SCIP)` : '';
  const problem = status.scip?.find(index => index.problem !== undefined);
  const warning = problem ? `. ${problem.file} is not used: ${problem.problem}` : '';
  return `${count(status.files)} files, ${count(status.symbols)} symbols${precision}${warning}`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
