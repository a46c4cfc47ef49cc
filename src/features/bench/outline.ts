import type { FileId, Snapshot, SymbolId } from '../../index/snapshot.ts';
import { fileOf, symbolId } from '../../index/snapshot.ts';
import type { TokenCounter } from '../../pack/tokens.ts';
import { BUDGETS } from './measures.ts';
import { isSource, type PackedText } from './task.ts';

export interface OutlineParts {
  readonly snapshot: Snapshot;
  /** The edited file: never quoted. */
  readonly edited: FileId;
  /** Lines of a file on disk. */
  readonly readLines: (path: string) => Promise<readonly string[]>;
  readonly counter: TokenCounter;
}

/** All definitions of these files, in source order. */
export function definitionsOf(snapshot: Snapshot, files: readonly FileId[]): Iterable<SymbolId> {
  return (function* () {
    for (const id of files) {
      const count = snapshot.file(id)?.summary.symbols ?? 0;
      for (let symbol = 0; symbol < count; symbol++) yield symbolId(id, symbol);
    }
  })();
}

/**
 * Contexts by budget: the lines on which these definitions have their names, best first, as many as fit with one line for
 * the path of each file.
 */
export async function outlineContexts(
  definitions: Iterable<SymbolId>,
  parts: OutlineParts,
): Promise<ReadonlyMap<number, readonly PackedText[]>> {
  const lines = await linesWithin(definitions, parts, Math.max(...BUDGETS));
  return new Map(
    BUDGETS.map(budget => {
      const texts = new Map<string, string[]>();
      for (const { path, text, tokens } of lines) {
        if (tokens > budget) break;
        const known = texts.get(path);
        if (known) known.push(text);
        else texts.set(path, [text]);
      }
      return [budget, [...texts].map(([path, each]) => ({ path, text: each.join('\n') }))] as const;
    }),
  );
}

interface OutlineLine {
  readonly path: string;
  readonly text: string;
  /** Tokens up to here, this line included. */
  readonly tokens: number;
}

async function linesWithin(
  definitions: Iterable<SymbolId>,
  { snapshot, edited, readLines, counter }: OutlineParts,
  budget: number,
): Promise<readonly OutlineLine[]> {
  const result: OutlineLine[] = [];
  const seen = new Set<string>();
  let tokens = 0;
  for (const symbol of definitions) {
    const file = snapshot.file(fileOf(symbol));
    const line = snapshot.symbol(symbol)?.nameSpan[0];
    if (!file || line === undefined || file.id === edited || !isSource(file)) continue;
    const path = file.source.path.relative;
    const text = (await readLines(path))[line] ?? '';
    if (seen.has(`${line} ${path}`)) continue;
    if (!seen.has(path)) tokens += counter.count(`${path}\n`);
    seen.add(path).add(`${line} ${path}`);
    tokens += counter.count(`${text}\n`);
    if (tokens > budget) break;
    result.push({ path, text, tokens });
  }
  return result;
}
