import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../src/cli/terminal.ts';

class Output extends Writable {
  text = '';
  readonly isTTY: boolean;
  private readonly failure: NodeJS.ErrnoException | undefined;
  constructor(isTTY: boolean, failure?: NodeJS.ErrnoException) {
    super();
    this.isTTY = isTTY;
    this.failure = failure;
  }
  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    this.text += chunk.toString();
    done(this.failure);
  }
}

describe('terminal', () => {
  it('lets no control sequence of a file reach a terminal, and changes nothing in a pipe', async () => {
    const text = 'a\u001b[31mred\u001b[39m \u001b]0;title\u0007 b\r\nc\rd\u009b';
    const [screen, pipe] = [new Output(true), new Output(false)];
    await createTerminal(screen, new Output(false), {}, true).print(text);
    await createTerminal(pipe, new Output(false), {}, true).print(text);
    expect(screen.text).toBe('a\u001b[31mred\u001b[39m \ufffd]0;title\ufffd b\r\nc\ufffdd\ufffd');
    expect(pipe.text).toBe(text);
  });

  it('shows progress on a terminal only, and clears it before anything else', async () => {
    const [errors, pipe] = [new Output(true), new Output(false)];
    const terminal = createTerminal(new Output(true), errors, {}, true);
    terminal.progress('Indexing');
    terminal.warn('careful');
    expect(errors.text).toBe('\r\u001b[2KIndexing\r\u001b[2Kcareful\n');
    createTerminal(new Output(true), pipe, {}, true).progress('Indexing');
    expect(pipe.text).toBe('');
  });

  it('goes quiet when the reader has gone', async () => {
    const output = new Output(false, Object.assign(new Error('gone'), { code: 'EPIPE' }));
    const terminal = createTerminal(output, new Output(false), {}, true);
    let closed = 0;
    terminal.onClosed(() => {
      closed += 1;
    });
    await terminal.print('one');
    await new Promise(resolve => setImmediate(resolve));
    await terminal.print('two');
    expect([closed, output.text]).toEqual([1, 'one']);
  });
});
