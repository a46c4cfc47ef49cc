import type * as vscode from 'vscode';
import type { ContextRequest } from '../engine/api.ts';
import { bufferName } from './bufferName.ts';
import { readSettings } from './settings.ts';

const REGIONS = 50;

/** The place in `editor` as a question to the engine; `undefined` where the engine knows nothing: output, settings. */
export function editPlace(editor: vscode.TextEditor): ContextRequest | undefined {
  const file = bufferName(editor.document);
  if (file === undefined) return undefined;
  const { active } = editor.selection;
  const regions = editor.selections
    .filter(selection => !selection.isEmpty)
    .slice(0, REGIONS)
    .map(selection => [selection.start.line, lastLine(selection)] as const);
  const { task, budget, tokenizer } = readSettings();
  return {
    file,
    line: active.line,
    column: active.character,
    ...(regions.length > 0 ? { regions } : {}),
    task,
    budget,
    tokenizer,
  };
}

/** A selection that ends at the start of a line does not touch that line. */
function lastLine({ start, end }: vscode.Selection): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
