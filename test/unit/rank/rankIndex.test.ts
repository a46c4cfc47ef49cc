import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileFacts } from '../../../src/facts/fileFacts.ts';
import type { IndexedFile } from '../../../src/index/snapshot.ts';
import { wordsOfFile } from '../../../src/rank/fileWords.ts';
import { createRankIndex, type RankIndex } from '../../../src/rank/rankIndex.ts';
import { factsOf, queryAt } from './workspace.ts';

const TEXTS = [
  'export class HttpClient { send(body) {} }\n',
  'export class Client { open() {} }\nconst client = new Client();\nclient.open();\n',
  'client.send(1);\nclient.send(2);\nother.close();\n',
  'export interface ClientOptions { retries: number }\n',
  '',
];
const NAMES = ['src/client.ts', 'src/http.ts', 'src/index.ts', 'test/client.test.ts', 'zz.ts'];
const facts: FileFacts[] = [];
for (const text of TEXTS) facts.push(await factsOf('a.ts', text));

/** A new file object, as every change makes one. */
function fileAt(id: number, text: number): IndexedFile {
  const path = { root: 0, relative: NAMES[id] ?? `other${id}.ts` };
  const source = { path, class: 'source', size: 1, modified: 0, hash: String(text) } as const;
  return { id, source, facts: facts[text] ?? facts[0] } as IndexedFile;
}

function answers(index: RankIndex) {
  const terms = ['client', 'send', 'http', 'option'].map(term => ({ term, weight: 1 }));
  return {
    content: index.content.search(terms, 2, 3, index.orderOf),
    names: index.names.search(terms, 2, 3, index.orderOf),
    users: index.filesUsing('client', 0, 2),
    types: index.typesNamed(['client', 'http']).sort((a, b) => a.type - b.type),
    about: index.filesAbout('client'),
    orders: index.files.map(({ id }) => index.orderOf(id)),
  };
}

test('an index that follows changes answers as one built anew', () => {
  const text = fc.option(fc.nat({ max: TEXTS.length - 1 }));
  const state = fc.tuple(text, text, text, text, text);
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 6 }), states => {
      const kept = createRankIndex();
      let before: readonly (number | null)[] = [];
      let byId: (IndexedFile | undefined)[] = [];
      for (const state of states) {
        byId = state.map((text, id) => (text === null ? undefined : text === before[id] ? byId[id] : fileAt(id, text)));
        before = state;
        kept.update(byId.filter(file => file !== undefined));
      }
      const fresh = createRankIndex();
      fresh.update(byId.filter(file => file !== undefined));
      expect(answers(kept)).toEqual(answers(fresh));
    }),
  );
});

test('a burst of changes, and words that are known no more, leave what a new index has', () => {
  const lost = new Set<IndexedFile>();
  const empty = { terms: [], counts: [] };
  const wordsOf = (file: IndexedFile) =>
    lost.has(file) ? { content: empty, names: empty, receivers: [], types: [] } : wordsOfFile(file);
  const many = (shift: number) => Array.from({ length: 40 }, (_, id) => fileAt(id, (id + shift) % TEXTS.length));
  const kept = createRankIndex(wordsOf);
  const files = many(0);
  kept.update(files);
  for (const file of files) lost.add(file);
  // Two files change and one goes, whose former words are lost; then all change.
  for (const state of [files.with(3, fileAt(3, 1)).with(7, fileAt(7, 4)).slice(1), many(1), many(2).slice(5)]) {
    kept.update(state);
    const fresh = createRankIndex();
    fresh.update(state);
    expect(answers(kept)).toEqual(answers(fresh));
  }
});

test('preparation that stops in time goes on where it stopped', () => {
  const files = [0, 1, 2, 3].map(id => fileAt(id, id));
  const index = createRankIndex();
  let calls = 0;
  const isLate = () => ++calls % 3 === 0;
  let rounds = 1;
  while (!index.update(files, isLate)) rounds++;
  expect(rounds).toBe(2);
  const fresh = createRankIndex();
  fresh.update(files);
  expect(answers(index)).toEqual(answers(fresh));
});

test('only files that are another object are read again', () => {
  const read: number[] = [];
  const index = createRankIndex(file => {
    read.push(file.id);
    return { content: { terms: [], counts: [] }, names: { terms: [], counts: [] }, receivers: [], types: [] };
  });
  const files = [0, 1, 2, 3].map(id => fileAt(id, id));
  index.update(files);
  expect(read.splice(0)).toEqual([0, 1, 2, 3]);
  index.update([...files]);
  expect(read).toEqual([]);
  for (const text of [2, 3, 4]) {
    index.update(files.with(1, fileAt(1, text)));
    files[1] = index.files[1] ?? fileAt(1, text);
  }
  // The first time what the file said before is read as well; later that is known.
  expect(read).toEqual([1, 1, 1, 1]);
});

test('what ranking looks up: who uses a name, which types are called so, what a test tests', async () => {
  const { snapshot } = await queryAt({
    'src/client.ts': TEXTS[1] ?? '',
    'src/user.ts': `${TEXTS[2]}|`,
    'test/client.test.ts': TEXTS[4] ?? '',
  });
  const index = createRankIndex();
  index.update(snapshot.files);
  const path = (id: number) => snapshot.file(id)?.source.path.relative;
  expect(index.filesUsing('client', -1, 9).map(path)).toEqual(['src/client.ts', 'src/user.ts']);
  expect(
    index.typesNamed(['client']).map(({ type, terms, common }) => [snapshot.symbol(type)?.name, terms, common]),
  ).toEqual([['Client', 1, 1]]);
  expect(index.filesAbout('client').map(path)).toEqual(['src/client.ts', 'test/client.test.ts']);
});
