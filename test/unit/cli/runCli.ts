import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '..', '..', '..');

export interface CliResult {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A copy of a fixture project with a store of its own, outside any repository; runs the built command line in it. */
export interface CliWorkshop {
  readonly folder: string;
  readonly store: string;
  start(...words: string[]): ChildProcessWithoutNullStreams;
  /** In another folder. */
  startIn(folder: string, ...words: string[]): ChildProcessWithoutNullStreams;
  run(words: readonly string[], input?: string): Promise<CliResult>;
  remove(): void;
}

/** Builds `dist/` from the sources as they are. @throws Error with the build's output when it fails */
export function buildCli(): void {
  const build = spawnSync(process.execPath, [path.join('.config', 'build.mjs'), '--quiet'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new Error(`${build.stdout}${build.stderr}`);
}

export function openWorkshop(fixture: string): CliWorkshop {
  const home = mkdtempSync(path.join(tmpdir(), 'cairn-cli-'));
  const [folder, store] = [path.join(home, fixture), path.join(home, 'store')];
  cpSync(path.join(PROJECT, 'test', 'fixtures', 'cli', fixture), folder, { recursive: true });
  const startIn = (cwd: string, ...words: string[]): ChildProcessWithoutNullStreams =>
    spawn(process.execPath, [path.join(PROJECT, 'dist', 'cli.js'), ...words], {
      cwd,
      env: { ...process.env, CAIRN_STORE: store, NO_COLOR: '1' },
    });
  const start = (...words: string[]): ChildProcessWithoutNullStreams => startIn(folder, ...words);
  return {
    folder,
    store,
    start,
    startIn,
    run: (words, input = '') => finish(start(...words), input),
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Feeds the process, and waits for its end. */
export function finish(child: ChildProcessWithoutNullStreams, input = ''): Promise<CliResult> {
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise(resolve => child.on('close', code => resolve({ code, output, errors })));
}
