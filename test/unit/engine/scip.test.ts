import { mkdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import type { ScipStatus } from '../../../src/engine/api.ts';
import type { InProcessEngine } from '../../../src/engine/engine.ts';
import { handMade, indexFixture } from '../index/scipFixture.ts';
import { opened, openWorkshop, rootAt, type Workshop } from './workshop.ts';

let bytes: Uint8Array;
let shop: Workshop;
beforeAll(async () => {
  bytes = await indexFixture();
}, 90_000);
beforeEach(async () => {
  shop = await openWorkshop('scip');
});
afterEach(() => shop.remove());

const status = (engine: InProcessEngine): Partial<ScipStatus> | undefined => engine.status().scip?.[0];
const warnings = (): string[] => shop.log.filter(line => line.includes('is not used'));
const changed = (engine: InProcessEngine, ...paths: string[]) =>
  engine.changed(
    paths.map(path => shop.at(path)),
    neverCancelled,
  );

describe('an index file', () => {
  test('is read where it lies, and an edit makes its file fall back until it is undone', async () => {
    await writeFile(shop.at('index.scip'), bytes);
    const engine = await opened(shop.engine());
    expect(status(engine)).toMatchObject({ root: 0, file: shop.at('index.scip'), files: 3, precise: 3 });
    const file = shop.at('src/main.ts');
    const text = await readFile(file, 'utf8');
    await engine.openBuffer(file, 1, text.replace('Emma', 'Em'));
    expect(status(engine)).toMatchObject({ files: 3, precise: 2 });
    await engine.openBuffer(file, 2, text);
    expect(status(engine)).toMatchObject({ precise: 3 });
    expect((await engine.rebuild(neverCancelled)).scip?.[0]).toMatchObject({ precise: 3 });
  });

  test('that comes, changes, breaks or goes is noticed with the next change on disk', async () => {
    const engine = await opened(shop.engine());
    expect(engine.status().scip).toBeUndefined();
    await writeFile(shop.at('index.scip'), bytes);
    await changed(engine, 'index.scip');
    expect(status(engine)).toMatchObject({ precise: 3 });
    await writeFile(shop.at('index.scip'), bytes.subarray(0, bytes.length - 100));
    await changed(engine, 'src/main.ts');
    await changed(engine, 'src/main.ts');
    expect(status(engine)).toMatchObject({ files: 0, precise: 0, problem: expect.stringMatching(/ends too early/) });
    expect(warnings()).toEqual([expect.stringMatching(/index\.scip is not used: it is damaged behind its document 2/)]);
    await writeFile(shop.at('index.scip'), bytes);
    await changed(engine);
    expect(status(engine)).toMatchObject({ precise: 3 });
    await rm(shop.at('index.scip'));
    await changed(engine);
    expect(engine.status().scip).toBeUndefined();
  });

  test('of the same size is read anew when its time differs', async () => {
    const document = { path: 'src/main.ts', occurrences: [] };
    await writeFile(shop.at('index.scip'), handMade([document]));
    const engine = await opened(shop.engine());
    expect(status(engine)).toMatchObject({ files: 1 });
    await writeFile(shop.at('index.scip'), handMade([{ ...document, path: 'src/gone.ts' }]));
    await utimes(shop.at('index.scip'), 1, 1);
    await changed(engine);
    expect(status(engine)).toMatchObject({ files: 0, problem: 'it describes no file of this folder' });
  });
});

describe('where it may lie', () => {
  const statusWith = async (root: object): Promise<Partial<ScipStatus> | undefined> =>
    status(await opened(shop.engine([{ ...rootAt(shop.folder), ...root }])));

  test('anywhere in the folder, or nowhere', async () => {
    await mkdir(shop.at('build'));
    await writeFile(shop.at('build/library.scip'), bytes);
    await writeFile(shop.at('index.scip'), bytes);
    expect(await statusWith({ scip: 'build/library.scip' })).toMatchObject({ precise: 3 });
    expect(await statusWith({ scip: '' })).toBeUndefined();
    expect(await statusWith({ scip: 'build/other.scip' })).toMatchObject({ problem: 'there is no such file' });
  });

  test('not outside, unless the user has named it himself', async () => {
    const outside = join(shop.folder, '../outside.scip');
    await writeFile(outside, bytes);
    const problem = 'it lies outside the workspace folder';
    expect(await statusWith({ scip: '../outside.scip' })).toMatchObject({ problem });
    expect(await statusWith({ scip: outside })).toMatchObject({ problem });
    await symlink(outside, shop.at('index.scip'));
    expect(await statusWith({})).toMatchObject({ problem: 'it is a link out of the workspace folder' });
    expect(await statusWith({ scipFile: outside })).toMatchObject({ precise: 3 });
  });

  test('one that is too large is not read', async () => {
    await writeFile(shop.at('index.scip'), '');
    await truncate(shop.at('index.scip'), 600 * 2 ** 20);
    expect(await statusWith({})).toMatchObject({ problem: 'it has 600 MB, and the limit is 512 MB' });
    expect(warnings()).toHaveLength(1);
    await rm(shop.at('index.scip'));
  });
});
