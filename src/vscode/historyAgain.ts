import type { HistoryState } from '../engine/api.ts';

/** Milliseconds that the engine may wait for git's history, under the deadline of an answer. */
const WAIT = 10_000;
/** Milliseconds before it is asked again, doubled each time: what fails at once must not be asked all the time. */
const FIRST_PAUSE = 200;
/** A history that takes longer is too large to be worth the wait. */
const MOST_TIMES = 8;

/**
 * When to ask again for the place whose answer came before git's history had been read, and how long the engine is to wait
 * for it then; `undefined` when there is nothing to wait for.
 * @param times how often this place was asked again already
 */
export function historyAgain(
  state: HistoryState,
  times: number,
): { readonly pause: number; readonly historyWait: number } | undefined {
  if (state !== 'reading' || times >= MOST_TIMES) return undefined;
  return { pause: FIRST_PAUSE * 2 ** times, historyWait: WAIT };
}
