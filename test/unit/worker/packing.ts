import { createWriteStream, type WriteStream } from 'node:fs';
import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import { type ParsedFile, parsedFile } from '../../../src/index/parsedFile.ts';
import { writeFrame } from '../../../src/worker/frames.ts';
import { ANSWERS, type ParseResponse } from '../../../src/worker/parseProtocol.ts';

/** For workers that stand in for the real one: parsed files that can be told by their language. */
export function packedFor(language: string): ParsedFile {
  return parsedFile(lexicalFacts('', language));
}

let answers: WriteStream | undefined;

/** Answers as the real worker does. */
export function answer(response: ParseResponse): void {
  answers ??= createWriteStream('', { fd: ANSWERS });
  writeFrame(answers, response);
}
