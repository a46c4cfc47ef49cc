// `npm test`: every check of the project, in order, each timed. `--only a,b` and `--skip a,b` choose stages by name.
// The output of a stage is shown when it fails. Last line: "<n> passed, <n> failed", over all tests of all stages; a stage
// without tests of its own, such as the type check, counts as one failed test when it fails and as nothing when it passes.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const unitResults = path.join(root, '.cache', 'unit.json');

/** Minutes are upper limits: a stage that takes longer hangs. `needs` names a stage whose failure makes this one pointless. */
const stages = [
  {
    name: 'lint',
    title: 'format and lint',
    run: bin('@biomejs/biome', 'check', '--config-path=.config', '.'),
    minutes: 2,
  },
  { name: 'types', title: 'types', run: bin('typescript:tsc', '-p', '.'), minutes: 5 },
  {
    name: 'unit',
    title: 'unit, property, architecture and grammar tests',
    run: bin(
      ...['vitest', 'run', '--config', '.config/vitest.config.mjs', '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${unitResults}`],
    ),
    minutes: 12,
    tests: unitTests,
  },
  { name: 'unused', title: 'dead code', run: bin('knip', '--config', '.config/knip.json'), minutes: 3 },
  { name: 'build', title: 'build', run: script('.config/build.mjs'), minutes: 3 },
  {
    name: 'package',
    title: 'package contents and size',
    run: script('.config/package.mjs'),
    minutes: 3,
    needs: 'build',
  },
  {
    name: 'vscode',
    title: 'tests inside VS Code',
    run: script('.config/host.mjs'),
    minutes: 15,
    needs: 'build',
    tests: printedTests,
  },
  {
    name: 'browser',
    title: 'end-to-end in the browser',
    run: script('test/e2e/workbench.mjs'),
    minutes: 10,
    needs: 'build',
    tests: printedTests,
  },
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, skip: { type: 'string', multiple: true } },
});
const only = stageNames(values.only);
const skip = stageNames(values.skip);
const chosen = stages.filter(stage => (only.length === 0 || only.includes(stage.name)) && !skip.includes(stage.name));

mkdirSync(path.dirname(unitResults), { recursive: true });
rmSync(unitResults, { force: true });
const results = [];
for (const stage of chosen) results.push(await runStage(stage));
summarise(results);

function stageNames(lists = []) {
  const names = lists.flatMap(list => list.split(',')).filter(Boolean);
  const known = stages.map(stage => stage.name);
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No stage ${unknown.join(', ')}. Stages: ${known.join(', ')}.`);
    process.exit(2);
  }
  return names;
}

async function runStage(stage) {
  const broken = results.find(result => result.stage.name === stage.needs && !result.ok);
  if (broken) {
    console.log(`- ${stage.title}: not run, the ${broken.stage.title} failed`);
    return { stage, ok: false, seconds: 0, passed: 0, failed: 1 };
  }
  const started = performance.now();
  const { ok, output } = await execute(stage);
  const seconds = (performance.now() - started) / 1000;
  const counted = stage.tests?.(output) ?? { passed: 0, failed: 0 };
  const failed = ok ? counted.failed : Math.max(1, counted.failed);
  const passes = ok && failed === 0 && !(stage.tests && counted.passed === 0);
  console.log(`${passes ? '✔' : '✘'} ${stage.title} (${seconds.toFixed(1)} s)`);
  if (!passes) console.log(output.trimEnd());
  return { stage, ok: passes, seconds, passed: counted.passed, failed: passes ? 0 : Math.max(1, failed) };
}

/** Runs a stage in a process group of its own, so that a hanging stage can be ended with everything that it started. */
function execute({ run: [command, ...args], minutes }) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text));
    const kill = () => {
      if (process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(() => {
      output += `\nEnded: it took more than ${minutes} minutes.\n`;
      kill();
    }, minutes * 60_000);
    const interrupt = () => {
      kill();
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    const finish = ok => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      resolve({ ok, output });
    };
    child.once('error', error => {
      output += `${error}\n`;
      finish(false);
    });
    child.once('close', code => finish(code === 0));
  });
}

function summarise(results) {
  const width = Math.max(...results.map(result => result.stage.title.length));
  console.log();
  for (const { stage, ok, seconds, passed, failed } of results) {
    const tests = stage.tests ? `${passed} passed, ${failed} failed` : '';
    console.log(
      `${ok ? '✔' : '✘'} ${stage.title.padEnd(width)} ${seconds.toFixed(1).padStart(7)} s  ${tests}`.trimEnd(),
    );
  }
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`${'  total'.padEnd(width + 2)} ${sum('seconds').toFixed(1).padStart(7)} s`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = results.every(result => result.ok) ? 0 : 1;
}

/** Counts of vitest's JSON report. A file that does not even load is a failed test, though it holds none. */
function unitTests() {
  if (!existsSync(unitResults)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(unitResults, 'utf8'));
  const unloaded = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Counts of the last "<n> passed, <n> failed" that the stage printed. */
function printedTests(output) {
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]) } : { passed: 0, failed: 1 };
}

function script(file) {
  return [process.execPath, path.join(root, file)];
}

/** The command `package:command`, or the package's only one, run by this Node: works the same on every platform. */
function bin(name, ...args) {
  const [packageName, command] = name.split(':');
  const file = path.join(root, 'node_modules', packageName, 'package.json');
  const manifest = createRequire(import.meta.url)(file);
  const entries = typeof manifest.bin === 'string' ? { [packageName]: manifest.bin } : manifest.bin;
  return [process.execPath, path.join(path.dirname(file), entries[command] ?? Object.values(entries)[0]), ...args];
}
