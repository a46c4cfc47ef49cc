import type { BenchTask } from '../../../../src/features/bench/task.ts';

/** Asks in `a.ts` for the only function of `b.ts`. */
export const definitionTask: BenchTask = {
  kind: 'definitions',
  commit: 'c',
  base: 'b',
  file: 'a.ts',
  line: 0,
  column: 0,
  wanted: [{ path: 'b.ts', useful: new Set(['function b() {', 'return 1;']) }],
  headers: ['function b() {'],
};
