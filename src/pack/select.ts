import type { FileId } from '../index/snapshot.ts';
import type { Candidate, CandidateFile, OfferedFile } from './candidate.ts';
import type { LevelLines } from './levels.ts';
import type { Preset } from './presets.ts';

/** One candidate at its chosen level: an index into `candidate.levels`. */
export interface Choice {
  readonly file: CandidateFile;
  readonly candidate: Candidate;
  readonly level: number;
  /** What the step added to the value. */
  readonly gain: number;
}

/** A choice that an earlier pack has made. */
export type KeptChoice = Omit<Choice, 'gain'>;

/** Choices in the order in which they were made; a later step for the same candidate raises its level. */
export interface Selection {
  readonly steps: readonly Choice[];
  /** Estimated tokens, headers included. */
  readonly tokens: number;
  readonly value: number;
}

/** Estimated tokens of a fold mark. */
export const FOLD_TOKENS = 7;
/** A file's header, its path aside, and the closing fence. */
const BLOCK_TOKENS = 11;
/** How many levels above the present one are weighed: one more than the next, so that a poor level is stepped over. */
const LOOK_AHEAD = 2;
/** With a smaller share of the budget left selection ends: what still fits was passed over many times by then. */
const LEAST_ROOM = 1 / 256;

interface Slot {
  /** Of the file and in it: ties go to the first. */
  readonly order: number;
  readonly file: FileState;
  readonly candidate: Candidate;
  /** Index into `candidate.levels`, -1 while it is out. */
  level: number;
  /** Entries of the queue with an older stamp are void. */
  stamp: number;
}

interface FileState {
  readonly file: CandidateFile;
  readonly header: number;
  /** By line. */
  readonly shown: Uint8Array;
  open: boolean;
  readonly slots: readonly Slot[];
  /** Chosen candidates by qualified name: overloads say little new. Equal names in other files are other things. */
  readonly chosen: Map<string, number>;
}

interface Offer {
  readonly slot: Slot;
  readonly stamp: number;
  readonly level: number;
  readonly gain: number;
  readonly cost: number;
  readonly density: number;
}

/**
 * Chooses a level for each candidate so that the sum of values is large and the estimated tokens stay within `budget`:
 * a multiple-choice knapsack with shared costs (a file's header, lines that two symbols have in common), by greedy on
 * gain per token, compared with the best single choice (which makes it a ½-approximation where costs are not shared).
 */
export function selectLevels(files: readonly OfferedFile[], budget: number, preset: Preset): Selection {
  const greedy = selectGreedily(files, budget, preset);
  return bestSingle(files, budget, preset, greedy.value) ?? greedy;
}

/**
 * Makes these choices, as far as they fit, and fills the rest of the budget from other files.
 * @param kept of files among `files`
 */
export function selectAround(
  kept: readonly KeptChoice[],
  files: readonly OfferedFile[],
  budget: number,
  preset: Preset,
): Selection {
  return selectGreedily(files, budget, preset, kept);
}

function selectGreedily(
  files: readonly OfferedFile[],
  budget: number,
  preset: Preset,
  kept: readonly KeptChoice[] = [],
): Selection {
  const queue = new OfferQueue();
  const steps: Choice[] = [];
  let tokens = 0;
  let value = 0;
  const offer = (slot: Slot) => {
    slot.stamp += 1;
    const best = bestOffer(slot, budget - tokens, preset);
    if (best) queue.push(best);
  };
  const take = ({ slot, level, cost, gain }: Omit<Offer, 'density' | 'stamp'>): boolean => {
    tokens += cost;
    value += gain;
    steps.push({ file: slot.file.file, candidate: slot.candidate, level, gain });
    const { chosen } = slot.file;
    const { name } = slot.candidate;
    if (slot.level < 0) chosen.set(name, (chosen.get(name) ?? 0) + 1);
    slot.level = level;
    return show(slot);
  };
  const states = new Map<FileId, FileState>();
  for (const { file, candidate, level } of kept) {
    const state = states.get(file.file) ?? stateOf(file, 0);
    states.set(file.file, state);
    const slot = state.slots.find(each => each.candidate === candidate);
    const again = slot && offerOf(slot, level, budget - tokens, preset);
    if (again) take(again);
  }
  // Most files are never opened: the budget is spent before their best could be the best.
  const closed = files
    .map((file, order) => ({ file, order, bound: boundOf(file, preset) }))
    .filter(({ file }) => !states.has(file.file));
  closed.sort((a, b) => a.bound - b.bound);
  const openFiles = () => {
    for (let next = closed.at(-1); next && next.bound >= (queue.top?.density ?? 0); next = closed.at(-1)) {
      closed.pop();
      if (headerCost(next.file) >= budget - tokens) continue;
      const file = next.file.open();
      for (const slot of file ? stateOf(file, next.order).slots : []) offer(slot);
    }
  };
  for (;;) {
    openFiles();
    const next = queue.pop();
    if (!next || budget - tokens < budget * LEAST_ROOM) return { steps, tokens, value };
    const { slot, level, stamp, density } = next;
    if (stamp !== slot.stamp) continue;
    // Gains fall when an overload is chosen, and room shrinks: what was offered long ago is weighed again.
    const now = bestOffer(slot, budget - tokens, preset);
    if (!now) continue;
    if (now.level !== level || now.density < density) {
      queue.push(now);
      continue;
    }
    const cheaper = take(now);
    offer(slot);
    if (cheaper) for (const other of slot.file.slots) if (other !== slot) offer(other);
  }
}

