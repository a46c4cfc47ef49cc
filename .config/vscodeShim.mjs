#!/usr/bin/env node
// Poses as the desktop's `code` executable for @vscode/test-electron and @vscode/test-cli: takes the arguments that they
// pass and runs the tests in the VS Code server instead. Set VSCODE_EXECUTABLE to this file where the desktop cannot run.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInHost } from './vscodeServer.mjs';

const args = process.argv.slice(2);
const tests = option('extensionTestsPath');
const extension = option('extensionDevelopmentPath');
if (!tests || !extension) throw new Error('--extensionDevelopmentPath and --extensionTestsPath are needed.');
const opened = args.find(arg => !arg.startsWith('-'));
const workspace = opened ? path.resolve(opened) : mkdtempSync(path.join(tmpdir(), 'cairn-empty-'));
process.exit(await runInHost({ tests, extension, workspace }));

function option(name) {
  const value = args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  return value?.startsWith('file:') ? fileURLToPath(value) : value && path.resolve(value);
}
