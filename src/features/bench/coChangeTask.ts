import type { Span } from '../../base/span.ts';
import type { Hunk, PastCommit } from '../../history/pastRepository.ts';
import type { IndexedFile } from '../../index/snapshot.ts';
import { randomOf } from './random.ts';
import { type BenchTask, squeeze, type WantedFile } from './task.ts';

export interface CoChangeParts {
  /** The sources that the commit modified, as they were before, in order of their paths: at least two. */
  readonly sources: readonly IndexedFile[];
  readonly hunks: (path: string) => Promise<readonly Hunk[]>;
  readonly readLines: (path: string) => Promise<readonly string[]>;
  /** The text of a file as the commit left it; `undefined` when it is not to be had. */
  readonly readAfter: (path: string) => Promise<string | undefined>;
  /** Give the commit's subject as the instruction. */
  readonly withText: boolean;
  readonly seed: number;
}

/** One file of the commit is changed and not saved yet: which others will be? @param file drawn by the seed, if absent */
export async function coChangeTask(
  commit: PastCommit,
  parts: CoChangeParts,
  file = drawnFile(commit, parts),
): Promise<BenchTask | undefined> {
  const buffer = await parts.readAfter(file);
  const regions = (await parts.hunks(file)).map(({ after }) => linesOf(after));
  const first = regions[0];
  // Only its mode has changed, or it is no text to git.
  if (!first || buffer === undefined) return undefined;
  const wanted: WantedFile[] = [];
  for (const source of parts.sources) {
    const { relative: path } = source.source.path;
    if (path === file) continue;
    wanted.push({
      path,
      useful: usefulLines(
        source,
        await parts.readLines(path),
        (await parts.hunks(path)).map(({ before }) => linesOf(before)),
      ),
    });
  }
  return {
    kind: 'cochange',
    commit: commit.id,
    base: commit.parent,
    file,
    buffer,
    before: (await parts.readLines(file)).join('\n'),
    line: first[0],
    column: 0,
    regions,
    ...(parts.withText && { instruction: commit.subject }),
    wanted,
    headers: [],
  };
}

function drawnFile(commit: PastCommit, { sources, seed }: CoChangeParts): string {
  const drawn = sources[Math.floor(randomOf(seed, commit.id)() * sources.length)];
  return drawn?.source.path.relative ?? '';
}

/** Lines `[first, last]`; where there are none, the line after which others went or came. */
function linesOf([start, end]: readonly [number, number]): readonly [number, number] {
  const before = Math.max(0, start - 1);
  return end > start ? [start, end - 1] : [before, before];
}

/** Lines of the innermost symbols around the changed lines; a changed line outside of all symbols stands for itself. */
function usefulLines(
  { facts }: IndexedFile,
  lines: readonly string[],
  changed: readonly (readonly [number, number])[],
): ReadonlySet<string> {
  const useful = new Set<string>();
  const add = (first: number, last: number): void => {
    for (const line of lines.slice(first, last + 1)) useful.add(squeeze(line));
  };
  for (const [first, last] of changed) {
    for (let line = first; line <= last; line++) {
      let inner: Span | undefined;
      for (const { span } of facts.symbols) {
        if (span[0] <= line && line <= span[2] && (!inner || span[2] - span[0] <= inner[2] - inner[0])) inner = span;
      }
      if (inner) add(inner[0], inner[2]);
      else add(line, line);
    }
  }
  useful.delete('');
  return useful;
}
