import { DirectedGraph } from 'graphology';
import { type FilePath, pathKey } from '../base/paths.ts';
import type { FileId, Snapshot } from '../index/snapshot.ts';
import { CONFIDENCE_LEVELS } from './confidence.ts';
import { type FileEdge, fileTargets } from './fileTargets.ts';

export interface FileNode {
  readonly file: FileId;
  readonly path: FilePath;
}

/** Files as nodes, keyed by {@link pathKey}; an edge says that its source depends on its target. */
export type ModuleGraph = DirectedGraph<FileNode, FileEdge>;

export interface ModuleGraphOptions {
  /** References under this confidence make no edge; 0 … 1, `medium` unless said. */
  readonly minimumConfidence?: number;
}

/**
 * Builds the file → file graph from resolved imports and references, for export and for tools that want a graphology
 * graph; queries run on the far cheaper {@link createFileGraph}. No self loops; order follows `snapshot.files`.
 */
export function buildModuleGraph(snapshot: Snapshot, options: ModuleGraphOptions = {}): ModuleGraph {
  const minimum = options.minimumConfidence ?? CONFIDENCE_LEVELS.medium;
  const graph: ModuleGraph = new DirectedGraph({ allowSelfLoops: false });
  for (const { id, source } of snapshot.files) graph.addNode(pathKey(source.path), { file: id, path: source.path });
  for (const { id, source } of snapshot.files) {
    for (const [target, edge] of fileTargets(snapshot, id, minimum)) {
      const targetPath = snapshot.file(target)?.source.path;
      if (targetPath !== undefined) graph.addEdge(pathKey(source.path), pathKey(targetPath), edge);
    }
  }
  return graph;
}
