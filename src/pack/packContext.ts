import type { FileId } from '../index/snapshot.ts';
import type { EditQuery, Ranking } from '../rank/ranking.ts';
import type { CandidateFile, CandidateSource, OfferedFile } from './candidate.ts';
import { createLevelsCache, gatherCandidates } from './candidates.ts';
import type { ContextPack, Conversation, Optimality, Redaction, ShownFile, TokenizerName } from './contextPack.ts';
import { keptChoices, STAYS, shownBy } from './conversation.ts';
import { EDITED_PLACE } from './editedPlace.ts';
import { omissionsOf } from './omissions.ts';
import { type Preset, presetOf } from './presets.ts';
import { bestFirst, headOf, inPromptOrder, type PromptOrder, promptOf } from './prompt.ts';
import { createRedactor, isSecretFile, type RedactedText, type Redactor } from './redact.ts';
import { type RenderedFile, renderFile } from './render.ts';
import { type Choice, type Selection, selectAround, selectLevels } from './select.ts';
import { createTextLinesCache, splitLines, type TextLines } from './textLines.ts';
import { loadTokenCounter, type TokenCounter } from './tokens.ts';
import { upperBound } from './upperBound.ts';

export interface PackInput {
  readonly query: EditQuery;
  readonly ranking: Ranking;
  /** Most tokens that the prompt may have. */
  readonly budget: number;
  /** What the prompt's reader has seen before: its beginning stays the same bytes while little changes. */
  readonly conversation?: Conversation;
  /** Also say how near the best possible choice is: opens every ranked file, 10 to 100 ms. */
  readonly certify?: boolean;
  readonly tokenizer: TokenizerName;
  /** The text that the snapshot's facts describe; `undefined` when it can no longer be had. */
  readText(file: FileId): string | undefined;
  /** `/`-separated path for people and models. */
  displayPath(file: FileId): string;
  /** File system path. */
  location(file: FileId): string;
  /** False for files that the ignore rules or the user keep out. */
  isIncluded(file: FileId): boolean;
  /** Made once per engine by {@link createPackCaches}. */
  readonly caches: PackCaches;
}

/** What packing remembers from one pack to the next; it never changes a result. */
export interface PackCaches {
  counter(name: TokenizerName): Promise<TokenCounter>;
  readonly redactor: Redactor;
  lines(location: string, text: string): TextLines;
  readonly levels: CandidateSource['levels'];
}

const CACHED_CHARACTERS = 32_000_000;

export function createPackCaches(): PackCaches {
  const counters = new Map<TokenizerName, Promise<TokenCounter>>();
  return {
    counter(name) {
      const counter = counters.get(name) ?? loadTokenCounter(name);
      counters.set(name, counter);
      return counter;
    },
    redactor: createRedactor(),
    lines: createTextLinesCache(CACHED_CHARACTERS),
    levels: createLevelsCache(),
  };
}

/** One file is looked at for so many tokens of the budget: more could not be shown. */
const TOKENS_PER_FILE = 30;
const LEAST_FILES = 40;

/**
 * Packs what a ranking found into a prompt of at most `budget` tokens. Secrets are redacted, files that are excluded or
 * secret by name never appear, and equal input gives equal bytes. Does not reject on any text.
 */
export async function packContext(input: PackInput): Promise<ContextPack> {
  const { query, ranking, tokenizer, caches } = input;
  const budget = Number.isFinite(input.budget) ? Math.max(0, Math.floor(input.budget)) : 0;
  const preset = presetOf(query.purpose ?? query.task);
  const counter = await caches.counter(tokenizer);
  const { files, refused, held } = gatherCandidates({
    query,
    ranking,
    preset,
    editedRoom: preset.editedShare < 1 ? preset.editedShare * budget : Number.POSITIVE_INFINITY,
    files: Math.max(LEAST_FILES, Math.floor(budget / TOKENS_PER_FILE)),
    read: file => {
      const text = input.readText(file);
      return text === undefined ? undefined : caches.lines(input.location(file), text);
    },
    displayPath: file => input.displayPath(file),
    location: file => input.location(file),
    isIncluded: file => input.isIncluded(file) && !isSecretFile(input.displayPath(file)),
    levels: caches.levels,
    shown: input.conversation?.shown ?? [],
  });
  const edited = input.location(query.file);
  const shown = input.conversation?.shown;
  const packing: Packing = {
    files,
    preset,
    counter,
    redactor: caches.redactor,
    budget,
    edited,
    ...(shown ? { shown } : {}),
  };
  const { rendered, steps, redactions, prompt, room } = await fitToBudget(packing);
  if (input.conversation) input.conversation.shown = shownBy(inPromptOrder(rendered, orderOf(packing)), steps, edited);
  return {
    files: rendered.map(file => file.packFile),
    omitted: omissionsOf({ files, rendered, steps, refused, ranking, preset }),
    redacted: redactions,
    held: held(),
    budget,
    tokens: counter.count(prompt),
    tokenizer,
    prompt,
    ...(input.certify ? { optimality: optimalityOf(steps, files, room, preset) } : {}),
  };
}

