import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import { symbolId } from '../../../src/index/snapshot.ts';
import { createWorkspaceIndex } from '../../../src/index/workspaceIndex.ts';
import { createWorkspace, dump, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.cs', 'a.go', 'a.java', 'a.kt', 'a.rs'));

/** Texts whose answers depend on one another in many ways: barrels, bases, return types, hints, cycles. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'a.ts': [
    'export class A { go(): A { return this } }\n',
    "import { B } from './b';\nexport class A extends B { constructor(private b: B) { super() } run() { this.b.go(); this.go() } }\n",
    '\n\nexport class A { go(): A { return this.go() } }\n',
    'export function A() {}\nexport const x = A;\n',
  ],
  'b.ts': [
    "export * from './a';\nexport class B { go() {} }\n",
    "export { A as B } from './a';\n",
    "import { A } from './a';\nexport function make(a: A): A { return a.go() }\nexport class B { made = make(new A()) }\n",
    'export class B { go() {} stop() {} }\nexport class App { go() {} }\n',
  ],
  'c/index.ts': [
    "export * from '../a';\nexport * from '../b';\n",
    "import { A, B, make } from '../b';\nmake(new A()).go();\nnew B().made.go();\nfunction f(app, b) { app.go(); b.stop(); app.once() }\n",
    "import * as b from '@/b';\nb.make().go(); new b.B().go(); b.B.x;\n",
  ],
  'c/d.ts': [
    "import { A } from '.';\nlet a: A;\na.go();\nexport class D extends A { go2() { super.go(); this.go() } }\n",
    'export class App { once() {} }\n',
  ],
  'tsconfig.json': ['{"compilerOptions":{"paths":{"@/*":["./*"]}}}', '{"extends":"./base.json"}', '{}'],
  'base.json': ['{"compilerOptions":{"paths":{"@/*":["./*"]}}}', '{}'],
  'p/__init__.py': ['from .m import *\nfrom . import n\n', 'from p.n import f as g\nx = g()\n', ''],
  'p/m.py': [
    'class M:\n    def go(self) -> "M": ...\n',
    "__all__ = ['k']\nfrom p import g\ndef k(m): m.go()\n",
    'import p\np.n.f().go()\n',
  ],
  'cs/a.cs': [
    'namespace N; public class Item : Base { public Item Go() => this; }\n',
    'namespace N; public class Item<T> where T : Base { public T Go() => null; } public class Item { }\n',
    'namespace M { public static class More { public static int Area(this N.Base item) => 1; } }\nglobal using N;\n',
  ],
  'cs/b.cs': [
    'namespace N; public partial class Base { public Item Made() => new Item(); }\n',
    'namespace N; public partial class Base { public Item<Base> Made() => new(); public class Item { } }\n',
    'global using M;\nnamespace N { partial class Base { void Rest() { Area(); } } }\n',
  ],
  'cs/c/c.cs': [
    'using N; class User : Base { void Run() { Made().Go().Made(); new Item().Go(); this.Area(); } }\n',
    'using M; using I = N.Item; namespace N { class User { void Run(Base b, I i) { b.Area(); i.Go(); b.Made().Go(); } } }\n',
    'partial class Base { void Rest(Item item) { item.Go(); Area(); } }\n',
  ],
  'cs/c/c.csproj': ['<Project><Using Include="N" /></Project>', '<Project />'],
  'j/A.java': [
    'package a.b;\npublic class A<T extends C> extends C { T t; C go() { t.go(); return this; } }\n',
    'package a.c;\npublic class A { A go() { return new C().go(); } }\n',
    'package a.b;\nimport a.c.*;\nclass A { C c; void go(int i) { c.go(i).go(); } static void run() {} }\n',
  ],
  'j/C.java': [
    'package a.b;\nclass C { A go() { return null; } }\nclass D extends A { void run() { go(); t.go(); } }\n',
    'package a.c;\nimport a.b.A;\nimport static a.b.A.run;\npublic class C { A go(int i) { run(); return go(1); } }\n',
    'package a.b;\nclass C { A a; C go() { return a.t.go(); } A.X x; }\n',
  ],
  'k/K.kt': [
    'package a.b\nfun A.ext() = go()\nclass K : C() { fun run(a: A) { a.ext().go(); go() } companion object { fun of() = K() } }\n',
    'package a.c\nimport a.b.*\nimport a.b.K as L\nfun of(): A = A()\nfun run() { of().go(); L.of().run(of()) }\n',
  ],
  'k/C.java': ['package a.b;\nclass C { void go() { new A().go().go(); } }\n', 'class C { a.b.A a; { a.go(); } }\n'],
  'p/n.py': [
    'from .m import M\ndef f() -> M: return M().go()\n',
    'class N:\n    def go(self): self.m.go()\n    def __init__(self, m): self.m = m\n',
  ],
  'go.mod': ['module example.com/w\n', 'module other\n', 'module example.com/w\nreplace example.com/w/q => ./r\n'],
  'q/one.go': [
    'package q\ntype T struct{ Base }\nfunc (t *T) Go() *T { return t.Stop() }\n',
    'package q\nimport "example.com/w/r"\ntype Base struct{ *r.R }\nfunc New() *T { return &T{} }\n',
    'package other\nfunc Go() {}\nvar x = New().Go()\n',
  ],
  'q/two.go': [
    'package q\nfunc (t T) Stop() *T { return New() }\nfunc New() *T { return nil }\n',
    'package q\ntype Base []T\nfunc (t Base) Stop() { for _, e := range t { e.Go() } }\n',
    'package q_test\nfunc (t U) Stop() {}\ntype T interface{ Go() }\n',
  ],
  'q/two_test.go': [
    'package q_test\nimport "example.com/w/q"\nfunc f() { q.New().Stop().Go(); New() }\n',
    'package q\nfunc f(t *T) { New().Go(); t.Base.Stop(); t.Run() }\n',
  ],
  'r/r.go': [
    'package r\nimport . "example.com/w/q"\ntype R T\nfunc (r R) Run() { r.Go(); New().Go() }\n',
    'package ar\ntype R struct{}\nfunc (r *R) Run() {}\n',
  ],
  'Cargo.toml': ['[package]\nname = "k"\nedition = "2021"\n', '[package]\nname = "k"\n[lib]\npath = "r/m.rs"\n', '{'],
  'src/lib.rs': [
    'pub mod m;\npub use m::M;\nmacro_rules! make { () => {} }\npub fn f(x: M) { x.go().go(); make!(); }\n',
    'mod m;\nuse m::{Go, M as N};\nimpl Go for N { fn go(&self) -> Self { N::new() } }\nfn f() { N::new().go(); }\n',
    'pub struct M;\nimpl M { pub fn go(&self) {} }\n',
  ],
  'src/m.rs': [
    'use crate::f;\npub struct M { m: Box<M> }\nimpl M { pub fn go(&self) -> &M { f(self); &self.m } }\n',
    'pub use super::*;\npub trait Go { fn go(&self) -> Self; }\npub struct M;\nimpl M { pub fn new() -> Self { M } }\n',
    'mod tests { use super::*; fn t(m: M) { m.go(); make!(); f(m) } }\n',
  ],
  'src/m/mod.rs': ['pub struct M;\n', 'pub use crate::M;\nimpl M { pub fn stop(&self) { self.go() } }\n'],
};

describe('incremental', () => {
  const paths = Object.keys(TEXTS);
  const step = fc.array(fc.tuple(fc.constantFrom(...paths), fc.nat({ max: 4 })), { minLength: 1, maxLength: 3 });

  test('any sequence of changes gives what a fresh index gives', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), steps => {
        const workspace = createWorkspace();
        const now: Record<string, string> = {};
        for (const changes of steps) {
          const files: Record<string, string | undefined> = {};
          for (const [path, choice] of changes) files[path] = TEXTS[path]?.[choice];
          const snapshot = workspace.write(files);
          for (const [path, text] of Object.entries(files)) {
            if (text === undefined) delete now[path];
            else now[path] = text;
          }
          expect(dump(snapshot)).toBe(dump(createWorkspace().write(now)));
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('the order of asking does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: 2 }), fc.nat({ max: 3 }), (order, choice) => {
        const files: Record<string, string> = {};
        for (const path of paths) files[path] = TEXTS[path]?.[choice % (TEXTS[path]?.length ?? 1)] ?? '';
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
