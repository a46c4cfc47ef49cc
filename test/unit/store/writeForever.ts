import { openStore } from '../../../src/store/factsStore.ts';
import { packedFor } from './facts.ts';

// Run as a process of its own and killed at any moment: says which records were flushed, and goes on writing.

async function main(folder: string, writer: string): Promise<void> {
  const log = { info: () => undefined, warn: (message: string) => process.stderr.write(message) };
  const store = await openStore({ folder, version: '1', log });
  for (let i = 0; ; i++) {
    store.put(`${writer}-${i}`, packedFor(`${writer}-${i}`));
    if (i % 5 === 4) {
      await store.flush();
      process.stdout.write(`${i}\n`);
    }
  }
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
