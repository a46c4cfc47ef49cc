import * as assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CairnApi } from '../../../src/vscode/extension.ts';
import {
  activateCairn,
  closeEditors,
  fileUri,
  indexed,
  labels,
  openAt,
  showContext,
  typeUnsaved,
  until,
} from '../support.ts';

describe('engine process', () => {
  let cairn: CairnApi;
  before(async () => {
    cairn = await activateCairn();
    await indexed(cairn);
  });
  afterEach(closeEditors);

  it('is a process of its own', () => {
    const pid = cairn.enginePid();
    assert.ok(pid !== undefined && pid !== process.pid);
    assert.ok(isRunning(pid));
  });

  it('killed, it comes back, knows the unsaved text, and answers', async () => {
    const editor = await openAt('src/index.ts', 'pricing.ts');
    await typeUnsaved(editor);
    await killEngine(cairn);
    await indexed(cairn);
    assert.ok(labels(await showContext(cairn)).includes('unsavedPrice'));
  });

  it('killed in the middle of indexing, it comes back and completes', async () => {
    const folder = fileUri('many').fsPath;
    await writeModules(folder, 600);
    const known = cairn.status().files;
    await vscode.commands.executeCommand('cairn.restartEngine');
    await until('indexing has begun', () => isInTheMiddle(cairn));
    const { done, files } = cairn.status();
    await killEngine(cairn);
    await indexed(cairn);
    assert.ok(done < files, `killed at ${done} of ${files}`);
    assert.ok(cairn.status().files >= Math.max(known, 600), `${cairn.status().files} files`);
    await openAt('many/module599.ts', 'value598');
    const names = labels(await showContext(cairn));
    assert.ok(names.includes('module598.ts'), names.join());
    await rm(folder, { recursive: true });
  });
});

function isInTheMiddle(cairn: CairnApi): boolean {
  const { state, done, files } = cairn.status();
  return state === 'indexing' && done < files;
}

async function killEngine(cairn: CairnApi): Promise<void> {
  const pid = cairn.enginePid();
  assert.ok(pid !== undefined);
  process.kill(pid, 'SIGKILL');
  await until('another process', () => cairn.enginePid() !== undefined && cairn.enginePid() !== pid);
  assert.ok(!isRunning(pid));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A chain of modules, each of which uses the one before. */
async function writeModules(folder: string, count: number): Promise<void> {
  await mkdir(folder);
  for (let index = 0; index < count; index++) {
    const before = index - 1;
    const use = index === 0 ? '0' : `value${before}`;
    const text = `${index === 0 ? '' : `import { value${before} } from './module${before}.ts';\n`}
/** Value ${index} of the chain. */
export const value${index}: number = ${use} + 1;
`;
    await writeFile(path.join(folder, `module${index}.ts`), text);
  }
}
