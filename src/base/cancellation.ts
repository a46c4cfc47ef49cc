/** Asked often by long work; the same shape as VS Code's and vscode-jsonrpc's tokens, so theirs can be passed. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}

/** Thrown by work that its caller cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('Cancelled');
  }
}

export const neverCancelled: CancellationToken = { isCancellationRequested: false };

export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new CancelledError();
}
