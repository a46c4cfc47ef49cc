/** Levels of detail, the cheapest first. */
export type Level = 'name' | 'signature' | 'documented' | 'elided' | 'full';

/** One excerpt: a symbol, or a run of lines, at one level of detail. */
export interface PackItem {
  /** Qualified name of the symbol; '' for the module's own lines. */
  readonly name: string;
  /** 0-based first and last line that the excerpt stands for. */
  readonly startLine: number;
  readonly endLine: number;
  readonly level: Level;
  /** The excerpt, verbatim lines of the file, redacted. Ends without a line break. */
  readonly text: string;
  /** Tokens of `text` alone. */
  readonly tokens: number;
  /** Fused score of the ranking, 0 … 1. */
  readonly score: number;
  /** Estimated probability that it is of use, 0 … 1; 1 for the place being edited. */
  readonly usefulness: number;
  /** Why it is here, the strongest first; never empty. */
  readonly reasons: readonly string[];
}

/** The excerpts of one file, in source order. Sharing one header line is what makes signatures cheap. */
export interface PackFile {
  /** `/`-separated; in a workspace of several roots prefixed with the root's name. */
  readonly path: string;
  /** File system path, for opening. */
  readonly location: string;
  /** Tokens of the whole block in the prompt, header and fence included. */
  readonly tokens: number;
  readonly score: number;
  readonly items: readonly PackItem[];
  /** The lines of `items` as they stand in the prompt, without header and fence. */
  readonly text: string;
}

/** Something that ranked high and did not go in. */
export interface Omission {
  readonly path: string;
  readonly location: string;
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly score: number;
  readonly reasons: readonly string[];
  /** Tokens at its cheapest level. */
  readonly tokens: number;
  readonly why: 'budget' | 'below the score floor' | 'excluded' | 'unreadable' | 'changed on disk';
}

export interface Redaction {
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  /** Rule of the scanner that matched. */
  readonly rule: string;
}

/** The result: what goes to the model, and what did not. Equal input gives equal bytes. */
export interface ContextPack {
  /** Best first. */
  readonly files: readonly PackFile[];
  /** Best first, at most 20. */
  readonly omitted: readonly Omission[];
  readonly redacted: readonly Redaction[];
  /** Symbols that were held back although there might have been room: too unlikely to be of use. */
  readonly held: number;
  /** Tokens allowed, and tokens of `prompt` by `tokenizer`; never more than allowed. */
  readonly budget: number;
  readonly tokens: number;
  readonly tokenizer: TokenizerName;
  /** The packed prompt: fenced blocks in the order of the task. */
  readonly prompt: string;
  /** Where it was asked for. */
  readonly optimality?: Optimality;
}

/** Room beyond this share of the budget is left by chance. */
const FULL = 0.9;

/** Whether the pack leaves room because nothing else was likely enough to be of use. */
export function isSmallOnPurpose({ held, omitted, tokens, budget }: ContextPack): boolean {
  return held > 0 && tokens < FULL * budget && !omitted.some(({ why }) => why === 'budget');
}

/**
 * How good the choice of excerpts is, in units of the best candidate's worth, the place being edited left out: it always
 * goes in first. By estimated tokens, as the choice itself.
 */
export interface Optimality {
  readonly value: number;
  /** No choice within the budget has more. */
  readonly bound: number;
}

/** What the last pack of a conversation showed; packing reads it and replaces it. */
export interface Conversation {
  /** In the order of the prompt, the edited file left out. */
  shown: readonly ShownFile[];
}

export interface ShownFile {
  readonly location: string;
  /** Levels by qualified name; by line, `:7`, for runs of lines. */
  readonly levels: ReadonlyMap<string, Level>;
}

/** Tokenizers whose tables are part of Cairn: their counts are exact. */
export type BundledTokenizer = 'o200k_base' | 'cl100k_base';

/** Models whose tokenizers are not. */
export type ModelFamily = 'llama3' | 'qwen' | 'deepseek' | 'claude' | 'gemini';

/** An estimate is the count of `o200k_base` and a margin. */
export type TokenizerName = BundledTokenizer | `estimated:${ModelFamily}`;
