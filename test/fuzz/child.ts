import path from 'node:path';
import { createFuzzer } from './fuzzer.ts';
import { ownSources, type Source, sourcesBelow } from './sources.ts';

/** What a run by hand gives its process. */
interface Settings {
  readonly project: string;
  readonly folders: readonly string[];
  readonly seed: number;
  readonly from: number;
  readonly step: number;
  readonly limit: number;
}

/** Every eighth input is a workspace. Says each input and each text before it is tried, so that a death or a hang has a number. */
async function main({ project, folders, seed, from, step, limit }: Settings): Promise<void> {
  const given = folders.flatMap(folder => {
    const name = path.basename(folder);
    return sourcesBelow(folder, 1500).map((source): Source => ({ ...source, path: `${name}/${source.path}` }));
  });
  const sources = given.length > 0 ? given : ownSources(project);
  const started = (source: Source): Promise<void> => say({ source });
  const fuzzer = createFuzzer({ project, sources, seed, limit, started });
  for (let number = from; process.connected; number += step) {
    await say({ number });
    await say({ result: await (number % 8 === 7 ? fuzzer.workspace(number) : fuzzer.file(number)) });
  }
}

function say(message: object): Promise<void> {
  return new Promise(resolve => process.send?.(message, () => resolve()));
}

process.on('disconnect', () => process.exit(0));
void main(JSON.parse(process.argv[2] ?? '{}') as Settings);
