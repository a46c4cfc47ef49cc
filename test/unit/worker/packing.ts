import { lexicalFacts } from '../../../src/facts/lexicalFacts.ts';
import { type ParsedFile, parsedFile } from '../../../src/index/parsedFile.ts';

/** For workers that stand in for the real one: parsed files that can be told by their language. */
export function packedFor(language: string): ParsedFile {
  return parsedFile(lexicalFacts('', language));
}
