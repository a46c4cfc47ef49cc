import * as vscode from 'vscode';
import type { ContextRequest } from '../engine/api.ts';
import { bufferName } from './bufferName.ts';
import { readSettings } from './settings.ts';

const OPEN_FILES = 20;
const REGIONS = 50;

/** The place in `editor` as a question to the engine; `undefined` where the engine knows nothing: output, settings. */
export function editPlace(
  editor: vscode.TextEditor,
  recent: readonly vscode.TextDocument[],
): ContextRequest | undefined {
  const file = bufferName(editor.document);
  if (file === undefined) return undefined;
  const { active } = editor.selection;
  const regions = editor.selections
    .filter(selection => !selection.isEmpty)
    .slice(0, REGIONS)
    .map(selection => [selection.start.line, lastLine(selection)] as const);
  const openFiles = recent.map(bufferName).filter(name => name !== undefined && name !== file);
  const { budget, tokenizer } = readSettings();
  return {
    file,
    line: active.line,
    column: active.character,
    ...(regions.length > 0 ? { regions } : {}),
    openFiles: openFiles.filter(name => name !== undefined).slice(0, OPEN_FILES),
    task: 'edit',
    budget,
    tokenizer,
  };
}

/** A selection that ends at the start of a line does not touch that line. */
function lastLine({ start, end }: vscode.Selection): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

/** The open documents, the most recently used first. */
export function createRecentDocuments(): vscode.Disposable & { list(): readonly vscode.TextDocument[] } {
  let recent: vscode.TextDocument[] = [];
  const use = (document: vscode.TextDocument) => {
    recent = [document, ...recent.filter(other => other !== document)];
  };
  for (const editor of vscode.window.visibleTextEditors) use(editor.document);
  if (vscode.window.activeTextEditor) use(vscode.window.activeTextEditor.document);
  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(editor => editor && use(editor.document)),
    vscode.workspace.onDidCloseTextDocument(document => {
      recent = recent.filter(other => other !== document);
    }),
  ];
  return { list: () => recent, dispose: () => vscode.Disposable.from(...subscriptions).dispose() };
}
