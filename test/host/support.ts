import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Row } from '../../src/vscode/contextRows.ts';
import type { CairnApi } from '../../src/vscode/extension.ts';

/** What the tests in VS Code share: they see the extension only through its commands, its API and the editor. */

export async function activateCairn(): Promise<CairnApi> {
  const extension = vscode.extensions.getExtension<CairnApi>('cairn.cairn-context');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

export async function indexed(cairn: CairnApi): Promise<void> {
  await until('the index is ready', () => cairn.status().state === 'ready');
}

/** Opens a file of the first workspace folder and puts the cursor at the first place of `text` in it. */
export async function openAt(file: string, text: string, folder = 0): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(fileUri(file, folder));
  placeCursor(editor, text);
  return editor;
}

export function placeCursor(editor: vscode.TextEditor, text: string): void {
  const offset = editor.document.getText().indexOf(text);
  assert.ok(offset >= 0, `'${text}' in ${editor.document.fileName}`);
  const position = editor.document.positionAt(offset + text.length);
  editor.selection = new vscode.Selection(position, position);
}

/** Adds a function `unsavedPrice` at the end, and leaves the cursor in it and the document unsaved. */
export async function typeUnsaved(editor: vscode.TextEditor): Promise<void> {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  const text =
    "import { formatCents } from './orders/receipt.ts';\nexport function unsavedPrice(): string {\n  return formatCents(0);\n}\n";
  await editor.edit(edit => edit.insert(end, text));
  placeCursor(editor, 'return formatCents');
}

export function fileUri(file: string, folder = 0): vscode.Uri {
  const root = vscode.workspace.workspaceFolders?.[folder];
  assert.ok(root, `workspace folder ${folder}`);
  return vscode.Uri.joinPath(root.uri, file);
}

/** Runs *Show Context for This Edit* and gives the view's rows. */
export async function showContext(cairn: CairnApi): Promise<readonly Row[]> {
  await vscode.commands.executeCommand('cairn.showContext');
  return cairn.contextRows();
}

/** The rows with their children, as `label` of each. */
export function labels(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(row => [row.label, ...labels(row.children)]);
}

export function rowsOfKind(rows: readonly Row[], kind: Row['kind']): readonly Row[] {
  return rows.flatMap(row => [...(row.kind === kind ? [row] : []), ...rowsOfKind(row.children, kind)]);
}

/** Waits until `condition` holds, and fails with `what` when it does not within `seconds`. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(`not within ${seconds} s: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Leaves no editor and no unsaved text behind. */
export async function closeEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    // The editor writes its own settings through documents too; those are not the tests'.
    const own = document.isUntitled || vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
    if (!own || !document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
