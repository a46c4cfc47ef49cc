import * as vscode from 'vscode';

const SCHEME = 'cairn-explain';

/**
 * Read-only Markdown documents, one for each explained module, shown in the editor's own preview.
 * @param explain Gives the Markdown for a file, as the engine names it.
 */
export function createExplainDocuments(
  explain: (file: string, token: vscode.CancellationToken) => Promise<string>,
): vscode.Disposable & { show(file: string): Promise<void> } {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri, token) => explain(uri.query, token),
  });
  return {
    async show(file) {
      const uri = explainUri(file);
      changed.fire(uri);
      try {
        await vscode.commands.executeCommand('markdown.showPreview', uri);
      } catch {
        // The built-in Markdown extension can be switched off.
        await vscode.window.showTextDocument(uri, { preview: true });
      }
    },
    dispose: () => vscode.Disposable.from(changed, provider).dispose(),
  };
}

/** The path gives the tab its title and tells the editor that this is Markdown; the query holds the engine's name. */
function explainUri(file: string): vscode.Uri {
  return vscode.Uri.file(`${file}.md`).with({ scheme: SCHEME, query: file });
}
