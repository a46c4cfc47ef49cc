import { spread } from '../base/textHash.ts';

/** Where `fill` puts rows. `check` tells keys of one `key` apart; `value` is whatever the row says. */
export type AddRow = (key: number, check: number, file: number, value: number) => void;

/** Columns beside the key and the file; one that is left out is 0 in all rows. Each takes 4 bytes a row. */
export interface Columns {
  readonly check?: true;
  readonly value?: true;
}

/** Rows by a 32-bit key, in typed arrays. Rows of one key stand in the order in which they were added. Immutable. */
export interface Postings {
  readonly size: number;
  /** Calls `take` for the rows of this key and check. */
  find(key: number, check: number, take: (file: number, value: number) => void): void;
}

/** Rows for each bucket. */
const LOAD = 2;

/** @param fill adds all rows; called twice, and must add the same rows */
export function createPostings(columns: Columns, fill: (add: AddRow) => void): Postings {
  let size = 0;
  fill(() => {
    size++;
  });
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(2, size / LOAD))));
  const shift = 32 - bits;
  const starts = new Uint32Array(2 ** bits + 1);
  fill(key => {
    const bucket = (spread(key) >>> shift) + 1;
    starts[bucket] = (starts[bucket] ?? 0) + 1;
  });
  for (let bucket = 1; bucket < starts.length; bucket++)
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  const keys = new Uint32Array(size);
  const files = new Uint32Array(size);
  const checks = columns.check && new Uint32Array(size);
  const values = columns.value && new Uint32Array(size);
  const next = starts.slice();
  fill((key, check, file, value) => {
    const bucket = spread(key) >>> shift;
    const at = next[bucket] ?? 0;
    next[bucket] = at + 1;
    keys[at] = key;
    files[at] = file;
    if (checks) checks[at] = check;
    if (values) values[at] = value;
  });
  return {
    size,
    find(key, check, take) {
      const bucket = spread(key) >>> shift;
      const end = starts[bucket + 1] ?? 0;
      for (let at = starts[bucket] ?? 0; at < end; at++) {
        if (keys[at] === key && (!checks || checks[at] === check)) take(files[at] ?? 0, values?.[at] ?? 0);
      }
    },
  };
}
