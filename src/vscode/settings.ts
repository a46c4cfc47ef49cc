import * as vscode from 'vscode';
import type { WorkspaceRoot } from '../engine/api.ts';
import type { TokenizerName } from '../pack/contextPack.ts';

/** The settings of the `cairn` section, as they stand when asked. */
export interface Settings {
  /** Tokens. */
  readonly budget: number;
  readonly tokenizer: TokenizerName;
  readonly followCursor: boolean;
  /** Absolute path, or '' for the editor's storage. */
  readonly storeFolder: string;
}

export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration('cairn');
  const budget = section.get<number>('context.budget', 4000);
  return {
    budget: Number.isFinite(budget) ? Math.min(100_000, Math.max(256, Math.round(budget))) : 4000,
    tokenizer: section.get<string>('context.tokenizer') === 'cl100k_base' ? 'cl100k_base' : 'o200k_base',
    followCursor: section.get<boolean>('context.followCursor', true),
    storeFolder: section.get<string>('store.folder', ''),
  };
}

/** The workspace folders on disk, each with the exclusions of its own settings. */
export function readRoots(): readonly WorkspaceRoot[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders
    .filter(folder => folder.uri.scheme === 'file')
    .map(folder => {
      const exclude = vscode.workspace.getConfiguration('cairn', folder.uri).get<unknown>('exclude');
      const patterns = Array.isArray(exclude) ? exclude.filter(pattern => typeof pattern === 'string') : [];
      const scip = vscode.workspace.getConfiguration('cairn', folder.uri).get<unknown>('index.scip');
      const index = typeof scip === 'string' ? { scip } : {};
      return { name: folder.name, folder: folder.uri.fsPath, exclude: patterns, ...index };
    });
}
