/** What the process says to its caller. Documented in `--help` and in README.md beside this file. */
export const EXIT = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** The caller asked for something that cannot be: bad option, missing file, a line past the end. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
