import { beforeAll, expect, test } from 'vitest';
import { checkEdges as check } from './edgeCheck.ts';
import { createWorkspace, describeSymbol, loadGrammars } from './workspace.ts';

// What functions get and give where they do not say it themselves.

beforeAll(() => loadGrammars());

const TYPES = `export class Context { get req(): Request { throw 1 } text(s: string): void {} }
export class Request { header(name: string): string { throw 1 } }
export class Other { other(): void {} }
export type Next = () => Promise<void>;
export type Handler<E = any> = (c: Context, next: Next) => Promise<Other>;
export type Middleware = ((other: Other) => void) | Handler;
export interface Route {
  (handler: Handler): App;
  (...handlers: [Handler, Handler, (other: Other) => void]): App;
  (path: string, handler: Handler): App;
}
export interface Options { onError?: (error: Error, c: Context) => void; nested: { visit(other: Other): void } }
export class App { get!: Route; constructor(readonly init: (app: App) => void) {} use(path: string, options: Options): this { return this } }
`;

test('arguments of calls: overloads, tuples, members of objects, constructors', () => {
  check({
    'types.ts': TYPES,
    'use.ts': `import { App, Other } from './types';
const app = new App(own => own.use('', { nested: { visit: o => {} } })); //=> types.ts:App import, types.ts:App.use declared
app.get('/', c => c.text('')); //=> use.ts:app local, types.ts:App.get constructed, types.ts:Context.text constructed
app.get('/', ({ req }) => req.header('')); //=> use.ts:app local, types.ts:App.get constructed, types.ts:Request.header constructed
app.get(c => c.text(''), async () => {}, o => o.other()); //=> use.ts:app local, types.ts:App.get constructed, types.ts:Context.text constructed, types.ts:Other.other constructed
app.get(c => {}).get('/', async function (c) { c.text(''); }); //=> use.ts:app local, types.ts:App.get constructed, types.ts:App.get returned, types.ts:Context.text returned
app.use('', {
  onError: (error, c) => c.text(''), //=> types.ts:Context.text constructed
  nested: { visit(o) { o.other(); } }, //=> types.ts:Other.other constructed
});
function unknown(f: any) {}
unknown(c => c.text('')); //=> use.ts:unknown local
`,
  });
});

test('declared types: variables, fields, results, assertions', () => {
  check({
    'types.ts': TYPES,
    'use.ts': `import type { Handler, Middleware, Options } from './types';
const first: Handler = async (c, next) => c.req; //=> types.ts:Handler import, types.ts:Context.req declared
class Holder {
  handler: Handler<string> = c => c.text(''); //=> types.ts:Handler import, types.ts:Context.text declared
}
function make(): Middleware { //=> types.ts:Middleware import
  return o => o.other(); //=> types.ts:Other.other declared
}
const curried = (): Handler => c => c.text(''); //=> types.ts:Handler import, types.ts:Context.text declared
const options = { onError(e, c) { c.text(''); } } satisfies Options; //=> types.ts:Context.text declared, types.ts:Options import
async function use() {
  const result = await first(null as any, null as any); //=> use.ts:first local
  result.other(); //=> types.ts:Other.other returned
}
`,
  });
});

test('callbacks of containers, results that nothing declares', () => {
  check({
    'a.ts': `export class Item { run(): void {} size = 1 }
function all() { const items = [] as Item[]; return items; }
function one() { return new Item(); }
const arrow = () => one(); //=> a.ts:one local
function use(list: Item[], byName: Map<string, Item>, later: Promise<Item>) {
  list.filter(i => i.size).forEach(i => i.run()); //=> a.ts:Item.size declared, a.ts:Item.run declared
  byName.forEach(i => i.run()); //=> a.ts:Item.run declared
  later.then(i => i.run()); //=> a.ts:Item.run declared
  list.reduce((sum, i) => sum + i.size, 0); //=> a.ts:Item.size declared
  list.push(); //=>
  one().run(); //=> a.ts:one local, a.ts:Item.run returned
  arrow().run(); //=> a.ts:arrow local, a.ts:Item.run returned
}
`,
    'b.py': `class Item:
    def run(self): ...

def one():
    return Item() #=> b.py:Item local

def use(items: list[Item]):
    one().run() #=> b.py:one local, b.py:Item.run returned
    items.append(one()) #=> b.py:one local
`,
  });
});

test('calls end in functions and classes', () => {
  const snapshot = createWorkspace().write({
    'a.ts': `declare function debounce<T>(f: T): T;
const log = console.log.bind(console);
const save = debounce(() => 1);
interface Port { send(): void; ready: () => boolean }
function use(port: Port) {
  log();
  save();
  port.ready();
  port.send();
}
`,
  });
  const file = snapshot.find({ root: 0, relative: 'a.ts' })?.id ?? -1;
  const uses = snapshot.references(file).filter(({ line }) => line >= 5);
  expect(uses.map(({ to, kind }) => `${describeSymbol(snapshot, to)} ${kind}`)).toEqual([
    'a.ts:log value',
    'a.ts:save call',
    'a.ts:Port.ready value',
    'a.ts:Port.send call',
  ]);
});
