import * as vscode from 'vscode';
import type { Target } from './contextRows.ts';
import { targetUri } from './contextView.ts';

/** Opens lines of a file in a preview tab and marks them until the next click, key or edit. */
export function createLineOpener(): vscode.Disposable & { open(target: Target): Promise<void> } {
  const decoration = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  let marked: vscode.TextEditor | undefined;

  function unmark(): void {
    marked?.setDecorations(decoration, []);
    marked = undefined;
  }

  const subscriptions = [
    decoration,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (textEditor === marked && kind !== undefined && kind !== vscode.TextEditorSelectionChangeKind.Command)
        unmark();
    }),
    vscode.workspace.onDidChangeTextDocument(event => {
      if (event.document === marked?.document && event.contentChanges.length > 0) unmark();
    }),
  ];
  return {
    async open({ location, startLine, endLine }) {
      const document = await vscode.workspace.openTextDocument(targetUri(location));
      const last = Math.max(0, document.lineCount - 1);
      const range = new vscode.Range(Math.min(startLine, last), 0, Math.min(endLine, last), 0);
      const start = new vscode.Range(range.start, range.start);
      const editor = await vscode.window.showTextDocument(document, { preview: true, selection: start });
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      unmark();
      editor.setDecorations(decoration, [range]);
      marked = editor;
    },
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
