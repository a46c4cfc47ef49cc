import { filePath } from '../../base/paths.ts';
import { classifyPath } from '../../files/classify.ts';
import { isTestPath } from '../../graph/role.ts';
import type { IndexedFile } from '../../index/snapshot.ts';
import type { PastEngine } from './benchEngine.ts';
import { isSource } from './task.ts';

/** Whether a path can be a source file, as far as its name and the folder of the engine as it is now say. */
export function sourcePathTest(engine: PastEngine): (path: string) => boolean {
  const endings = new Set(
    engine
      .snapshot()
      .files.filter(isSource)
      .map(({ source }) => endingOf(source.path.relative)),
  );
  return path => endings.has(endingOf(path)) && classifyPath(path) === 'source' && !isTestPath(path);
}

function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** Those of the files that are sources in the folder as it is now. */
export function sourcesAt(paths: readonly string[], engine: PastEngine): readonly IndexedFile[] {
  const snapshot = engine.snapshot();
  return paths.flatMap(path => snapshot.find(filePath(0, path)) ?? []).filter(isSource);
}
