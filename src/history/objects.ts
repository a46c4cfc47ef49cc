import { spawn } from 'node:child_process';
import { gitArguments, gitEnvironment } from './git.ts';

/** Reads a repository's objects through one long-lived `git cat-file --batch`. */
export interface Objects {
  /** The bytes of an object, by its id or `<commit>:<path>`; `undefined` when there is none, or git has ended. */
  read(name: string): Promise<Buffer | undefined>;
  close(): void;
}

export function openObjects(program: string, gitDir: string): Objects {
  const child = spawn(program, gitArguments([`--git-dir=${gitDir}`, 'cat-file', '--batch']), {
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const waiting: ((bytes: Buffer | undefined) => void)[] = [];
  const answers = createAnswerReader(bytes => waiting.shift()?.(bytes));
  let ended = false;
  const end = (): void => {
    ended = true;
    for (const resolve of waiting.splice(0)) resolve(undefined);
  };
  child.stdout.on('data', answers);
  child.stdin.on('error', () => {});
  child.on('error', end);
  child.on('close', end);
  return {
    read: name =>
      new Promise(resolve => {
        // A line is a question: there is no way to ask for a name with a line break.
        if (ended || name.includes('\n')) return resolve(undefined);
        waiting.push(resolve);
        child.stdin.write(`${name}\n`);
      }),
    close: () => void child.kill(),
  };
}

/** Takes the output as it comes: `<id> <type> <size>`, the bytes, a line break; or one line that ends in `missing`. */
function createAnswerReader(answer: (bytes: Buffer | undefined) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let length = 0;
  /** Bytes to wait for: joined only when they are there, so that a large object is copied once. */
  let needed = 1;
  return chunk => {
    chunks.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    let rest = Buffer.concat(chunks);
    for (;;) {
      const lineEnd = rest.indexOf(10);
      needed = rest.length + 1;
      if (lineEnd < 0) break;
      const size = / (\d+)$/.exec(rest.toString('latin1', 0, lineEnd))?.[1];
      const end = size === undefined ? lineEnd + 1 : lineEnd + 1 + Number(size) + 1;
      needed = end;
      if (rest.length < end) break;
      answer(size === undefined ? undefined : Buffer.from(rest.subarray(lineEnd + 1, end - 1)));
      rest = rest.subarray(end);
    }
    chunks = [rest];
    length = rest.length;
  };
}