function optimalityOf(
  steps: readonly Choice[],
  files: readonly OfferedFile[],
  room: number,
  preset: Preset,
): Optimality {
  const value = worthOf(steps);
  const place = steps.reduce((sum, { gain }) => sum + gain, 0) - value;
  return { value, bound: upperBound(files, room, preset) - place };
}

interface Packing {
  readonly files: readonly OfferedFile[];
  readonly preset: Preset;
  readonly counter: TokenCounter;
  readonly redactor: Redactor;
  readonly budget: number;
  /** Location of the file being edited. */
  readonly edited: string;
  /** In a conversation, what it has shown. */
  readonly shown?: readonly ShownFile[];
}

interface Rendered {
  readonly rendered: readonly RenderedFile[];
  readonly steps: readonly Choice[];
  readonly redactions: readonly Redaction[];
  readonly prompt: string;
}

interface Packed extends Rendered {
  /** Estimated tokens that could be chosen from. */
  readonly room: number;
}

/** Where the estimate is off by more than this share, selection runs again with the measured ratio. */
const TOLERANCE = 0.02;

/** Selects by estimates, corrects them once by the real count, then takes back the last steps until the prompt fits. */
async function fitToBudget(packing: Packing): Promise<Packed> {
  const { budget, counter } = packing;
  const room = budget - counter.count(headOf(packing.preset));
  if (room <= 0) return { rendered: [], steps: [], redactions: [], prompt: '', room: 0 };
  let estimated = room;
  let selection = select(packing, room);
  let packed = await render(selection.steps, packing);
  const ratio = counter.count(packed.prompt) / Math.max(1, selection.tokens + budget - room);
  if (ratio > 1 + TOLERANCE || (ratio < 1 - TOLERANCE && selection.tokens > room * 0.9)) {
    estimated = room / ratio;
    selection = select(packing, estimated);
    packed = await render(selection.steps, packing);
  }
  let { steps } = selection;
  for (let over = counter.count(packed.prompt) - budget; over > 0; over = counter.count(packed.prompt) - budget) {
    // The later a step, the less it gave per token. One step is seldom under ten tokens.
    steps = steps.slice(0, Math.max(0, steps.length - Math.max(1, Math.floor(over / 40))));
    packed = await render(steps, packing);
  }
  return { ...packed, room: estimated };
}

/** The best choice; in a conversation what was shown before and fits around the edited place, as long as it is worth nearly as much. */
function select({ files, preset, shown, edited }: Packing, room: number): Selection {
  const fresh = selectLevels(files, room, preset);
  if (!shown?.length) return fresh;
  const same = selectAround(keptChoices(shown, files, fresh, edited), files, room, preset);
  return worthOf(same.steps) >= STAYS * worthOf(fresh.steps) ? same : fresh;
}

/** Without the place being edited, which outweighs everything and is in every choice. */
function worthOf(steps: readonly Choice[]): number {
  return steps.reduce((sum, { candidate, gain }) => (candidate.relevance === EDITED_PLACE ? sum : sum + gain), 0);
}

function orderOf({ preset, shown = [], edited }: Packing): PromptOrder {
  return { order: preset.order, first: shown.map(({ location }) => location).filter(location => location !== edited) };
}

async function render(steps: readonly Choice[], packing: Packing): Promise<Rendered> {
  const { counter, redactor } = packing;
  const byFile = new Map<CandidateFile, Map<Choice['candidate'], Choice>>();
  for (const step of steps) {
    const choices = byFile.get(step.file) ?? new Map<Choice['candidate'], Choice>();
    byFile.set(step.file, choices.set(step.candidate, step));
  }
  const redacted = new Map<string, RedactedText>();
  const rendered: RenderedFile[] = [];
  for (const [file, choices] of byFile) {
    const clean = await redactor.redact(file.path, file.text.text);
    redacted.set(file.location, clean);
    const lines = clean.redactions.length === 0 ? file.text.lines : splitLines(clean.text);
    rendered.push(renderFile([...choices.values()], lines, counter));
  }
  const sorted = bestFirst(rendered);
  const redactions = sorted.flatMap(({ packFile, shown }) =>
    (redacted.get(packFile.location)?.redactions ?? [])
      .filter(({ line }) => shown.some(([first, last]) => first <= line && line <= last))
      .map(({ line, rule }): Redaction => ({ path: packFile.path, line, rule })),
  );
  return { rendered: sorted, steps, redactions, prompt: promptOf(sorted, headOf(packing.preset), orderOf(packing)) };
}
