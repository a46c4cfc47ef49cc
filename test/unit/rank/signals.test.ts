import { expect, test } from 'vitest';
import { fileOf, indexOf } from '../../../src/index/snapshot.ts';
import { createRankIndex } from '../../../src/rank/rankIndex.ts';
import type { EditQuery, Signal } from '../../../src/rank/ranking.ts';
import { signalBm25 } from '../../../src/rank/signals/bm25.ts';
import { signalCalls } from '../../../src/rank/signals/calls.ts';
import { signalIdentifiers } from '../../../src/rank/signals/identifiers.ts';
import { signalImports } from '../../../src/rank/signals/imports.ts';
import { signalMentions } from '../../../src/rank/signals/mentions.ts';
import { signalNames } from '../../../src/rank/signals/names.ts';
import { signalPlaces } from '../../../src/rank/signals/places.ts';
import { queryAt } from './workspace.ts';

/** The best answers of a signal as `path name: reason` lines, files before symbols. */
function lines(signal: Signal, query: EditQuery): { files: string[]; symbols: string[] } {
  const { snapshot } = query;
  const index = createRankIndex();
  index.update(snapshot.files);
  const { files, symbols } = signal(query, index, new Set());
  const path = (id: number) => snapshot.file(id)?.source.path.relative;
  const name = (id: number) => (indexOf(id) < 0 ? path(fileOf(id)) : snapshot.symbol(id)?.qualifiedName);
  for (const { score } of [...files.values(), ...symbols.values()]) {
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThanOrEqual(1);
  }
  const sorted = <T extends readonly [number, { score: number; reason: string }]>(entries: readonly T[]) =>
    [...entries].sort((a, b) => b[1].score - a[1].score);
  return {
    files: sorted([...files]).map(([id, { reason }]) => `${path(id)}: ${reason}`),
    symbols: sorted([...symbols]).map(([id, { reason }]) => `${name(id)}: ${reason}`),
  };
}

const SERVER = `export class Server {
  private secret = 1;
  static create(): Server { return new Server(); }
  listen(port: number): void {}
  close(): void {}
}
export function startServer(): Server { return new Server(); }
`;

test('after a dot the members of the receiver come first, hidden and already used ones later', async () => {
  const query = await queryAt({
    'src/server.ts': SERVER,
    'src/main.ts': "import { Server } from './server';\nconst web = new Server();\nweb.close();\nweb.|\n",
  });
  const { files, symbols } = lines(signalIdentifiers, query);
  expect(symbols[0]).toBe('Server.listen: member of Server: `web` is an instance of Server (src/server.ts)');
  expect(symbols.findIndex(line => line.startsWith('Server.close'))).toBeLessThan(
    symbols.findIndex(line => line.startsWith('Server.secret')),
  );
  expect(files[0]).toMatch(/^src\/server\.ts: /);
});

test('members of a receiver of unknown type come from the type that is named like it', async () => {
  const query = await queryAt({
    'src/state.ts': 'export type QuerySubState = { originalArgs: string };\nexport type Other = { nothing: string };\n',
    'src/main.ts':
      "import { load } from './load';\nexport function show({ querySubState }: never) {\n  querySubState.|\n}\n",
  });
  const { symbols } = lines(signalIdentifiers, query);
  expect(symbols.some(line => line.startsWith('QuerySubState.originalArgs: member of QuerySubState'))).toBe(true);
  expect(symbols.some(line => line.startsWith('Other'))).toBe(false);
});

test('imported names that are not used yet come before used ones', async () => {
  const query = await queryAt({
    'pkg/__init__.py': '',
    'pkg/tools.py': 'def first():\n    pass\n\ndef second():\n    pass\n',
    'pkg/main.py': 'from .tools import first, second\n\nfirst()\n|\n',
  });
  const { symbols } = lines(signalIdentifiers, query);
  expect(symbols[0]).toBe('second: `second` is imported here and not used yet');
  expect(symbols[1]).toMatch(/^first: /);
});

test('bm25 ranks files of any language by shared words', async () => {
  const query = await queryAt(
    {
      'a.go': 'func retryWithBackoff() { backoff.Sleep() }',
      'b.go': 'func parseHeader() { header.Read() }',
      'c.go': 'package main\nbackoff := newRetryBackoff()|\n',
    },
    'edit',
  );
  const { files } = lines(signalBm25, query);
  expect(files[0]).toMatch(/^a\.go: shares the words .*`backoff`.* with the text at the cursor$/);
  expect(files.some(line => line.startsWith('c.go'))).toBe(false);
});