/** No candidate of the file gives more per token while nothing of it is shown: a line is at least one token. */
function boundOf(file: OfferedFile, { value }: Preset): number {
  return (file.most * value.full) / (headerCost(file) + 1);
}

/** Estimated tokens of a file's header and closing fence. */
export function headerCost({ path }: { readonly path: string }): number {
  return BLOCK_TOKENS + Math.ceil(path.length / 3.5);
}

/** A file offers fewer symbols than that. */
const MOST_SLOTS = 1_000_000;

function stateOf(file: CandidateFile, order: number): FileState {
  const { text, candidates } = file;
  const slots: Slot[] = [];
  const shown = new Uint8Array(text.lines.length);
  const state: FileState = { file, header: headerCost(file), shown, open: false, slots, chosen: new Map() };
  candidates.forEach((candidate, index) => {
    slots.push({ order: order * MOST_SLOTS + index, file: state, candidate, level: -1, stamp: 0 });
  });
  return state;
}

/** The step up with the most gain per token that still fits; `undefined` when none does. */
function bestOffer(slot: Slot, room: number, preset: Preset): Offer | undefined {
  let best: Offer | undefined;
  const most = Math.min(slot.candidate.levels.length, slot.level + 1 + LOOK_AHEAD);
  for (let level = slot.level + 1; level < most; level += 1) {
    const offer = offerOf(slot, level, room, preset);
    if (!offer) break;
    if (offer.gain > 0 && (!best || offer.density > best.density)) best = offer;
  }
  return best;
}

/** The step up to `level`; `undefined` where it does not fit. */
function offerOf(slot: Slot, level: number, room: number, preset: Preset): Offer | undefined {
  const { levels, relevance, name } = slot.candidate;
  const from = levels[slot.level];
  const to = levels[level];
  if (!to) return undefined;
  const gainOfLevel = preset.value[to.level] - (from ? preset.value[from.level] : 0);
  // What gives nothing is not weighed.
  const cost = gainOfLevel > 0 ? costOf(slot, to, room) : 0;
  if (cost > room) return undefined;
  const twins = name === '' ? 0 : (slot.file.chosen.get(name) ?? 0) - (slot.level < 0 ? 0 : 1);
  const gain = relevance * preset.duplicate ** Math.max(0, twins) * gainOfLevel;
  return { slot, stamp: slot.stamp, level, gain, cost, density: gain / Math.max(cost, 0.5) };
}

/** Estimated tokens that showing these lines adds; stops counting beyond `room`. */
function costOf({ file, candidate }: Slot, { ranges, folds }: LevelLines, room: number): number {
  const { text } = file.file;
  let cost = (file.open ? 0 : file.header) + FOLD_TOKENS * folds;
  for (const line of candidate.containers) if (!file.shown[line]) cost += text.cost(line);
  for (const [first, last] of ranges) {
    for (let line = first; line <= last; line += 1) if (!file.shown[line]) cost += text.cost(line);
    if (cost > room) return cost;
  }
  return cost;
}

/** Marks a slot's lines as shown; whether that made its neighbours cheaper by a header or an enclosing line. */
function show({ file, candidate, level }: Slot): boolean {
  let cheaper = !file.open;
  file.open = true;
  for (const line of candidate.containers) {
    if (!file.shown[line]) cheaper = true;
    file.shown[line] = 1;
  }
  for (const [first, last] of candidate.levels[level]?.ranges ?? []) file.shown.fill(1, first, last + 1);
  return cheaper;
}

/** The most valuable single choice that fits, if it is worth more than `least`. */
function bestSingle(
  files: readonly OfferedFile[],
  budget: number,
  preset: Preset,
  least: number,
): Selection | undefined {
  let best: Selection | undefined;
  for (const offered of files) {
    if (offered.most * preset.value.full <= least) continue;
    const file = offered.open();
    for (const slot of file ? stateOf(file, 0).slots : []) {
      slot.candidate.levels.forEach((lines, level) => {
        const value = slot.candidate.relevance * preset.value[lines.level];
        if (value <= (best?.value ?? least)) return;
        const tokens = costOf(slot, lines, budget);
        if (tokens > budget) return;
        best = { steps: [{ file: slot.file.file, candidate: slot.candidate, level, gain: value }], tokens, value };
      });
    }
  }
  return best;
}

/** A binary heap: the densest offer first, ties by path and line. */
class OfferQueue {
  readonly #offers: Offer[] = [];

  get top(): Offer | undefined {
    return this.#offers[0];
  }

  push(offer: Offer): void {
    const offers = this.#offers;
    let at = offers.push(offer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = offers[parent];
      if (!above || !before(offer, above)) break;
      offers[at] = above;
      at = parent;
    }
    offers[at] = offer;
  }

  pop(): Offer | undefined {
    const offers = this.#offers;
    const top = offers[0];
    const last = offers.pop();
    if (!top || !last || offers.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = offers[child];
      if (!left) break;
      const right = offers[child + 1];
      if (right && before(right, left)) child += 1;
      const below = offers[child];
      if (!below || !before(below, last)) break;
      offers[at] = below;
      at = child;
    }
    offers[at] = last;
    return top;
  }
}

function before(a: Offer, b: Offer): boolean {
  return a.density > b.density || (a.density === b.density && a.slot.order < b.slot.order);
}
