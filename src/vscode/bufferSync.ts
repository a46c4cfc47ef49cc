import * as vscode from 'vscode';
import { SLICE_LENGTH } from '../worker/engineProtocol.ts';
import { bufferName } from './bufferName.ts';
import type { EngineClient } from './engineClient.ts';
import { inSlices } from './slices.ts';

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
  const sending = new Map<vscode.TextDocument, object>();

  /** A long text takes several turns; what is typed meanwhile makes it go again. */
  async function send(document: vscode.TextDocument): Promise<void> {
    const name = bufferName(document);
    if (name === undefined || document.isClosed) return;
    const text = document.getText();
    if (text.length > LARGEST) return;
    const { version, eol } = document;
    sent.delete(document);
    const run = {};
    sending.set(document, run);
    await client.sendText(name, version, text);
    if (sending.get(document) !== run) return;
    sending.delete(document);
    sent.set(document, { name, version, endOfLine: eol });
    if (document.version !== version) await send(document);
  }

  function edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const before = sent.get(document);
    if (before === undefined || before.version === document.version) return;
    const length = contentChanges.reduce((sum, change) => sum + change.text.length, 0);
    if (length > SLICE_LENGTH || contentChanges.length > 500 || before.endOfLine !== document.eol) {
      void send(document);
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
    const name = sent.get(document)?.name ?? (sending.has(document) ? bufferName(document) : undefined);
    sending.delete(document);
    sent.delete(document);
    if (name !== undefined) client.closeBuffer(name);
  }

  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(send),
    vscode.workspace.onDidChangeTextDocument(edit),
    vscode.workspace.onDidCloseTextDocument(close),
  ];
  return {
    sendAll() {
      sent.clear();
      sending.clear();
      const active = vscode.window.activeTextEditor?.document;
      const others = vscode.workspace.textDocuments.filter(document => document !== active);
      void inSlices(active ? [active, ...others] : others, document => void send(document));
    },
    resend(name) {
      for (const [document, buffer] of sent) if (buffer.name === name) void send(document);
    },
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