test('removed lines count as text of the edit: others still use what they named', async () => {
  const files = {
    'src/caller.ts': "import { send } from './mail';\nexport const notify = () => dispatchLetter();\n",
    'src/other.ts': 'export const unrelated = 1;\n',
    'src/mail.ts': 'export function post(): void {}|\n',
  };
  const query = await queryAt(files, 'edit');
  const removed = ['export function dispatchLetter(): void {}'];
  expect(lines(signalBm25, query).files.join()).not.toContain('dispatchletter');
  const { files: found } = lines(signalBm25, { ...query, changes: [{ start: 0, added: 1, removed }] });
  expect(found[0]).toMatch(/^src\/caller\.ts: shares the words .*`dispatch/);
});

test('what an edit changed counts more than what stands on both sides, and less what stands all over the file', async () => {
  const around = 'common();\n'.repeat(30);
  const query = await queryAt(
    {
      'src/main.ts': `${around}common(); shared(); fresh();|\n`,
      'src/fresh.ts': 'export function fresh() {}\n',
      'src/shared.ts': 'export function shared() {}\n',
      'src/common.ts': 'export function common() {}\n',
    },
    'edit',
  );
  const changes = [{ start: 30, added: 1, removed: ['common(); shared();'] }];
  expect(lines(signalBm25, { ...query, changes }).files.map(line => line.split(':')[0])).toEqual([
    'src/fresh.ts',
    'src/shared.ts',
    'src/common.ts',
  ]);
});

test('an instruction counts as text of the edit', async () => {
  const files = { 'a.go': 'header parser', 'b.go': 'cookie jar', 'c.go': 'nothing|' };
  const { files: ranked } = lines(signalBm25, await queryAt(files, 'edit', 'fix the cookie jar'));
  expect(ranked.map(line => line.split(':')[0])).toEqual(['b.go']);
});

test('imports: what is imported, who imports it, and who imports the same', async () => {
  const query = await queryAt({
    'src/server.ts': SERVER,
    'src/ally.ts': "import { Server } from './server';\nimport { log } from './log';\nlog(new Server());\n",
    'src/log.ts': 'export function log(x: unknown) {}\n',
    'src/user.ts': "import { main } from './main';\nmain();\n",
    'src/main.ts': "import { Server } from './server';\nexport function main() {\n  |\n}\n",
  });
  const { files, symbols } = lines(signalImports, query);
  expect(files).toContain('src/server.ts: is imported by the edited file');
  expect(files).toContain('src/user.ts: imports the edited file');
  expect(files).toContain('src/ally.ts: imports the same modules as the edited file');
  expect(symbols).toContain('startServer: exported by src/server.ts, which is imported here');
  expect(symbols.some(line => line.startsWith('Server.listen: '))).toBe(true);
});

test('names: definitions of near words, tests of the file, neighbours', async () => {
  const query = await queryAt(
    {
      'src/color/mix.ts': 'export function mixPaint() {\n  blendHues()|;\n}\n',
      'src/color/mix.test.ts': 'export {};\n',
      'src/far/hues.ts': 'export function blendHues() {}\n',
      'docs/other/deep/text.md': 'words\n',
    },
    'edit',
  );
  const { files, symbols } = lines(signalNames, query);
  expect(symbols).toContain('blendHues: defines `blendHues`, a word near the edit');
  expect(files[0]).toBe('src/far/hues.ts: defines `blendHues`, a word near the edit');
  expect(lines(signalPlaces, query).files.slice(0, 2)).toEqual([
    'src/color/mix.test.ts: tests the edited file, by its name',
    'src/far/hues.ts: is 2 folder steps away',
  ]);
});

test('calls: callers, callees and the class hierarchy of the edited symbol', async () => {
  const query = await queryAt(
    {
      'shape.py': 'class Shape:\n    def area(self):\n        return 0\n',
      'square.py':
        'from shape import Shape\nfrom tools import power\n\nclass Square(Shape):\n    def area(self):\n        return power(2)|\n',
      'tools.py': 'def power(x):\n    return x * x\n',
      'unit.py': 'from square import Square\n\nclass UnitSquare(Square):\n    def area(self):\n        return 1\n',
      'report.py': 'from square import Square\n\ndef report(shape: Square):\n    return shape.area()\n',
    },
    'edit',
  );
  const { symbols } = lines(signalCalls, query);
  expect(symbols).toContain('report: calls `Square.area`');
  expect(symbols).toContain('power: is called by `Square.area`');
  expect(symbols).toContain('Shape.area: is overridden by `Square.area`');
  expect(symbols).toContain('UnitSquare.area: overrides `Square.area`');
  expect(symbols).toContain('UnitSquare: is derived from `Square`');
});

test('mentions: files that use the names of removed lines, rare ones first; those that are gone say so', async () => {
  const query = await queryAt(
    {
      'src/mail.ts': 'export function post(text: string): void {}|\n',
      'src/both.ts': "import { sendLetter } from './mail';\nsendLetter(franked());\n",
      'src/one.ts': "import { franked } from './stamps';\nfranked();\n",
      'src/two.ts': "import { franked } from './stamps';\nfranked();\n",
      'src/stamps.ts': 'export function franked(): string { return ""; }\n',
      'src/other.ts': 'export const other = post;\n',
      ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`src/many${i}.ts`, 'common();\n'])),
    },
    'edit',
  );
  expect(lines(signalMentions, query).files).toEqual([]);
  const removed = ['export function sendLetter(text = franked(common)): void {}'];
  expect(lines(signalMentions, { ...query, changes: [{ start: 0, added: 1, removed }] }).files).toEqual([
    'src/both.ts: still mentions `sendLetter`, `franked`, which this edit removes',
    'src/one.ts: still mentions `franked`, which this edit removes',
    'src/two.ts: still mentions `franked`, which this edit removes',
  ]);
  const kept = { ...query, text: `${query.text}sendLetter; franked();\n` };
  expect(lines(signalMentions, { ...kept, changes: [{ start: 0, added: 2, removed }] }).files[0]).toBe(
    'src/both.ts: mentions `sendLetter`, `franked` of the changed lines',
  );
});
