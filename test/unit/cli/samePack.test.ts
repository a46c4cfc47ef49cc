import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { ContextRequest } from '../../../src/engine/api.ts';
import { createEngineClient, type EngineClient } from '../../../src/vscode/engineClient.ts';
import { startEngineProcess } from '../../../src/vscode/engineProcess.ts';
import { type CliWorkshop, openWorkshop } from './runCli.ts';

const BUDGET = 700;
/** Places in the fixture's sources: a file, and the text behind which the buffer is cut. */
const PLACES: readonly (readonly [file: string, behind: string])[] = [
  ['src/checkout.ts', 'const order = new '],
  ['src/checkout.ts', 'bestDiscount('],
  ['src/checkout.ts', '  order.'],
  ['src/checkout.ts', 'return [...rows, '],
  ['src/model/order.ts', 'extends '],
  ['src/model/order.ts', 'this.customer = new '],
  ['src/model/order.ts', 'sum += '],
  ['src/pricing/total.ts', 'import '],
  ['tools/report/__main__.py', 'import '],
  ['tools/report/figures.py', 'def '],
];

let shop: CliWorkshop;
let editor: EngineClient;
beforeAll(() => {
  shop = openWorkshop('shop');
});
afterAll(() => {
  editor.dispose();
  shop.remove();
});

test("at ten places the command line's packs are the editor's, byte for byte", { timeout: 120_000 }, async () => {
  const queries = PLACES.map(([file, behind], id) => {
    const text = readFileSync(join(shop.folder, file), 'utf8');
    const at = text.indexOf(behind);
    expect([file, behind, at >= 0]).toEqual([file, behind, true]);
    const prefix = text.slice(0, at + behind.length);
    const lines = prefix.split('\n');
    return { id, file, prefix, line: lines.length, character: lines.at(-1)?.length ?? 0, budgets: [BUDGET] };
  });
  const { output } = await shop.run(['batch'], queries.map(query => JSON.stringify(query)).join('\n'));
  const fromCommandLine = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).contexts[BUDGET]);

  editor = await startEditor(shop);
  const fromEditor: unknown[] = [];
  for (const { id, file, prefix, line, character } of queries) {
    const place = join(shop.folder, file);
    await editor.sendText(place, id + 1, prefix);
    const request: ContextRequest = {
      ...{ file: place, line: line - 1, column: character },
      ...({ task: 'completion', budget: BUDGET, tokenizer: 'cl100k_base' } as const),
    };
    const { pack } = await editor.context(request, 'pack', new CancellationTokenSource().token);
    fromEditor.push(pack.files.map(({ path, text }) => ({ file: path, text })));
    editor.closeBuffer(place);
  }
  expect(JSON.stringify(fromEditor, null, 1)).toBe(JSON.stringify(fromCommandLine, null, 1));
  expect(fromCommandLine.every((files: readonly unknown[]) => files.length > 0)).toBe(true);
});

/** The editor's client on the engine process that it ships, indexed. */
async function startEditor({ folder, store }: CliWorkshop): Promise<EngineClient> {
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  return new Promise(resolve => {
    const client: EngineClient = createEngineClient({
      startProcess: () => startEngineProcess(join(import.meta.dirname, '../../../dist/engine.js'), 2 ** 30, () => {}),
      log: silent,
      onStatus: ({ state }) => state === 'ready' && resolve(client),
      onStarted() {},
      onBufferLost() {},
      clock: () => performance.now(),
    });
    client.configure({ roots: [{ name: 'shop', folder, exclude: [] }], storeFolder: store, trusted: true });
  });
}
