import * as vscode from 'vscode';
import { CancelledError } from '../base/cancellation.ts';
import type { ContextAnswer, ContextRequest } from '../engine/api.ts';
import { editPlace } from './editPlace.ts';
import { type EngineClient, EngineUnavailableError } from './engineClient.ts';
import { historyAgain } from './historyAgain.ts';
import { readSettings } from './settings.ts';

/** The context of the place where the user works, kept up to date. */
export interface ContextFollower extends vscode.Disposable {
  /** The latest answer and its question; the old pair stays while the next is computed. */
  latest(): { readonly request: ContextRequest; readonly answer: ContextAnswer } | undefined;
  /** Asks now for the place of the cursor, whether or not the view follows it. Resolves when the answer is in. */
  refresh(): Promise<void>;
  /** Asks soon, if the view is looked at and follows the cursor. */
  nudge(): void;
  /** The view is looked at or not; while not, nothing is computed. */
  setVisible(visible: boolean): void;
  /** Does what opens a row's lines, without taking that for the user's going elsewhere. */
  aside(work: () => Promise<void>): Promise<void>;
  /** The request for the place of the cursor. */
  place(): ContextRequest | undefined;
}

/** Milliseconds of rest before a question: short for a jump, longer while typing. */
const AFTER_MOVE = 120;
const AFTER_EDIT = 250;

export function createContextFollower(
  client: EngineClient,
  log: vscode.LogOutputChannel,
  onChange: () => void,
): ContextFollower {
  let editor = vscode.window.activeTextEditor;
  let latest: { request: ContextRequest; answer: ContextAnswer } | undefined;
  let visible = false;
  let stale = true;
  let away = false;
  let timer: NodeJS.Timeout | undefined;
  let due = false;
  let running: vscode.CancellationTokenSource | undefined;
  let again: NodeJS.Timeout | undefined;
  let answering: Promise<void> = Promise.resolve();

  const place = () => (editor && !editor.document.isClosed ? editPlace(editor) : undefined);

  /** Resolves when the answer to this question, or to the one that took its place, is in. */
  async function refresh(): Promise<void> {
    answering = ask();
    for (let awaited: Promise<void> | undefined; awaited !== answering; ) {
      awaited = answering;
      await awaited;
    }
  }

  /** @param times how often this place was asked again because git's history was being read */
  async function ask(times = 0, historyWait?: number): Promise<void> {
    clearTimeout(timer);
    clearTimeout(again);
    due = false;
    running?.cancel();
    const source = new vscode.CancellationTokenSource();
    running = source;
    const request = place();
    const question = request && historyWait !== undefined ? { ...request, historyWait } : request;
    try {
      const answer = question && (await client.context(question, 'view', source.token));
      if (source !== running) return;
      stale = answer?.history === 'reading';
      latest = request && answer ? { request, answer } : undefined;
      onChange();
      if (answer) waitForHistory(answer, times);
    } catch (error) {
      const expected = error instanceof CancelledError || error instanceof EngineUnavailableError;
      if (!expected) log.warn(`Context: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      if (running === source) running = undefined;
      source.dispose();
    }
  }

  /** The view is brought up to date when git's history has been read. */
  function waitForHistory({ history }: ContextAnswer, times: number): void {
    const next = visible && !due ? historyAgain(history, times) : undefined;
    if (next) again = setTimeout(() => void ask(times + 1, next.historyWait), next.pause);
  }

  function soon(delay: number): void {
    stale = true;
    if (!visible || away || !readSettings().followCursor) return;
    clearTimeout(timer);
    due = true;
    timer = setTimeout(() => void refresh(), delay);
  }

  const subscriptions = [
    vscode.window.onDidChangeActiveTextEditor(active => {
      // Focus in a panel, a preview or the output is no place to ask about: the last one stays.
      if (away || !isPlace(active)) return;
      editor = active;
      soon(AFTER_MOVE);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (!isPlace(textEditor) || textEditor !== vscode.window.activeTextEditor) return;
      const byUser =
        kind === vscode.TextEditorSelectionChangeKind.Mouse || kind === vscode.TextEditorSelectionChangeKind.Keyboard;
      if (away && !byUser) return;
      away = false;
      editor = textEditor;
      soon(AFTER_MOVE);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      if (document === vscode.window.activeTextEditor?.document) away = false;
      if (document === editor?.document) soon(AFTER_EDIT);
    }),
    vscode.workspace.onDidCloseTextDocument(document => {
      if (document !== editor?.document) return;
      const active = vscode.window.activeTextEditor;
      editor = isPlace(active) ? active : undefined;
      soon(AFTER_MOVE);
    }),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('cairn.context') && soon(AFTER_MOVE)),
  ];

  return {
    latest: () => latest,
    refresh: () => {
      away = false;
      const active = vscode.window.activeTextEditor;
      if (isPlace(active)) editor = active;
      return refresh();
    },
    nudge() {
      // News from the engine come faster than answers: they must not put off what is due.
      if (!due) soon(AFTER_MOVE);
    },
    setVisible(next) {
      visible = next;
      if (visible && stale) soon(0);
    },
    async aside(work) {
      away = true;
      await work();
    },
    place,
    dispose() {
      clearTimeout(timer);
      clearTimeout(again);
      running?.cancel();
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function isPlace(editor: vscode.TextEditor | undefined): editor is vscode.TextEditor {
  return editor?.document.uri.scheme === 'file' || editor?.document.uri.scheme === 'untitled';
}
