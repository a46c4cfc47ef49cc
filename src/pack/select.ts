import type { Candidate, CandidateFile, OfferedFile } from './candidates.ts';
import type { LevelLines } from './levels.ts';
import type { Preset } from './presets.ts';

/** One candidate at its chosen level: an index into `candidate.levels`. */
export interface Choice {
  readonly file: CandidateFile;
  readonly candidate: Candidate;
  readonly level: number;
}

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
  readonly duplicateKey: string;
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

function selectGreedily(files: readonly OfferedFile[], budget: number, preset: Preset): Selection {
  const queue = new OfferQueue();
  const duplicates = new Map<string, number>();
  const steps: Choice[] = [];
  let tokens = 0;
  let value = 0;
  const offer = (slot: Slot) => {
    slot.stamp += 1;
    const best = bestOffer(slot, budget - tokens, preset, duplicates);
    if (best) queue.push(best);
  };
  // Most files are never opened: the budget is spent before their best could be the best.
  const closed = files.map((file, order) => ({ file, order, bound: boundOf(file, preset) }));
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
    // Gains fall when a twin is chosen, and room shrinks: what was offered long ago is weighed again.
    const now = bestOffer(slot, budget - tokens, preset, duplicates);
    if (!now) continue;
    if (now.level !== level || now.density < density) {
      queue.push(now);
      continue;
    }
    tokens += now.cost;
    value += now.gain;
    steps.push({ file: slot.file.file, candidate: slot.candidate, level });
    if (slot.level < 0) duplicates.set(slot.duplicateKey, (duplicates.get(slot.duplicateKey) ?? 0) + 1);
    slot.level = level;
    const cheaper = show(slot);
    offer(slot);
    if (cheaper) for (const other of slot.file.slots) if (other !== slot) offer(other);
  }
}

/** No candidate of the file gives more per token while nothing of it is shown: a line is at least one token. */
function boundOf(file: OfferedFile, { value }: Preset): number {
  return (file.most * value.full) / (headerCost(file) + 1);
}

function headerCost({ path }: { readonly path: string }): number {
  return BLOCK_TOKENS + Math.ceil(path.length / 3.5);
}

/** A file offers fewer symbols than that. */
const MOST_SLOTS = 1_000_000;

function stateOf(file: CandidateFile, order: number): FileState {
  const { text, candidates } = file;
  const slots: Slot[] = [];
  const shown = new Uint8Array(text.lines.length);
  const state: FileState = { file, header: headerCost(file), shown, open: false, slots };
  candidates.forEach((candidate, index) => {
    const duplicateKey = text.lines[candidate.levels[0]?.ranges[0]?.[0] ?? 0]?.trim() ?? '';
    slots.push({ order: order * MOST_SLOTS + index, file: state, candidate, duplicateKey, level: -1, stamp: 0 });
  });
  return state;
}

/** The step up with the most gain per token that still fits; `undefined` when none does. */
function bestOffer(
  slot: Slot,
  room: number,
  preset: Preset,
  duplicates: ReadonlyMap<string, number>,
): Offer | undefined {
  const { levels, relevance } = slot.candidate;
  const from = slot.level < 0 ? undefined : levels[slot.level];
  const base = from ? preset.value[from.level] : 0;
  const twins = (duplicates.get(slot.duplicateKey) ?? 0) - (slot.level < 0 ? 0 : 1);
  const worth = relevance * preset.duplicate ** Math.max(0, twins);
  let best: Offer | undefined;
  for (let level = slot.level + 1; level < Math.min(levels.length, slot.level + 1 + LOOK_AHEAD); level += 1) {
    const to = levels[level];
    if (!to) break;
    const gain = worth * (preset.value[to.level] - base);
    if (gain <= 0) continue;
    const cost = costOf(slot, to, room);
    if (cost > room) break;
    const density = gain / Math.max(cost, 0.5);
    if (!best || density > best.density) best = { slot, stamp: slot.stamp, level, gain, cost, density };
  }
  return best;
}

/** Estimated tokens that showing these lines adds; stops counting beyond `room`. */
function costOf({ file, candidate }: Slot, { level, ranges }: LevelLines, room: number): number {
  const { text } = file.file;
  let cost = file.open ? 0 : file.header;
  if (level === 'elided') cost += FOLD_TOKENS * (ranges.length - 1);
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
        best = { steps: [{ file: slot.file.file, candidate: slot.candidate, level }], tokens, value };
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
