import { type FileId, type IndexedFile, type Snapshot, symbolId } from '../../index/snapshot.ts';
import { eachEdge } from '../adjacency.ts';
import { createFileGraph } from '../fileGraph.ts';
import { isTestPath } from '../role.ts';
import type { EntryKind, EntryPoint } from './entryPoint.ts';
import { manifestEntries, type ReadText } from './manifestEntries.ts';

/**
 * Where programs and packages are entered: each file with its strongest reason, by kind and path. Tests are left out.
 * `read` gives the text of a file of the workspace: manifests, and Python files with the word main; what it cannot read is
 * passed over.
 */
export function entryPoints(snapshot: Snapshot, read: ReadText): readonly EntryPoint[] {
  const best = new Map<FileId, EntryPoint>();
  const all = [
    ...manifestEntries(snapshot, read),
    ...snapshot.files.flatMap(file => mainsOf(file, read)),
    ...rootsOf(snapshot),
  ];
  for (const entry of all) {
    const before = best.get(entry.file);
    if (before === undefined || ORDER.indexOf(entry.kind) < ORDER.indexOf(before.kind)) best.set(entry.file, entry);
    else if (before.symbol === undefined && entry.symbol !== undefined) {
      best.set(entry.file, { ...before, symbol: entry.symbol });
    }
  }
  const place = new Map(snapshot.files.map((file, index) => [file.id, index]));
  return [...best.values()]
    .filter(({ file }) => !isTestPath(snapshot.file(file)?.source.path.relative ?? ''))
    .sort(
      (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (place.get(a.file) ?? 0) - (place.get(b.file) ?? 0),
    );
}

const ORDER: readonly EntryKind[] = ['package', 'bin', 'main', 'script', 'root'];

/** Languages whose programs start in a function of this name; Java and C# have it inside a class. */
const MAIN = /^(?:main|Main)$/;
const WITH_MAIN = new Set(['go', 'c', 'cpp', 'rust', 'java', 'kotlin', 'csharp', 'c_sharp', 'swift', 'dart', 'scala']);

const PYTHON_MAIN = /^if\s*\(?\s*(?:__name__\s*==\s*['"]__main__['"]|['"]__main__['"]\s*==\s*__name__)/m;

function mainsOf({ facts, id, source }: IndexedFile, read: ReadText): readonly EntryPoint[] {
  const name = source.path.relative.slice(source.path.relative.lastIndexOf('/') + 1);
  if (facts.language === 'python') {
    if (name === '__main__.py') return [{ file: id, kind: 'main', reason: 'python -m runs it' }];
    // Few files have the word at all, and only these are read.
    const guarded = facts.terms.includes('main') && PYTHON_MAIN.test(read(source.path) ?? '');
    return guarded ? [{ file: id, kind: 'main', reason: 'if __name__ == "__main__"' }] : [];
  }
  if (!WITH_MAIN.has(facts.language)) return [];
  const index = facts.symbols.findIndex(
    symbol =>
      MAIN.test(symbol.name) &&
      (symbol.kind === 'function' || symbol.kind === 'method') &&
      symbol.bodySpan !== undefined &&
      (symbol.parent < 0 || symbol.static === true),
  );
  const symbol = facts.symbols[index];
  return symbol === undefined
    ? []
    : [{ file: id, kind: 'main', reason: `function ${symbol.qualifiedName}`, symbol: symbolId(id, index) }];
}

function rootsOf(snapshot: Snapshot): readonly EntryPoint[] {
  const graph = createFileGraph(snapshot);
  return snapshot.files.flatMap(({ facts, id, source }, node): EntryPoint[] => {
    if (source.class !== 'source' || facts.language === 'text') return [];
    const direct = (direction: 'in' | 'out'): number => {
      let count = 0;
      eachEdge(graph, node, direction, (other, edge) => {
        const path = snapshot.file(graph.files[other] ?? -1)?.source.path.relative ?? '';
        // That a test imports it does not make it less of an entry.
        if (graph.edges[edge]?.direct && (direction === 'out' || !isTestPath(path))) count += 1;
      });
      return count;
    };
    const out = direct('out');
    if (out === 0 || direct('in') > 0) return [];
    return [
      { file: id, kind: 'root', reason: `nobody imports it, and it imports ${out} ${out === 1 ? 'file' : 'files'}` },
    ];
  });
}
