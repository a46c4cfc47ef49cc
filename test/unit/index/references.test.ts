import { beforeAll, describe, expect, test } from 'vitest';
import { checkEdges as check } from './edgeCheck.ts';
import { createWorkspace, describeSymbol, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars());

describe('TypeScript', () => {
  test('barrels, aliases and cycles lead to the definition', () => {
    check({
      'lib/a.ts': 'export function f() {}\nexport default class Thing { go() {} }\n',
      'lib/index.ts':
        "export * from './a';\nexport { f as renamed, default as Thing } from './a';\nexport * from '../loop';\nexport * as everything from './a';\n",
      'loop.ts': "export * from './lib';\n",
      'use.ts': `import { renamed, Thing, f, everything } from './loop';
renamed(); //=> lib/a.ts:f import
new Thing().go(); //=> lib/a.ts:Thing import, lib/a.ts:Thing.go constructed
f(); //=> lib/a.ts:f import
everything.f(); //=> lib/a.ts:f namespace
`,
    });
  });

  test('receivers: this, declared, constructed, returned, awaited, elements, inherited members', () => {
    check({
      'base.ts': 'export class Base { log(): this { return this } }\n',
      'app.ts': `import { Base } from './base';
export class Engine { start(): Engine { return this } static make(): Engine { return new Engine() } }
export class App extends Base {
  engine = new Engine();
  constructor(private readonly spare: Engine, public many: Engine[]) { super(); }
  run(other?: Promise<Engine> | undefined) {
    this.engine.start(); //=> app.ts:App.engine self, app.ts:Engine.start constructed
    this.spare.start(); //=> app.ts:App.spare self, app.ts:Engine.start declared
    this.log().run(); //=> base.ts:Base.log self, app.ts:App.run returned
    for (const one of this.many) {
      one.start(); //=> app.ts:Engine.start declared
    }
    Engine.make().start().start(); //=> app.ts:Engine local, app.ts:Engine.make static, app.ts:Engine.start returned, app.ts:Engine.start returned
  }
}
async function load(): Promise<App> { throw 1 }
async function main(f: () => App) {
  const app = await load();
  app.run(); //=> app.ts:App.run returned
  const made = f();
  made.run(); //=> app.ts:App.run declared
}
`,
    });
  });

  test('shadowing: a local hides what is outside', () => {
    check({
      'a.ts': `export function f() {}
function g(f: () => void) {
  f(); //=>
}
function h() {
  function f() {}
  f(); //=> a.ts:h.f local
}
f(); //=> a.ts:f local
`,
    });
  });

  test('overloads are told apart by the number of arguments', () => {
    const text =
      'export class A {\n  on(a: string): void;\n  on(a: string, b: number): void;\n  on(a: string, b?: number) {}\n}\n';
    const snapshot = createWorkspace().write({
      'a.ts': text,
      'b.ts': "import { A } from './a';\nconst a = new A();\na.on('', 1);\n",
    });
    const file = snapshot.find({ root: 0, relative: 'b.ts' });
    const edge = snapshot.references(file?.id ?? -1).find(({ line, kind }) => line === 2 && kind === 'call');
    expect(edge && snapshot.symbol(edge.to)?.nameSpan[0]).toBe(2);
  });

  test('CommonJS', () => {
    check({
      'a.js': 'function f() {}\nclass A { go() {} }\nmodule.exports = { f, A };\n',
      'b.js': 'module.exports = class B { go() {} };\n',
      'use.js': `const a = require('./a');
const { f } = require('./a');
const B = require('./b');
a.f(); //=> a.js:f namespace
f(); //=> a.js:f import
new B().go(); //=> b.js:B import, b.js:B.go constructed
const x = new a.A();
x.go(); //=> use.js:x local, a.js:A.go constructed
`,
    });
  });
});

describe('Python', () => {
  test('packages, star imports, submodules, __all__', () => {
    check({
      'pkg/__init__.py': 'from .core import *\nfrom .core import _hidden as shown\n',
      'pkg/core.py': "__all__ = ['f']\ndef f(): pass\ndef g(): pass\ndef _hidden(): pass\n",
      'pkg/sub/mod.py': 'def h(): pass\n',
      'use.py': `import pkg
import pkg.sub.mod
import pkg.sub.mod as m
from pkg import f, shown, g
from pkg.core import g as gg
f()  #=> pkg/core.py:f import
shown()  #=> pkg/core.py:_hidden import
g()  #=>
gg()  #=> pkg/core.py:g import
pkg.f()  #=> pkg/core.py:f namespace
pkg.sub.mod.h()  #=> pkg/sub/mod.py namespace, pkg/sub/mod.py:h namespace
m.h()  #=> pkg/sub/mod.py:h namespace
`,
    });
  });

  test('self, super, cls, attributes, optional and quoted annotations', () => {
    check({
      'a.py': `from __future__ import annotations
from typing import Optional
class Base:
    def ping(self) -> "Base": ...
    @classmethod
    def make(cls) -> Base:
        return cls().ping()  #=> a.py:Base.ping constructed
class Child(Base):
    def __init__(self, other: Optional["Child"], names: dict[str, Child]):
        self.other = other
        self.names = names
    def ping(self) -> "Base":
        super().ping()  #=> a.py:Base.ping self
        self.other.ping()  #=> a.py:Child.other self, a.py:Child.ping declared
        self.names.get("x").ping()  #=> a.py:Child.names self, a.py:Child.ping declared
        for name, child in self.names.items():
            pass
def make(x: Child | None):
    x.ping().ping()  #=> a.py:Child.ping declared, a.py:Base.ping returned
    with Child(None, {}) as c:
        c.ping()  #=> a.py:Child.ping constructed
`,
    });
  });
});

describe('typeOf', () => {
  function ask(files: Readonly<Record<string, string>>, receiver: string, line: number, expected: string): void {
    const snapshot = createWorkspace().write(files);
    const [first] = snapshot.files;
    const answer = snapshot.typeOf(first?.id ?? -1, receiver, line);
    const text = answer && `${describeSymbol(snapshot, answer.type)} ${answer.access} ${answer.rule}`;
    expect(text).toBe(expected);
  }

  test('a parameter without a type is what its name says', () => {
    const app = "import { App } from './b';\nexport function f(app, ctx) {\n  app.\n}\n";
    const files = { 'a.ts': app, 'b.ts': 'export class App {}\nexport class Context {}\nfunction g(c: Context) {}\n' };
    ask(files, 'app', 2, 'b.ts:App instance unique');
    ask({ ...files, 'a.ts': app.replaceAll('ctx', 'c') }, 'c', 2, 'b.ts:Context instance guess');
  });

  test('modules, classes, unfinished code', () => {
    const files = {
      'a.ts': "import * as b from './b';\nconst x = b.make();\nx.\n",
      'b.ts': 'export class App {}\nexport function make(): App { return new App() }\n',
    };
    ask(files, 'b', 2, 'b.ts static namespace');
    ask(files, 'b.App', 2, 'b.ts:App static static');
    ask(files, 'x', 2, 'b.ts:App instance returned');
  });
});
