import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './exitCodes.ts';

/** A place in a file on disk, 0-based. */
export interface Place {
  /** Absolute path; '' for none. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The place of a question that is only a text. */
export const NO_PLACE: Place = { file: '', line: 0, column: 0 };

/**
 * Reads `path:line[:column]`, both 1-based as editors show them; without a column, the end of the line.
 * @throws UsageError for a missing line, a file that cannot be read, or a line past its end
 */
export async function readPlace(argument: string, workingFolder: string): Promise<Place> {
  const match = /^(.+?):(\d+)(?::(\d+))?$/s.exec(argument);
  if (match === null) throw new UsageError(`${argument}: expected <path>:<line> or <path>:<line>:<column>`);
  const file = path.resolve(workingFolder, match[1] ?? '');
  const lines = (await readText(file)).split(/\r\n|\r|\n/);
  const line = Number(match[2]) - 1;
  const text = lines[line];
  if (text === undefined) throw new UsageError(`${match[1]}: no line ${match[2]}, the file has ${lines.length}`);
  const end = text.trimEnd().length;
  const column = match[3] === undefined ? end : Math.min(Number(match[3]) - 1, text.length);
  return { file, line, column: Math.max(0, column) };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no such file';
  if (code === 'EISDIR') return 'is a folder; name a file and a line';
  return error instanceof Error ? error.message : String(error);
}
