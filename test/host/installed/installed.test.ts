import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { CairnApi } from '../../../src/vscode/extension.ts';

describe('the packaged extension', () => {
  let extension: vscode.Extension<CairnApi>;

  before(async () => {
    const found = vscode.extensions.getExtension<CairnApi>('cairn.cairn-context');
    assert.ok(found, 'not installed');
    extension = found;
    await extension.activate();
  });

  it('runs from where it was installed, not from the sources', () => {
    assert.match(path.basename(extension.extensionPath), /^cairn\.cairn-context-\d/);
  });

  it('has every command that its manifest names', async () => {
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter(name => !registered.has(name));
    assert.deepEqual(missing, []);
  });

  it('indexes the workspace with the parsers that it brings', async () => {
    const { status } = extension.exports;
    while (status().state !== 'ready') await new Promise(resolve => setTimeout(resolve, 100));
    const tree = await extension.exports.codeTree('');
    assert.ok(tree.length > 0, 'the code tree is empty');
  });

  it('has context for a line', async () => {
    const [file] = await vscode.workspace.findFiles('src/orders/checkout.ts');
    assert.ok(file);
    const editor = await vscode.window.showTextDocument(file);
    editor.selection = new vscode.Selection(12, 4, 12, 4);
    await vscode.commands.executeCommand('cairn.showContext');
    while (extension.exports.contextRows().length === 0) await new Promise(resolve => setTimeout(resolve, 100));
  });
});
