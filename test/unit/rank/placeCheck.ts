import { expect, test } from 'vitest';
import { fileOf, indexOf } from '../../../src/index/snapshot.ts';
import { createRanker } from '../../../src/rank/rank.ts';
import { queryAt } from './workspace.ts';

export interface Place {
  readonly at: string;
  /** The file that is half written, with `|` where the cursor stands. */
  readonly file: string;
  readonly text: string;
  readonly others: Readonly<Record<string, string>>;
  /** The symbols that come before all others, in any order; a file's path stands for the file as a whole. */
  readonly first: readonly string[];
}

/** The best symbols for the rest of the line, as many as are expected. */
async function firstSymbols({ file, text, others, first }: Place): Promise<string[]> {
  const query = await queryAt({ ...others, [file]: text });
  const { symbols } = createRanker({ clock: () => 0 }).rank(query);
  return symbols.slice(0, first.length).map(({ symbol }) => {
    const path = query.snapshot.file(fileOf(symbol))?.source.path.relative ?? '';
    return indexOf(symbol) < 0 ? path : (query.snapshot.symbol(symbol)?.qualifiedName ?? '');
  });
}

/** The first symbols of each place are those that are expected. */
export function check(places: readonly Place[]): void {
  test.each(places)('$at', async place => {
    expect((await firstSymbols(place)).sort()).toEqual([...place.first].sort());
  });
}

// Beside what is meant, every workspace holds things that share words, folders or imports with the place.
export const SHAPE_TS = `export class Shape {
  constructor(readonly width: number) {}
  static square(side: number): Shape { return new Shape(side); }
  area(): number { return 1; }
  scale(factor: number): Shape { return this; }
}
export enum Mode { Fill, Stroke }
export interface Options { color: string; mode: Mode }
export function draw(shape: Shape, options: Options): void {}
export function setMode(mode: Mode): void {}
export function unrelated(text: string): number { return 0; }
export class Palette { pick(): string { return ''; } }
`;
export const SHAPE_PY = `from enum import Enum


class Mode(Enum):
    FILL = 1
    STROKE = 2


class Shape:
    def __init__(self, width: int):
        self.width = width

    def area(self) -> int:
        return 1

    def scale(self, factor: int) -> "Shape":
        return self


class Session:
    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *rest):
        pass

    def commit(self) -> None:
        pass

    def rollback(self) -> None:
        pass


def open_session(name: str) -> Session:
    return Session()


def draw(shape: Shape, mode: Mode) -> None:
    pass


def unrelated(text: str) -> int:
    return 0
`;
