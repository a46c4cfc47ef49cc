import { type FileId, fileOf, indexOf, type Snapshot } from './snapshot.ts';

/** Least confidence of a reference that makes one file depend on another. */
const LEAST_CONFIDENCE = 0.8;

/**
 * The files that a file depends on, sorted by path: the modules it imports, the files that define the names it imports
 * (barrels followed), and the files that define the members it uses without naming them in an import.
 */
export function fileEdges(snapshot: Snapshot, file: FileId): readonly FileId[] {
  const targets = new Set<FileId>();
  for (const { target, definitions } of snapshot.imports(file)) {
    // `from package import module` needs the modules; the package only leads to them.
    const onlyModules =
      definitions.length > 0 && definitions.every(definition => definition !== undefined && indexOf(definition) < 0);
    if (target.kind === 'file' && !onlyModules) targets.add(target.file);
    for (const definition of definitions) if (definition !== undefined) targets.add(fileOf(definition));
  }
  for (const { to, confidence } of snapshot.references(file)) {
    if (confidence >= LEAST_CONFIDENCE) targets.add(fileOf(to));
  }
  targets.delete(file);
  const order = new Map(snapshot.files.map((entry, index) => [entry.id, index]));
  return [...targets].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}
