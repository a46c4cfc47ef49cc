import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CairnApi } from '../../../src/vscode/extension.ts';
import {
  activateCairn,
  closeEditors,
  fileUri,
  indexed,
  labels,
  openAt,
  placeCursor,
  rowsOfKind,
  showContext,
  typeUnsaved,
  until,
} from '../support.ts';

describe('context', () => {
  let cairn: CairnApi;
  before(async () => {
    cairn = await activateCairn();
    await indexed(cairn);
  });
  afterEach(closeEditors);

  it('indexes the sources and counts their symbols', () => {
    const { files, done, symbols } = cairn.status();
    assert.ok(files >= 12 && done === files, `${done} of ${files} files`);
    assert.ok(symbols >= 30, `${symbols} symbols`);
  });

  it('shows the definitions that the line needs, with tokens, level and reasons', async () => {
    await openAt('src/orders/checkout.ts', 'inventory.reserve');
    const rows = await showContext(cairn);
    const [summary] = rows;
    const used = Number(/^([\d,]+) of 4,000 tokens$/.exec(summary?.label ?? '')?.[1]?.replace(',', ''));
    assert.ok(used > 0 && used <= 4000, summary?.label);
    const files = rowsOfKind(rows, 'file').map(row => row.label);
    assert.ok(files.includes('inventory.ts') && files.includes('pricing.ts'), files.join());
    const price = rowsOfKind(rows, 'item').find(row => row.label === 'linePrice');
    assert.match(price?.description ?? '', /^\d+ tokens · (signature|documented|elided|full) · \S/);
    assert.match(price?.tooltip ?? '', /pricing\\\.ts:\d+[\s\S]*\n- \S/);
  });

  it('works for Python', async () => {
    await openAt('tools/report/summary.py', 'load_sales(folder)');
    const names = labels(await showContext(cairn));
    assert.ok(names.includes('loader.py') && names.includes('load_sales'), names.join());
  });

  it('never shows a file that .gitignore names', async () => {
    await openAt('src/orders/checkout.ts', 'inventory.reserve');
    assert.ok(!labels(await showContext(cairn)).includes('hidden.ts'));
  });

  it('stays within the budget of the settings', async () => {
    const settings = vscode.workspace.getConfiguration('cairn');
    await settings.update('context.budget', 256, vscode.ConfigurationTarget.Global);
    try {
      await openAt('src/orders/checkout.ts', 'inventory.reserve');
      const [summary] = await showContext(cairn);
      const used = Number(/^([\d,]+) of 256 tokens$/.exec(summary?.label ?? '')?.[1]);
      assert.ok(used > 0 && used <= 256, summary?.label);
    } finally {
      await settings.update('context.budget', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('follows the cursor when the view is open', async () => {
    const editor = await openAt('src/orders/checkout.ts', 'inventory.reserve');
    await showContext(cairn);
    placeCursor(editor, 'formatReceipt(receipt');
    const line = editor.selection.active.line;
    await until('the view is for the new line', () => cairn.contextPlace()?.line === line);
    assert.ok(labels(cairn.contextRows()).includes('formatReceipt'));
  });

  it('takes an unsaved change as it is on screen', async () => {
    const editor = await openAt('src/index.ts', 'pricing.ts');
    await showContext(cairn);
    await typeUnsaved(editor);
    assert.ok(labels(await showContext(cairn)).includes('unsavedPrice'), labels(cairn.contextRows()).join());
    assert.ok(editor.document.isDirty);
  });

  it('works in an untitled buffer', async () => {
    const content =
      "import { Inventory } from './src/store/inventory.ts';\n\nconst stock = new Inventory();\nstock.reserve('tea', 1);\n";
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
    const editor = await vscode.window.showTextDocument(document);
    placeCursor(editor, 'stock.reserve');
    const names = labels(await showContext(cairn));
    assert.ok(names.includes('inventory.ts'), names.join());
  });

  it('takes in a file that is created, and forgets it when it is deleted', async () => {
    const uri = fileUri('src/orders/refund.ts');
    const text = 'import { checkout } from "./checkout.ts";\n\nexport function refundOrder(): void {\n  checkout;\n}\n';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    const isInTree = async () => (await codeTreeNames(cairn)).includes('refund.ts');
    await until('the file is in the code tree', isInTree);
    await vscode.workspace.fs.delete(uri);
    await until('the file is gone from the code tree', async () => !(await isInTree()));
  });
});

/** Names of all folders and files of the code tree. */
async function codeTreeNames(cairn: CairnApi, id = '', depth = 0): Promise<readonly string[]> {
  if (depth > 4) return [];
  const nodes = await cairn.codeTree(id);
  const below = await Promise.all(
    nodes.filter(node => node.expandable).map(node => codeTreeNames(cairn, node.id, depth + 1)),
  );
  return [...nodes.map(node => node.name), ...below.flat()];
}
