import type { FileFacts } from '../facts/fileFacts.ts';
import type { FileId } from '../index/snapshot.ts';
import type { EditQuery, Ranking } from '../rank/ranking.ts';
import type { ShownFile } from './contextPack.ts';
import type { LevelLines } from './levels.ts';
import type { Preset } from './presets.ts';
import type { TextLines } from './textLines.ts';

/** Something that can go into the pack at one of several levels. */
export interface Candidate {
  /** Index of the symbol in its file; -1 for a run of lines. */
  readonly symbol: number;
  /** Qualified name; '' for a run of lines. */
  readonly name: string;
  /** Lines that the symbol takes in its file. */
  readonly startLine: number;
  readonly endLine: number;
  /** As the ranking gave it, or derived from the file's; 0 … 1. */
  readonly score: number;
  /** Probability that it is of use, 0 … 1; 1 for the place being edited. */
  readonly usefulness: number;
  /** What the whole symbol is worth: the score after the preset's sharpening. */
  readonly relevance: number;
  readonly reasons: readonly string[];
  /** The cheapest first, never empty. */
  readonly levels: readonly LevelLines[];
  /** Name lines of the enclosing symbols. */
  readonly containers: readonly number[];
}

/** A readable file and what it offers, in source order. */
export interface CandidateFile {
  readonly file: FileId;
  readonly path: string;
  readonly location: string;
  readonly facts: FileFacts;
  readonly text: TextLines;
  readonly score: number;
  readonly candidates: readonly Candidate[];
}

/** A ranked file whose text is read only when it can matter: most files of a ranking never find room. */
export interface OfferedFile {
  readonly file: FileId;
  readonly path: string;
  readonly location: string;
  /** None of its candidates is more relevant. */
  readonly most: number;
  /** `undefined` where it has nothing to offer, or cannot be read. Remembered. */
  open(): CandidateFile | undefined;
}

/** What packing needs of the world; all of it is passed in. */
export interface CandidateSource {
  readonly query: EditQuery;
  readonly ranking: Ranking;
  readonly preset: Preset;
  /** Tokens that the place being edited may take. */
  readonly editedRoom: number;
  /** At most this many files are read. */
  readonly files: number;
  /** What the conversation has shown: offered again as long as it is ranked at all. */
  readonly shown: readonly ShownFile[];
  read(file: FileId): TextLines | undefined;
  displayPath(file: FileId): string;
  location(file: FileId): string;
  /** False for what must not leave: ignored or secret by name. */
  isIncluded(file: FileId): boolean;
  /** Levels by symbol index, remembered per facts. */
  levels(facts: FileFacts, index: number, lines: readonly string[]): readonly LevelLines[];
}
