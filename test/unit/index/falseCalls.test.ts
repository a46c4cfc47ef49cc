import { beforeAll, expect, test } from 'vitest';
import { checkEdges as check } from './edgeCheck.ts';
import { createWorkspace, describeSymbol, loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.tsx'));

test('a tag in lower case is an element of the page', () => {
  check({
    'html.ts': 'export const html = () => 1\nexport const Page = () => 1\n',
    'use.tsx': `import { html, Page } from './html'
const a = <html><Page /></html> //=> html.ts:Page import
const b = <html lang='en' /> //=>
const c = html() //=> html.ts:html import
`,
  });
});

test('a bare name is no method that other code sets', () => {
  check({
    'socket.ts': 'export function upgrade() {}\n',
    'use.ts': `import { upgrade } from './socket'
function test() {
  upgrade() //=> socket.ts:upgrade import
  Deno.upgrade = () => 1
}
const table = { stop() {}, run() { stop() } } 
function main() {
  stop() //=>
}
`,
  });
});

test('a container of many has none of the members of its elements, a promise is read through', () => {
  check({
    'a.ts': `export class Context { set() {} send() {} }
const stash: WeakMap<object, Context> = new WeakMap<object, Context>()
function run(list: Context[], later: Promise<Context>) {
  stash.set({}, 1) //=> a.ts:stash local
  stash.send() //=> a.ts:stash local
  list.send() //=>
  list[0].send() //=> a.ts:Context.send declared
  stash.get(1).send() //=> a.ts:stash local, a.ts:Context.send declared
  later.send() //=> a.ts:Context.send declared
}
`,
  });
});

test('overloads of Python lead to the function that follows them', () => {
  check({
    'a.py': `from typing import overload
import typing as t
class Shell:
    def source(self): ...
class Bash(Shell):
    def source(self): ...
@overload
def find(name: int) -> Bash: ...
@t.overload
def find(name: str) -> Shell: ...
def find(name) -> Shell:
    return check(name)  #=> a.py:check local
def check(name): ...
find("bash").source()  #=> a.py:find local, a.py:Shell.source returned
`,
    'stub.pyi': 'from typing import overload\n@overload\ndef f(x: int): ...\n@overload\ndef f(x: str): ...\n',
    'use.py': `from stub import f
f(1)  #=> stub.pyi:f import
`,
  });
  const snapshot = createWorkspace().write({
    'a.py': '@overload\ndef f(x: int): ...\n@overload\ndef f(x: str): ...\ndef f(x): ...\nf(1)\n',
  });
  const file = snapshot.find({ root: 0, relative: 'a.py' });
  const [edge] = snapshot.references(file?.id ?? -1).filter(({ kind, line }) => kind === 'call' && line === 5);
  expect(edge && snapshot.symbol(edge.to)?.nameSpan[0]).toBe(4);
  expect(edge?.confidence).toBeGreaterThan(0.9);
});

test('a local function variable that is set again is not what a call reaches', () => {
  check({
    'a.ts': `function test() {
  let resolve: (value: number) => void = () => {}
  new Promise(done => { resolve = done })
  let other = () => {}
  const resolved = resolve == other
  resolve(1) //=>
  other() //=> a.ts:test.other local
}
`,
  });
});

test('a common method of what may be a string as well is less sure', () => {
  const snapshot = createWorkspace().write({
    'a.ts': `export class Node { toString() { return '' } grow() {} }
type Child = string | null | Node
type Maybe = null | undefined | Node
export function f(a: Child, b: Maybe, c: Node & Named) {
  a.toString()
  a.grow()
  b.toString()
  c.toString()
}
`,
  });
  const file = snapshot.find({ root: 0, relative: 'a.ts' });
  const calls = snapshot.references(file?.id ?? -1).filter(({ kind }) => kind === 'call');
  const shown = calls.map(edge => `${edge.line + 1} ${describeSymbol(snapshot, edge.to)} ${edge.confidence >= 0.9}`);
  expect(shown).toEqual([
    '5 a.ts:Node.toString false',
    '6 a.ts:Node.grow true',
    '7 a.ts:Node.toString true',
    '8 a.ts:Node.toString true',
  ]);
});
