import type { FilePath } from '../base/paths.ts';

/**
 * Why a file is listed but not parsed, or ranked lower:
 * `binary` (NUL bytes or undecodable), `minified`, `generated` (marker in its head or a lock file), `vendored` (by folder),
 * `large` (over the size limit). Such files stay in the list.
 */
export type FileClass = 'source' | 'binary' | 'minified' | 'generated' | 'vendored' | 'large';

/** A file of the workspace as the walk found it. */
export interface SourceFile {
  readonly path: FilePath;
  readonly class: FileClass;
  /** Bytes on disk. */
  readonly size: number;
  /** Time of the last change, of content or status, milliseconds since the epoch; 0 when that was just before it was read. */
  readonly modified: number;
  /** SHA-1 of the bytes, hex; '' for a file that was not read (binary by name, large). */
  readonly hash: string;
}
