import type { ContextAnswer, HistoryState } from '../engine/api.ts';
import { isSmallOnPurpose } from '../pack/contextPack.ts';
import type { Row } from './contextRows.ts';

/** What is to be known of the answer as a whole, one row for each thing: none when all is as it should be. */
export function noteRows({ pack, history }: ContextAnswer): readonly Row[] {
  const rows: Row[] = [];
  if (isSmallOnPurpose(pack)) {
    rows.push(
      noteRow('small', 'Small on purpose', 'nothing else cleared the floor', 'info', [
        'What is left of the budget is left on purpose: everything else is too unlikely to be of use, and would only distract.',
        `${pack.held.toLocaleString('en-US')} ${pack.held === 1 ? 'symbol was' : 'symbols were'} held back.`,
      ]),
    );
  }
  const state = HISTORY_NOTES[history];
  if (state) rows.push(noteRow('history', ...state, 'history', [historySentence(history)]));
  return rows;
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

function noteRow(id: string, label: string, description: string, icon: string, tooltip: readonly string[]): Row {
  return {
    id: `note ${id}`,
    kind: 'note',
    label,
    description,
    tooltip: tooltip.join('\n\n'),
    icon,
    spoken: `${label}: ${description}`,
    children: [],
    expanded: false,
  };
}
