/** Identifies a workspace root within one engine: its position in the list of roots. */
export type RootId = number;

/** A path inside a root: `/`-separated, no leading `/`, no `.` or `..`, Unicode as on disk. */
export type RelativePath = string;

/** A file of the workspace. Only this module makes one. */
export interface FilePath {
  readonly root: RootId;
  readonly relative: RelativePath;
}

/** One key per file for maps: `root:relative`. */
export function pathKey(path: FilePath): string {
  return `${path.root}:${path.relative}`;
}
