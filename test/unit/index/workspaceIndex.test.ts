import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { symbolId } from '../../../src/index/snapshot.ts';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { OPEN_TEXTS, TEXTS } from './interplay.ts';
import { createWorkspace, dump, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.cs', 'a.go', 'a.java', 'a.kt', 'a.rs', 'a.c', 'a.cpp', 'a.php', 'a.rb'), 120_000);

describe.each([TEXTS, OPEN_TEXTS])('incremental, group %#', texts => {
  const paths = Object.keys(texts);
  const step = fc.array(fc.tuple(fc.constantFrom(...paths), fc.nat({ max: 4 })), { minLength: 1, maxLength: 3 });

  test('any sequence of changes gives what a fresh index gives', () => {
    fc.assert(
      // With room for the facts of all files, of a few, and of none but those asked last.
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(1e9, 6000, 1),
        (steps, decodedFacts) => {
          const workspace = createWorkspace({ decodedFacts });
          const now: Record<string, string> = {};
          for (const changes of steps) {
            const files: Record<string, string | undefined> = {};
            for (const [path, choice] of changes) files[path] = texts[path]?.[choice];
            const snapshot = workspace.write(files);
            for (const [path, text] of Object.entries(files)) {
              if (text === undefined) delete now[path];
              else now[path] = text;
            }
            expect(dump(snapshot)).toBe(dump(createWorkspace().write(now)));
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  test('the order of asking does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: 2 }), fc.nat({ max: 3 }), (order, choice) => {
        const files: Record<string, string> = {};
        for (const path of paths) files[path] = texts[path]?.[choice % (texts[path]?.length ?? 1)] ?? '';
        const asked = createWorkspace().write(files);
        for (const relative of order) {
          const file = asked.find({ root: 0, relative });
          if (!file) continue;
          asked.typeOf(file.id, 'app', 0);
          asked.references(file.id);
        }
        expect(dump(asked)).toBe(dump(createWorkspace().write(files)));
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('facts that are lost', () => {
  test('count as none, are told once, and come back with the file', () => {
    const gone = new Set<string>();
    const told: string[] = [];
    const workspace = createWorkspace({
      decodedFacts: 1,
      isLost: relative => gone.has(relative),
      onLost: relative => told.push(relative),
    });
    const files = { 'a.ts': 'export function f() {}\n', 'b.ts': "import { f } from './a';\nf();\n" };
    gone.add('a.ts');
    const without = workspace.write(files);
    const b = without.find({ root: 0, relative: 'b.ts' })?.id ?? -1;
    expect(without.imports(b).map(({ definitions }) => definitions)).toEqual([[undefined]]);
    expect(without.references(b)).toEqual([]);
    expect(new Set(told)).toEqual(new Set(['a.ts']));
    gone.clear();
    expect(dump(workspace.write(files))).toBe(dump(createWorkspace().write(files)));
  });
});

describe('snapshots', () => {
  test('old ones stay valid, ids are stable and not reused', () => {
    const workspace = createWorkspace();
    const first = workspace.write({ 'a.ts': 'export function f() {}\n', 'b.ts': "import { f } from './a';\nf();\n" });
    const a = first.find({ root: 0, relative: 'a.ts' })?.id ?? -1;
    const b = first.find({ root: 0, relative: 'b.ts' })?.id ?? -1;
    const before = dump(first);
    const second = workspace.write({ 'a.ts': undefined });
    expect(second.references(b)).toEqual([]);
    expect(second.find({ root: 0, relative: 'b.ts' })?.id).toBe(b);
    expect(second.file(a)).toBeUndefined();
    const third = workspace.write({ 'a.ts': 'export function f() {}\n' });
    expect(third.find({ root: 0, relative: 'a.ts' })?.id).not.toBe(a);
    expect(dump(first)).toBe(before);
    expect([first.version, second.version, third.version]).toEqual([1, 2, 3]);
  });

  test('a body edit keeps the answers for other files, an interface edit renews those that consulted it', () => {
    const workspace = createWorkspace();
    const first = workspace.write({
      'a.ts': 'export function f() { 1 }\n',
      'b.ts': "import { f } from './a';\nf();\n",
      'c.ts': 'function g() {}\ng();\n',
    });
    const [b, c] = ['b.ts', 'c.ts'].map(relative => first.find({ root: 0, relative })?.id ?? -1) as [number, number];
    const [ofB, ofC] = [first.references(b), first.references(c)];
    const second = workspace.write({ 'a.ts': '\nexport function f() { 2; 3 }\n' });
    expect(second.references(b)).toBe(ofB);
    const third = workspace.write({ 'a.ts': 'export function e() {}\nexport function f() {}\n' });
    expect(third.references(b)).not.toBe(ofB);
    expect(third.references(c)).toBe(ofC);
  });

  test('hierarchy', () => {
    const snapshot = createWorkspace().write({
      'a.py': 'class A:\n    def go(self): ...\nclass B(A): ...\nclass C(B, A): ...\n',
    });
    const [a, , b, c] = [0, 1, 2, 3].map(index => symbolId(0, index)) as [number, number, number, number];
    expect(snapshot.bases(c)).toEqual([b, a]);
    expect(snapshot.subclasses(a)).toEqual([b, c]);
    expect(snapshot.member(c, 'go')).toBe(symbolId(0, 1));
  });
});

describe('languages beside one another', () => {
  test('answers about symbols of the first file are none about the files with their numbers', () => {
    for (const first of ['a.cs', 'a.cpp', 'a.rs']) {
      const wrapped = first === 'a.rs' ? 'mod n { struct A { s: Shape } }' : 'namespace n { class A { Shape s; }; }';
      const snapshot = createWorkspace().write({
        [first]: wrapped,
        'b.java': 'package p;\nclass B { Shape s; }',
        'c.java': 'package p;\nclass C { Shape s; }',
        'd.java': 'package p;\nclass Shape {}',
      });
      const lines = dump(snapshot).split('\n');
      expect(lines.filter(line => line.endsWith('type d.java:Shape import')).length).toBe(2);
    }
  });
});

describe('robustness', () => {
  test('a chain of any length is no obstacle', () => {
    const length = 1500;
    const lines = ['export class A { go(): A { return this } }', 'export const x0 = new A();'];
    for (let index = 1; index < length; index++) lines.push(`export const x${index} = x${index - 1}.go();`);
    lines.push(`x${length - 1}.go();`, 'x5.go();');
    const snapshot = createWorkspace().write({ 'a.ts': lines.join('\n') });
    const edges = snapshot.references(0).filter(edge => edge.line === length + 2 && edge.kind === 'call');
    expect(edges).toHaveLength(1);
  }, 60_000);

  test('facts that contradict themselves are data', () => {
    const number = fc.integer({ min: -2, max: 5 });
    const word = fc.constantFrom(
      '',
      'a',
      'b',
      'default',
      '*',
      '=',
      'this',
      'constructor',
      '__proto__',
      '.',
      '..x',
      'a.b',
      "'",
    );
    const span = fc.tuple(number, number, number, number);
    const facts = fc.record({
      symbols: fc.array(
        fc.record({
          name: word,
          qualifiedName: word,
          kind: fc.constantFrom('class', 'method', 'variable', 'type'),
          parent: number,
          exported: fc.boolean(),
          nameSpan: span,
          span,
          headerSpan: span,
          type: word,
          bases: fc.array(word),
          initializer: fc.record({ form: fc.constantFrom('new', 'call', 'name', 'await', 'element'), path: word }),
        }),
        { maxLength: 6 },
      ),
      imports: fc.array(
        fc.record({
          specifier: word,
          kind: fc.constantFrom('import', 'require'),
          span,
          enclosing: number,
          names: fc.array(fc.record({ name: word, local: word, line: number, column: number })),
        }),
        { maxLength: 4 },
      ),
      exports: fc.array(fc.record({ name: word, local: word, specifier: word }), { maxLength: 4 }),
      references: fc.array(
        fc.record({
          name: word,
          kind: fc.constantFrom('call', 'member', 'extends'),
          receiver: word,
          line: number,
          column: number,
          enclosing: number,
          arguments: number,
        }),
        { maxLength: 6 },
      ),
      bindings: fc.array(
        fc.record({ name: word, line: number, scope: fc.tuple(number, number), enclosing: number, type: word }),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(facts, fc.constantFrom('typescript', 'python', 'text', 'constructor'), (parts, language) => {
        const whole = {
          language,
          lines: 1,
          parseErrors: 0,
          blocks: [],
          terms: [],
          termCounts: [],
          ...parts,
        } as unknown as FileFacts;
        const path = { root: 0, relative: 'a' };
        const source = { path, class: 'source' as const, size: 0, modified: 0, hash: '' };
        const snapshot = createWorkspaceIndex({ roots: ['/'], readConfig: () => undefined }).update(
          [{ path, source, facts: whole }],
          true,
        );
        dump(snapshot);
        for (const receiver of ['this', 'a.b', 'super', '((', 'a()[].b', '']) snapshot.typeOf(0, receiver, 1);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
