import * as vscode from 'vscode';
import { SLICE_LENGTH } from '../worker/engineProtocol.ts';
import { bufferName } from './bufferName.ts';
import type { EngineClient } from './engineClient.ts';

/** UTF-16 units: a larger document is left to the disk. */
const LARGEST = 4_000_000;

interface SentBuffer {
  readonly name: string;
  readonly version: number;
  readonly endOfLine: vscode.EndOfLine;
}

/** Keeps the engine's picture of open buffers equal to what is on screen. */
export interface BufferSync extends vscode.Disposable {
  /** Sends every open document: to a new engine process. */
  sendAll(): void;
  /** Sends one document whole. */
  resend(name: string): void;
}

export function createBufferSync(client: EngineClient): BufferSync {
  const sent = new Map<vscode.TextDocument, SentBuffer>();

  function send(document: vscode.TextDocument): void {
    const name = bufferName(document);
    if (name === undefined) return;
    const text = document.getText();
    if (text.length > LARGEST) return;
    client.sendText(name, document.version, text);
    sent.set(document, { name, version: document.version, endOfLine: document.eol });
  }

  function edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const before = sent.get(document);
    if (before === undefined || before.version === document.version) return;
    const length = contentChanges.reduce((sum, change) => sum + change.text.length, 0);
    if (length > SLICE_LENGTH || contentChanges.length > 500 || before.endOfLine !== document.eol) {
      send(document);
      return;
    }
    const edits = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      length: rangeLength,
      text,
    }));
    client.sendEdits({ file: before.name, from: before.version, version: document.version, edits });
    sent.set(document, { ...before, version: document.version });
  }

  function close(document: vscode.TextDocument): void {
    const buffer = sent.get(document);
    if (buffer && sent.delete(document)) client.closeBuffer(buffer.name);
  }

  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(send),
    vscode.workspace.onDidChangeTextDocument(edit),
    vscode.workspace.onDidCloseTextDocument(close),
  ];
  return {
    sendAll() {
      sent.clear();
      for (const document of vscode.workspace.textDocuments) send(document);
    },
    resend(name) {
      for (const [document, buffer] of sent) if (buffer.name === name) send(document);
    },
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
