import { createWriteStream } from 'node:fs';
import { languageOf } from '../../grammars/index.ts';
import type { Language } from '../../grammars/language.ts';
import type { ParseInput } from '../engine/ports.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { lexicalFacts } from '../facts/lexicalFacts.ts';
import { type ParsedFile, parsedFile } from '../index/parsedFile.ts';
import { factsOfText } from '../parse/embedded/embeddedFacts.ts';
import { builtGrammars, type LoadedLanguage, loadLanguage } from '../parse/loadLanguage.ts';
import { writeFrame } from './frames.ts';
import { ANSWERS, type ParseRequest, type ParseResponse, type ParseWorkerSettings } from './parseProtocol.ts';
import { tuneParseProcess } from './tuning.ts';

/** A parse worker: a child process that turns texts into facts and ends when its parent does. */
function main(settings: ParseWorkerSettings): void {
  tuneParseProcess();
  const loading = new Map<string, Promise<LoadedLanguage>>();
  const load = (language: Language): Promise<LoadedLanguage> => {
    const known = loading.get(language.id) ?? loadLanguage(language, builtGrammars(settings.grammars));
    loading.set(language.id, known);
    return known;
  };
  const answers = createWriteStream('', { fd: ANSWERS });
  const answer = async ({ id, inputs }: ParseRequest): Promise<void> => {
    const files: ParsedFile[] = [];
    const faults: string[] = [];
    for (const input of inputs) files.push(parsedFile(await factsOf(input, load, settings.timeLimit, faults)));
    const response: ParseResponse = { id, files, memory: process.memoryUsage.rss(), faults };
    writeFrame(answers, response);
  };
  let queue = Promise.resolve();
  process.on('message', (request: ParseRequest) => {
    queue = queue.then(() => answer(request));
  });
  process.on('disconnect', () => process.exit(0));
}

async function factsOf(
  { path, text }: ParseInput,
  load: (language: Language) => Promise<LoadedLanguage>,
  timeLimit: number,
  faults: string[],
): Promise<FileFacts> {
  const language = languageOf(path);
  if (!language) return lexicalFacts(text);
  try {
    return await factsOfText(language, text, load, { timeLimit });
  } catch (error) {
    faults.push(`${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return lexicalFacts(text, language.id);
  }
}

main(JSON.parse(process.argv[2] ?? '{}') as ParseWorkerSettings);
