import { beforeAll, expect, test } from 'vitest';
import type { ArgumentPlace, Snapshot, TypeOfReceiver } from '../../../src/index/snapshot.ts';
import { createWorkspace, describeSymbol, loadGrammars } from './workspace.ts';

// What ranking asks about a place in a file that is being written.

beforeAll(() => loadGrammars());

const SHAPES = `export class Shape { constructor(readonly side: number) {} fits(options: Options): Shape { return this; } }
export enum Mode { Fill, Stroke }
export interface Options { mode: Mode; inner: { mode: Mode } }
export function draw(shape: Shape, options: Options): Shape { return shape; }
export const sketch = (shape: Shape): void => {};
`;

function idOf(snapshot: Snapshot, relative: string): number {
  return snapshot.find({ root: 0, relative })?.id ?? -1;
}

test('files that mention a name: its definition is no mention, an edit of a file counts', () => {
  const workspace = createWorkspace();
  const paths = (snapshot: Snapshot, name: string) =>
    snapshot
      .mentions(name)
      .map(file => snapshot.file(file)?.source.path.relative ?? '')
      .sort();
  const first = workspace.write({
    'shapes.ts': SHAPES,
    'a.ts': "import { draw as paint } from './shapes';\npaint();\n",
    'b.ts': 'other.draw();\n',
    'c.ts': 'const drawing = 1;\n',
    'd.py': 'draw()\n',
  });
  expect(paths(first, 'draw')).toEqual(['a.ts', 'b.ts', 'd.py']);
  expect(paths(first, 'nothing')).toEqual([]);
  const second = workspace.write({ 'b.ts': 'other.erase();\n', 'c.ts': 'draw();\n' });
  expect(paths(second, 'draw')).toEqual(['a.ts', 'c.ts', 'd.py']);
  expect(paths(first, 'draw')).toEqual(['a.ts', 'b.ts', 'd.py']);
});

test('what a call reaches, and what it takes', () => {
  const snapshot = createWorkspace().write({
    'shapes.ts': SHAPES,
    'use.ts': "import { draw, Shape, sketch } from './shapes';\nconst shape = new Shape(1);\n",
  });
  const use = idOf(snapshot, 'use.ts');
  const said = (found: TypeOfReceiver | undefined) =>
    found && `${describeSymbol(snapshot, found.type)} ${found.access}`;
  const called = (callee: string) => said(snapshot.called(use, callee, 2));
  const expected = (callee: string, argument: ArgumentPlace['argument'], ...members: string[]) =>
    said(snapshot.expectedType(use, { callee, argument, members }, 2));
  expect(called('draw')).toBe('shapes.ts:draw static');
  expect(called('Shape')).toBe('shapes.ts:Shape static');
  expect(called('shape.fits')).toMatch(/^shapes\.ts:Shape\.fits /);
  expect(called('unknown')).toBeUndefined();
  expect(expected('draw', 0)).toBe('shapes.ts:Shape instance');
  expect(expected('draw', 'options')).toBe('shapes.ts:Options instance');
  expect(expected('draw', 1, 'mode')).toBe('shapes.ts:Mode instance');
  expect(expected('draw', 2)).toBeUndefined();
  expect(expected('draw', 'none')).toBeUndefined();
  expect(expected('shape.fits', 0)).toBe('shapes.ts:Options instance');
  expect(expected('Shape', 0)).toBeUndefined();
  expect(snapshot.typeOf(use, 'draw', 2)).toBeUndefined();
});

test('where a specifier leads that the file does not have yet', () => {
  const snapshot = createWorkspace().write({
    'src/shapes.ts': SHAPES,
    'src/use.ts': '',
    'app/__init__.py': '',
    'app/core.py': '',
    'app/use.py': '',
    'notes.txt': 'shapes',
  });
  const shapes = { kind: 'file', file: idOf(snapshot, 'src/shapes.ts') };
  expect(snapshot.resolve(idOf(snapshot, 'src/use.ts'), './shapes')).toEqual(shapes);
  expect(snapshot.resolve(idOf(snapshot, 'src/use.ts'), './none').kind).toBe('unresolved');
  expect(snapshot.resolve(idOf(snapshot, 'src/use.ts'), 'react')).toEqual({ kind: 'external', package: 'react' });
  expect(snapshot.resolve(idOf(snapshot, 'app/use.py'), '.core')).toEqual({
    kind: 'file',
    file: idOf(snapshot, 'app/core.py'),
  });
  expect(snapshot.resolve(idOf(snapshot, 'notes.txt'), './shapes').kind).toBe('unresolved');
});
