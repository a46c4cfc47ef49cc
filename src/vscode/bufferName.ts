import * as vscode from 'vscode';

/**
 * The name by which the engine knows a document: its path on disk, or for an untitled buffer its title with the usual
 * ending of its language. `undefined` for anything else: output channels, diffs, notebook cells.
 */
export function bufferName(document: vscode.TextDocument): string | undefined {
  if (document.uri.scheme === 'file') {
    return vscode.workspace.getWorkspaceFolder(document.uri) ? document.uri.fsPath : undefined;
  }
  if (document.uri.scheme !== 'untitled') return undefined;
  // `untitled:/folder/file.ts` is a file that has not been saved yet.
  const { path } = document.uri;
  return path.startsWith('/') ? document.uri.with({ scheme: 'file' }).fsPath : path + endingOf(document.languageId);
}

/** The open untitled document that the engine knows by `name`. */
export function untitledDocument(name: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    document => document.uri.scheme === 'untitled' && bufferName(document) === name,
  );
}

/** First file name ending that any installed extension registers for a language; '' when there is none. */
function endingOf(languageId: string): string {
  for (const extension of vscode.extensions.all) {
    const languages: unknown = extension.packageJSON?.contributes?.languages;
    if (!Array.isArray(languages)) continue;
    for (const { id, extensions } of languages) {
      const ending: unknown = Array.isArray(extensions) ? extensions[0] : undefined;
      if (id === languageId && typeof ending === 'string') return ending;
    }
  }
  return '';
}
