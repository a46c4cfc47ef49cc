import type { CancellationToken } from '../base/cancellation.ts';

/** One cancellation for the whole process, and the exit code that its cause asks for. */
export interface Interrupt {
  readonly token: CancellationToken;
  /** The code of the first cause; `undefined` while nothing was cancelled. */
  readonly exitCode: number | undefined;
  cancel(exitCode: number): void;
  /** Called once, at the first cancel; at once when that has been. */
  onCancelled(listener: () => void): void;
}

export function createInterrupt(): Interrupt {
  let code: number | undefined;
  let listeners: (() => void)[] = [];
  return {
    token: {
      get isCancellationRequested() {
        return code !== undefined;
      },
    },
    get exitCode() {
      return code;
    },
    cancel(exitCode) {
      if (code !== undefined) return;
      code = exitCode;
      for (const listener of listeners) listener();
      listeners = [];
    },
    onCancelled(listener) {
      if (code === undefined) listeners.push(listener);
      else listener();
    },
  };
}
