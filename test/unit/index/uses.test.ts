import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Snapshot, type SymbolId, symbolId } from '../../../src/index/snapshot.ts';
import { createWorkspace, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars());

/** Uses are looked up by name before they are resolved; resolving everything is what they must agree with. */
function expectUsesToMirrorReferences(snapshot: Snapshot): number {
  const symbols = snapshot.files.flatMap(({ id, facts }) =>
    facts.symbols.map(({ qualifiedName }, index) => [qualifiedName, symbolId(id, index)] as const),
  );
  // Asked before all references are known, so that only those by the symbols' names are resolved.
  const found = symbols.map(([name, symbol]) => `${name} ${snapshot.uses(symbol).length}`);
  const expected = new Map<SymbolId, number>();
  for (const { id } of snapshot.files) {
    for (const { to } of snapshot.references(id)) expected.set(to, (expected.get(to) ?? 0) + 1);
  }
  expect(found).toEqual(symbols.map(([name, symbol]) => `${name} ${expected.get(symbol) ?? 0}`));
  return [...expected.values()].reduce((sum, count) => sum + count, 0);
}

describe('uses mirror references', () => {
  test('through aliases, default exports, CommonJS, base classes and Python packages', () => {
    const snapshot = createWorkspace().write({
      'a.ts':
        'export class Base {}\nfunction secret() {}\nexport { secret as open };\nexport default function named() {}',
      'b.ts':
        'import anything, { open as start, Base } from "./a";\nclass C extends Base { constructor() { super(); } }\nstart(); anything();',
      'barrel.ts':
        'export { open as doorway } from "./a";\nexport { default as entry } from "./a";\nexport * as all from "./a";',
      'c.ts': 'import { doorway, entry, all } from "./barrel";\ndoorway(); entry(); all.open();',
      'd.js': 'module.exports = function run() {};',
      'e.js': 'const go = require("./d");\ngo();',
      'pkg/__init__.py': 'from .core import make as build\n',
      'pkg/core.py': 'def make():\n    pass\n',
      'use.py': 'import pkg\nfrom pkg import build\nbuild()\npkg.build()\n',
    });
    expect(expectUsesToMirrorReferences(snapshot)).toBeGreaterThanOrEqual(10);
  });

  test('in these sources', () => {
    const root = join(import.meta.dirname, '../../../src');
    const files: Record<string, string> = {};
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && path.endsWith('.ts')) files[relative(root, path)] = readFileSync(path, 'utf8');
    }
    expect(expectUsesToMirrorReferences(createWorkspace().write(files))).toBeGreaterThan(1000);
  });
});
