import type { Writable } from 'node:stream';
import { createPaint, type Paint, wantsColor } from './paint.ts';

/** Where a command reads from and prints to. */
export interface Terminal {
  readonly paint: Paint;
  /** Width of the terminal in columns; 100 where there is none, so that files and pipes get the same. */
  readonly columns: number;
  /** Writes to standard output and waits while its reader is slow. Does nothing once the reader has gone (EPIPE). */
  print(text: string): Promise<void>;
  /** One line on standard error, whatever it is. */
  warn(text: string): void;
  /** One transient line on standard error, only on a terminal; '' clears it. */
  progress(text: string): void;
  /** Called once, when the reader of standard output has gone. */
  onClosed(listener: () => void): void;
}

interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Wraps the process's streams. `color` false turns colours off whatever the stream is. */
export function createTerminal(
  output: OutputStream,
  errors: OutputStream,
  environment: NodeJS.ProcessEnv,
  color: boolean,
): Terminal {
  let closed = false;
  let listeners: (() => void)[] = [];
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
    for (const listener of listeners) listener();
    listeners = [];
  });
  errors.on('error', () => {});
  let shown = false;
  const progress = (text: string): void => {
    if (errors.isTTY !== true || (text === '' && !shown)) return;
    shown = text !== '';
    errors.write(`\r\u001b[2K${text.slice(0, (errors.columns ?? 80) - 1)}`);
  };
  return {
    columns: output.isTTY === true ? (output.columns ?? 80) : 100,
    paint: createPaint(color && wantsColor(output.isTTY === true, environment)),
    progress,
    onClosed: listener => {
      if (closed) listener();
      else listeners.push(listener);
    },
    warn: text => {
      progress('');
      errors.write(`${text}\n`);
    },
    print: text => {
      progress('');
      if (closed) return Promise.resolve();
      const shown = output.isTTY === true ? harmless(text) : text;
      return new Promise(resolve => output.write(shown, () => resolve()));
    },
  };
}

/** Text of a repository must not steer the terminal that shows it: of all control sequences only colours pass. */
function harmless(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /\u001b(?!\[\d{1,2}m)|\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;
