import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/cli/batchQuery.ts';

const check = (query: unknown, expected: unknown) => expect(parseQuery(JSON.stringify(query))).toEqual(expected);

describe('parseQuery', () => {
  it('reads a completion: lines from 1 become lines from 0', () =>
    check(
      { id: 'a', root: '/x', file: 'src/a.ts', line: 3, character: 4, prefix: 'let', budgets: [1024] },
      { id: 'a', file: 'src/a.ts', line: 2, column: 4, task: 'completion', prefix: 'let', budgets: [1024] },
    ));

  it('reads an edit: regions are the old side of its hunks', () =>
    check(
      {
        id: 1,
        file: 'a.py',
        line: 1,
        character: 0,
        hunks: [
          [5, 2, 5, 3],
          [9, 0, 10, 1],
          [0, 0, 1, 4],
        ],
        text: 'fix',
        patch: '@@',
      },
      {
        id: 1,
        file: 'a.py',
        line: 0,
        column: 0,
        task: 'edit',
        regions: [
          [4, 5],
          [8, 8],
          [0, 0],
        ],
        text: 'fix',
        patch: '@@',
      },
    ));

  it('takes a text alone, and any of the tasks', () => {
    check(
      { id: 1, text: 'fix `parse`', task: 'bug-investigation' },
      { id: 1, file: '', line: 0, column: 0, task: 'bug-investigation', text: 'fix `parse`' },
    );
    check({ id: 2 }, { id: 2, error: '"file" must be a path' });
    check(
      { id: 3, file: 'a', line: 1, task: 'poetry' },
      {
        id: 3,
        error:
          '"task" must be one of edit, completion, architectural-understanding, cross-file-refactoring, feature-implementation, ' +
          'bug-investigation, multi-session-development, code-comprehension, integration-testing, security-analysis',
      },
    );
  });

  it('takes a git folder with the full id of a commit, never one without the other', () => {
    const base = '652ef7c86703cddbe572749d971ebe3880f89cf1';
    const query = { id: 1, file: 'a', line: 1 };
    const error = '"gitDir" must be a folder, and "base" the full id of a commit';
    check(
      { ...query, gitDir: '/g', base },
      { id: 1, file: 'a', line: 0, column: 0, task: 'completion', history: { gitDir: '/g', tip: base } },
    );
    check({ ...query, gitDir: '/g' }, { id: 1, error });
    check({ ...query, gitDir: '/g', base: '--all' }, { id: 1, error });
    check({ ...query, base }, { id: 1, file: 'a', line: 0, column: 0, task: 'completion' });
  });

  it('takes a patch for an edit', () =>
    check(
      { id: 1, file: 'a.py', line: 1, patch: '@@' },
      { id: 1, file: 'a.py', line: 0, column: 0, task: 'edit', patch: '@@' },
    ));

  it('answers bad queries with their id and what is wrong', () => {
    check({ id: 7, line: 1 }, { id: 7, error: '"file" must be a path' });
    check({ id: 7, file: 'a', line: -1 }, { id: 7, error: '"line" must be a whole number' });
    check({ id: 8, file: 'a', line: 0 }, { id: 8, file: 'a', line: 0, column: 0, task: 'completion' });
    check({ id: 7, file: 'a', line: 1, budgets: [0] }, { id: 7, error: '"budgets" must be whole numbers from 1' });
    check(
      { id: 7, file: 'a', line: 1, hunks: [[1]] },
      { id: 7, error: '"hunks" must be [[oldStart, oldLength, newStart, newLength], …]' },
    );
    check([1], { id: null, error: 'not a JSON object' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), line => 'id' in parseQuery(line)));
  });
});
