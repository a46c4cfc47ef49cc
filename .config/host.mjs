// Tests inside a real VS Code: `node .config/host.mjs [suite ...]`, after a build. A suite is a folder of test/host; its
// tests are bundled into dist-test/host and run by mocha in the extension host, on a copy of the suite's fixture.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { installVsix, runInHost } from './vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '..');
const output = path.join(root, 'dist-test', 'host');

/** `workspace` is a folder or a .code-workspace file; `installed` runs on the packaged .vsix, not on the sources. */
const suites = [
  { name: 'single', workspace: 'test/fixtures/workspace' },
  { name: 'multiroot', workspace: 'test/fixtures/multiroot/multi.code-workspace' },
  { name: 'installed', workspace: 'test/fixtures/workspace', installed: true },
];

const named = process.argv.slice(2);
for (const name of named) if (!suites.some(suite => suite.name === name)) throw new Error(`No suite '${name}'.`);
const chosen = suites.filter(suite => named.length === 0 || named.includes(suite.name));

rmSync(output, { recursive: true, force: true });
let passed = 0;
let failed = 0;
for (const suite of chosen) {
  console.log(`\n${suite.name}`);
  const result = await runSuite(suite);
  passed += result.passed;
  failed += result.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one suite; a host that ends without a result, or with a bad exit code, counts as a failed test. */
async function runSuite(suite) {
  const folder = path.join(output, suite.name);
  const tests = await bundle(suite.name, folder);
  const temporary = mkdtempSync(path.join(tmpdir(), 'cairn-host-'));
  try {
    const code = await runInHost({
      tests,
      workspace: copyWorkspace(suite.workspace, temporary),
      ...(suite.installed ? installed(temporary) : { extension: root }),
    });
    const file = path.join(folder, 'results.json');
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const result = JSON.parse(readFileSync(file, 'utf8'));
    return code === 0 ? result : { passed: result.passed, failed: Math.max(1, result.failed) };
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Bundles a suite's tests, each into a file of its own, and writes the `run()` that VS Code calls. */
async function bundle(name, folder) {
  const source = path.join(root, 'test', 'host', name);
  const files = existsSync(source) ? readdirSync(source).filter(file => file.endsWith('.test.ts')) : [];
  if (files.length === 0) throw new Error(`test/host/${name} holds no *.test.ts.`);
  await build({
    absWorkingDir: root,
    entryPoints: files.map(file => path.join(source, file)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  const bundled = files.map(file => `./${path.basename(file, '.ts')}.js`);
  const index = path.join(folder, 'index.js');
  mkdirSync(folder, { recursive: true });
  writeFileSync(index, runner(bundled));
  return index;
}

function runner(files) {
  return `const Mocha = require('mocha');
const { writeFileSync } = require('node:fs');
const path = require('node:path');

exports.run = () => new Promise((resolve, reject) => {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60000, color: false, forbidOnly: true });
  for (const file of ${JSON.stringify(files)}) mocha.addFile(path.join(__dirname, file));
  const result = { passed: 0, failed: 0 };
  const runner = mocha.run(() => {
    writeFileSync(path.join(__dirname, 'results.json'), JSON.stringify(result));
    if (result.failed > 0 || result.passed === 0) reject(new Error(result.failed + ' tests failed.'));
    else resolve();
  });
  runner.on('pass', () => result.passed++);
  runner.on('fail', () => result.failed++);
});
`;
}

function copyWorkspace(workspace, temporary) {
  const source = path.join(root, workspace);
  const isFile = workspace.endsWith('.code-workspace');
  const copy = path.join(temporary, 'workspace');
  cpSync(isFile ? path.dirname(source) : source, copy, { recursive: true, verbatimSymlinks: true });
  return isFile ? path.join(copy, path.basename(source)) : copy;
}

/** Installs the packaged extension. VS Code runs tests only for an extension under development: an empty one stands in. */
function installed(temporary) {
  run('package.mjs');
  const extensionsDir = path.join(temporary, 'extensions');
  installVsix(path.join(root, vsixName()), extensionsDir);
  const extension = path.join(temporary, 'runner');
  mkdirSync(extension);
  const manifest = { name: 'host-test-runner', publisher: 'cairn', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  return { extension, extensionsDir };
}

function vsixName() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return `${name}-${version}.vsix`;
}

function run(script) {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, script)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
