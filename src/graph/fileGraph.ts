import type { FileId, Snapshot } from '../index/snapshot.ts';
import { type Adjacency, buildAdjacency } from './adjacency.ts';
import { CONFIDENCE_LEVELS } from './confidence.ts';
import { type FileEdge, fileTargets } from './fileTargets.ts';

/** Files in path order as nodes; an edge says that its source depends on its target. */
export interface FileGraph extends Adjacency<FileEdge> {
  /** The file of each node. */
  readonly files: readonly FileId[];
  /** The node of a file, -1 for a file that is not in the snapshot. */
  nodeOf(file: FileId): number;
}

/** The same edges as the module graph's. References under `minimum` (0 … 1) make none. */
export function createFileGraph(snapshot: Snapshot, minimum: number = CONFIDENCE_LEVELS.medium): FileGraph {
  const files = snapshot.files.map(file => file.id);
  const nodes = new Map(files.map((file, node) => [file, node]));
  const from: number[] = [];
  const to: number[] = [];
  const edges: FileEdge[] = [];
  for (const [node, file] of files.entries()) {
    for (const [target, edge] of fileTargets(snapshot, file, minimum)) {
      const other = nodes.get(target);
      if (other === undefined) continue;
      from.push(node);
      to.push(other);
      edges.push(edge);
    }
  }
  return {
    ...buildAdjacency(files.length, from, to, edges, first => first),
    files,
    nodeOf: file => nodes.get(file) ?? -1,
  };
}
