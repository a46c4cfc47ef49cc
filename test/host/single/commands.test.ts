import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CairnApi } from '../../../src/vscode/extension.ts';
import { activateCairn, closeEditors, fileUri, indexed, openAt, until } from '../support.ts';

describe('commands', () => {
  let cairn: CairnApi;
  before(async () => {
    cairn = await activateCairn();
    await indexed(cairn);
  });
  afterEach(closeEditors);

  it('are all registered, and no contributed one is missing', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const { commands } = vscode.extensions.getExtension('cairn.cairn-context')?.packageJSON.contributes ?? {};
    assert.ok(commands.length >= 10);
    for (const { command } of commands) assert.ok(registered.has(command), command);
  });

  it('Copy Context puts the packed prompt on the clipboard', async () => {
    await openAt('src/orders/checkout.ts', 'inventory.reserve');
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('cairn.copyContext');
    const text = await vscode.env.clipboard.readText();
    for (const expected of ['```', 'src/store/inventory.ts', 'reserve(sku: string, quantity: number): Reservation']) {
      assert.ok(text.includes(expected), `'${expected}' in\n${text}`);
    }
  });

  it('Explain This Module opens a preview of what the graphs know', async () => {
    await vscode.commands.executeCommand('cairn.explainModule', fileUri('src/store/inventory.ts'));
    await until('a preview tab', () => tabLabels().some(label => label.includes('inventory.ts')));
    const file = fileUri('src/store/inventory.ts').fsPath;
    const uri = vscode.Uri.file(`${file}.md`).with({ scheme: 'cairn-explain', query: file });
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    for (const expected of ['# `src/store/inventory.ts`', '## Exports', 'Inventory', '## Used by', 'checkout.ts']) {
      assert.ok(text.includes(expected), `'${expected}' in\n${text}`);
    }
  });

  it('a row opens its lines, and the context stays where it was', async () => {
    await openAt('src/orders/checkout.ts', 'inventory.reserve');
    await vscode.commands.executeCommand('cairn.showContext');
    const place = cairn.contextPlace();
    const location = fileUri('src/store/inventory.ts').fsPath;
    await vscode.commands.executeCommand('cairn.openLines', { location, startLine: 19, endLine: 24 });
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, location);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 19);
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.deepEqual(cairn.contextPlace(), place);
  });

  it('pausing shows, and resuming ends it', async () => {
    await vscode.commands.executeCommand('cairn.pauseIndexing');
    assert.equal(cairn.status().state, 'paused');
    await vscode.commands.executeCommand('cairn.resumeIndexing');
    await indexed(cairn);
  });

  it('Rebuild Index ends with a complete index', async () => {
    const { files, symbols } = cairn.status();
    await vscode.commands.executeCommand('cairn.rebuildIndex');
    await indexed(cairn);
    assert.equal(cairn.status().files, files);
    assert.equal(cairn.status().symbols, symbols);
  });
});

function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label));
}
