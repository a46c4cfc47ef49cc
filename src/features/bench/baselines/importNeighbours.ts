import type { FileId, Snapshot } from '../../../index/snapshot.ts';
import type { Baseline } from './baseline.ts';

/**
 * What the file imports and what imports it, then the neighbours of those; ties, and all the rest, in the order of another
 * method. The imports are resolved by Cairn's own index.
 */
export function createImportNeighbours(ties: Baseline): Baseline {
  return {
    name: 'imports',
    rank(query) {
      const { snapshot, file } = query;
      const first = new Set(neighbours(snapshot, file));
      const second = new Set([...first].flatMap(near => neighbours(snapshot, near)));
      const distance = (id: FileId): number => (first.has(id) ? 1 : second.has(id) ? 2 : 3);
      // The other method may leave files out.
      const order = new Set([...ties.rank(query), ...first, ...second]);
      return [...order].sort((a, b) => distance(a) - distance(b));
    },
  };
}

function neighbours(snapshot: Snapshot, file: FileId): readonly FileId[] {
  const imported = snapshot.imports(file).flatMap(({ target }) => (target.kind === 'file' ? [target.file] : []));
  return [...imported, ...snapshot.importers(file)];
}
