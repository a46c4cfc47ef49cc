import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { UsageError } from './exitCodes.ts';
import type { Session } from './session.ts';

export interface InstructionOptions {
  /** `-` for standard input. */
  readonly text?: string;
  /** Relative to the working folder. */
  readonly textFile?: string;
}

/**
 * The text of the task, from the command line, a file, or standard input; `undefined` when none is given.
 * @throws UsageError when two are given, a file cannot be read, or the text is empty
 */
export async function readInstruction(
  { standardInput, workingFolder }: Session,
  { text, textFile }: InstructionOptions,
): Promise<string | undefined> {
  if (text === undefined && textFile === undefined) return undefined;
  if (text !== undefined && textFile !== undefined) throw new UsageError('give --text or --text-file, not both');
  const read = textFile !== undefined ? await readText(textFile, workingFolder) : text;
  const instruction = read === '-' && textFile === undefined ? await readAll(standardInput) : (read ?? '');
  if (instruction.trim() === '') throw new UsageError('the text is empty');
  return instruction;
}

async function readText(file: string, workingFolder: string): Promise<string> {
  return await readFile(path.resolve(workingFolder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`);
  });
}
