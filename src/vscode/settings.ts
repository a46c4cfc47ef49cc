import * as vscode from 'vscode';
import type { WorkspaceRoot } from '../engine/api.ts';
import type { TokenizerName } from '../pack/contextPack.ts';
import { tokenizerNamed } from '../pack/tokenizers.ts';
import { TASK_NAMES, type TaskName } from '../rank/tasks.ts';
import { hiddenPatterns } from './hiddenPatterns.ts';

/** The settings of the `cairn` section, as they stand when asked. */
export interface Settings {
  /** What the Context view is for. */
  readonly task: TaskName;
  /** Tokens. */
  readonly budget: number;
  readonly tokenizer: TokenizerName;
  readonly followCursor: boolean;
  /** Absolute path, a path relative to the first workspace folder, or '' for the editor's storage. */
  readonly storeFolder: string;
  /** Megabytes; 0: as the engine sees fit. */
  readonly memoryBudget: number;
  readonly pauseOnBattery: boolean;
  /** The git program that the editor uses; '' for that of the search path. */
  readonly git: string;
}

export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('cairn');
  const budget = section.get<number>('context.budget', 4000);
  return {
    task: TASK_NAMES.find(task => task === section.get<string>('context.task')) ?? 'edit',
    budget: Number.isFinite(budget) ? Math.min(100_000, Math.max(256, Math.round(budget))) : 4000,
    tokenizer: tokenizerNamed(section.get<unknown>('context.tokenizer')),
    followCursor: section.get<boolean>('context.followCursor', true),
    storeFolder: section.get<string>('store.folder', ''),
    memoryBudget: megabytes(section.get<number>('engine.memoryBudget', 0)),
    pauseOnBattery: section.get<boolean>('engine.pauseOnBattery', true),
    git: gitProgram(vscode.workspace.getConfiguration('git').get<unknown>('path')),
  };
}

function megabytes(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.max(64, Math.round(value)) : 0;
}

/** The setting of the editor's git extension: a path, or several of which the first counts. */
function gitProgram(setting: unknown): string {
  const first: unknown = Array.isArray(setting) ? setting[0] : setting;
  return typeof first === 'string' ? first : '';
}

/** The workspace folders on disk, each with the exclusions of its own settings. */
export function readRoots(): readonly WorkspaceRoot[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders
    .filter(folder => folder.uri.scheme === 'file')
    .map(folder => {
      const exclude = vscode.workspace.getConfiguration('cairn', folder.uri).get<unknown>('exclude');
      const own = Array.isArray(exclude) ? exclude.filter(pattern => typeof pattern === 'string') : [];
      const patterns = [
        ...hiddenPatterns(vscode.workspace.getConfiguration('files', folder.uri).get('exclude')),
        ...own,
      ];
      const scip = vscode.workspace.getConfiguration('cairn', folder.uri).get<unknown>('index.scip');
      const index = typeof scip === 'string' ? { scip } : {};
      return { name: folder.name, folder: folder.uri.fsPath, exclude: patterns, ...index };
    });
}
