import type { ContextAnswer, HistoryState } from '../engine/api.ts';
import { isSmallOnPurpose } from '../pack/contextPack.ts';

/** Something to be known of an answer as a whole. */
export interface Note {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  /** Codicon. */
  readonly icon: string;
}

/** What is to be known of the answer as a whole: nothing when all is as it should be. */
export function notesOf({ pack, history }: ContextAnswer): readonly Note[] {
  const notes: Note[] = [];
  if (isSmallOnPurpose(pack)) {
    const held = `${pack.held.toLocaleString('en-US')} ${pack.held === 1 ? 'symbol was' : 'symbols were'} held back.`;
    notes.push({
      id: 'small',
      label: 'Small on purpose',
      description: 'nothing else cleared the floor',
      tooltip: `Everything else is too unlikely to be of use, and would only distract: the room that is left is left on purpose.\n\n${held}`,
      icon: 'info',
    });
  }
  const state = HISTORY_NOTES[history];
  if (state) {
    const [label, description] = state;
    notes.push({ id: 'history', label, description, tooltip: historySentence(history), icon: 'history' });
  }
  return notes;
}

const HISTORY_NOTES: Readonly<Record<HistoryState, readonly [label: string, description: string] | undefined>> = {
  read: undefined,
  shallow: ['Shallow git history', 'only the last commits count'],
  reading: ['Reading the git history…', 'the list may change'],
  none: ['No git history', 'for this file'],
  off: ['Git history is off', 'the workspace is not trusted'],
};

const HISTORY_SENTENCES: Readonly<Record<HistoryState, string>> = {
  read: 'The git history has been read: what was changed together counts.',
  shallow: 'The clone is shallow: git tells only of its last commits.',
  reading: 'The git history is being read, and does not count yet; the view is brought up to date when it has been.',
  none: 'Git knows no history of this file.',
  off: 'Git is not run in a workspace that is not trusted.',
};

/** Where git's history stands, for people. */
export function historySentence(state: HistoryState): string {
  return HISTORY_SENTENCES[state];
}
