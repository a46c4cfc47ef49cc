import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { neverCancelled } from '../../src/base/cancellation.ts';
import type { InProcessEngine } from '../../src/engine/engine.ts';
import { createTally, filesBelow, modules, opened, openRig, type Rig } from './rig.ts';

const tally = createTally();
let rig: Rig;
beforeEach(async () => {
  rig = await openRig(modules(20));
});
afterEach(async () => {
  vi.useRealTimers();
  await rig.remove();
});
afterAll(() => tally.print('files'));

const known = (engine: InProcessEngine): string[] => engine.snapshot().files.map(({ source }) => source.path.relative);
const changed = (engine: InProcessEngine, ...paths: string[]): Promise<void> => engine.changed(paths, neverCancelled);

/** Names that a disk takes and few programs expect. */
const NAMES = [
  ...[
    '-rf.ts',
    '--.ts',
    "it's.ts",
    'say "hi".ts',
    'back\\slash.ts',
    'new\nline.ts',
    'tab\t.ts',
    ' leading.ts',
    'a b.ts',
  ],
  ...[
    'dots...ts',
    '...ts',
    '.hidden.ts',
    '%41.ts',
    '$HOME.ts',
    '`id`.ts',
    '#x.ts',
    '?.ts',
    '*.ts',
    '[a].ts',
    '{b}.ts',
    ':c.ts',
  ],
  ...[
    '😀.ts',
    'caf\u00e9.ts',
    'cafe\u0301.ts',
    '漢字.ts',
    'İ.ts',
    'a\u202eb.ts',
    'zero\u200d.ts',
    '__proto__.ts',
    'constructor.ts',
  ],
  ...['CON.ts', 'UPPER.ts', 'upper.ts', `${'n'.repeat(240)}.ts`, 'end.ts ', 'end.ts.', '~.ts', '!x.ts', '\u0001.ts'],
];

describe.skipIf(process.platform === 'win32' || process.platform === 'darwin')('names', () => {
  test('every odd name of a file and of a folder is known, changed, renamed and gone as any other', async () => {
    const live = await opened(rig.engine());
    const inside = (name: string): string => `in ${name}/${name}`;
    for (const name of NAMES) {
      await rig.write(`odd/${name}`, 'export const x = 1;\n');
      await rig.write(
        `odd/${inside(name)}`,
        `import { x } from '../${name.replace(/\.ts$/, '')}';\nexport const y = x;\n`,
      );
    }
    await changed(live, ...filesBelow(rig.at('odd')));
    expect(known(live).filter(file => file.startsWith('odd/'))).toHaveLength(2 * NAMES.length);
    await rig.expectAsRebuilt(live);
    for (const name of NAMES.slice(0, 10)) await rm(rig.at('odd', name));
    for (const name of NAMES.slice(10, 20)) await rename(rig.at('odd', name), rig.at('odd', `new ${name}`));
    for (const name of NAMES.slice(20)) await rig.write(`odd/${name}`, 'export const x = 2;\n');
    await changed(live, ...NAMES.flatMap(name => [rig.at('odd', name), rig.at('odd', `new ${name}`)]));
    await rig.expectAsRebuilt(live);
    tally.injected('odd name', 2 * NAMES.length);
  });

  test('names that are no UTF-8 are left out, and disturb nothing', async () => {
    const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
    await writeFile(
      Buffer.concat([bytes(`${rig.folder}/bad`), Buffer.from([0xff, 0xfe]), bytes('.ts')]),
      'export let a;',
    );
    await mkdir(Buffer.concat([bytes(`${rig.folder}/`), Buffer.from([0xe9])]));
    await writeFile(Buffer.concat([bytes(`${rig.folder}/`), Buffer.from([0xe9]), bytes('/in.ts')]), 'export let b;');
    const live = await opened(rig.engine());
    expect(known(live)).toEqual(Object.keys(modules(20)).sort());
    await changed(live, ...(await readdir(rig.folder)).map(name => rig.at(name)));
    await rig.expectAsRebuilt(live);
    tally.injected('name that is no UTF-8', 2);
  });
});

describe.skipIf(process.platform === 'win32')('links and things that are no files', () => {
  test('cyclic, dangling and foreign links, pipes in the place of files', async () => {
    await symlink('.', rig.at('self'));
    await symlink('..', rig.at('app/up'));
    await symlink('two', rig.at('one'));
    await symlink('one', rig.at('two'));
    await symlink('nowhere.ts', rig.at('dangling.ts'));
    await symlink('/etc/passwd', rig.at('foreign.ts'));
    const live = await opened(rig.engine());
    expect(known(live)).toEqual(Object.keys(modules(20)).sort());
    await rm(rig.at('app/part0.ts'));
    execFileSync('mkfifo', [rig.at('app/part0.ts')]);
    await rm(rig.at('app/part2.ts'));
    await symlink('part4.ts', rig.at('app/part2.ts'));
    await changed(
      live,
      ...['self', 'app/up/app', 'one', 'dangling.ts', 'foreign.ts', 'app/part0.ts', 'app/part2.ts'].map(name =>
        rig.at(name),
      ),
    );
    await rig.expectAsRebuilt(live);
    tally.injected('link or pipe', 8);
  });
});

describe('a disk that changes while it is read', () => {
  /** Writes, deletes, moves and makes files until it is told to stop. */
  const CHURN = `
    const fs = require('node:fs'); const path = require('node:path');
    const [folder, seed] = process.argv.slice(1);
    let state = Number(seed); let count = 0;
    const below = most => (state = (state * 1103515245 + 12345) % 2147483648) % most;
    const act = () => {
      const i = below(60); const file = path.join(folder, i % 3 ? 'app' : 'made' + below(3), 'part' + i + '.ts');
      try {
        fs.mkdirSync(path.dirname(file), { recursive: true });
        switch (below(7)) {
          case 0: fs.rmSync(file, { force: true }); break;
          case 1: fs.writeFileSync(file, ''); fs.appendFileSync(file, 'export const late = ' + below(9) + ';'); break;
          case 2: fs.renameSync(file, file + below(9) + '.ts'); break;
          case 3: fs.rmSync(path.join(folder, 'made' + below(3)), { recursive: true, force: true }); break;
          case 4: fs.truncateSync(file, 3); break;
          default: fs.writeFileSync(file, 'export function part' + i + '() { return ' + below(1000) + '; }');
        }
        count++;
      } catch {}
    };
    process.stdout.write('ready');
    const timer = setInterval(() => { for (let i = 0; i < 5; i++) act(); }, 1);
    process.stdin.on('data', () => { clearInterval(timer); process.stdout.write(' ' + count, () => process.exit()); });`;

  test.each([1, 2, 3])(
    'files and folders vanish, change and come while all is read, seed %i',
    async seed => {
      for (const [file, text] of Object.entries(modules(300))) await rig.write(file, text);
      const churn = spawn(process.execPath, ['-e', CHURN, rig.folder, String(seed)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      let said = '';
      churn.stdout.on('data', text => {
        said += text;
      });
      await once(churn.stdout, 'data');
      const live = await opened(rig.engine());
      for (let i = 0; i < 3; i++) await changed(live, rig.at('app'), rig.at('made0'), rig.at('made1'), rig.at('made2'));
      const ended = once(churn, 'exit');
      churn.stdin.write('stop');
      await ended;
      // What a watcher tells after the last change.
      await changed(live, rig.at('app'), rig.at('made0'), rig.at('made1'), rig.at('made2'));
      await rig.expectAsRebuilt(live);
      tally.injected('change while reading', Number(said.split(' ')[1]));
    },
    60_000,
  );

  test('a folder deleted while it is walked, and the root itself, gone and back', async () => {
    for (let i = 0; i < 200; i++)
      await rig.write(`deep/${'d/'.repeat(i % 20)}file${i}.ts`, `export const f${i} = 1;\n`);
    const engine = rig.engine();
    const opening = opened(engine);
    await rm(rig.at('deep'), { recursive: true });
    const live = await opening;
    await changed(live, rig.at('deep'));
    await rig.expectAsRebuilt(live);
    await rename(rig.folder, `${rig.folder}.away`);
    await changed(live, rig.folder);
    expect(known(live)).toEqual([]);
    await rename(`${rig.folder}.away`, rig.folder);
    await changed(live, rig.folder);
    await rig.expectAsRebuilt(live);
    expect(known(live)).toHaveLength(20);
    tally.injected('folder gone while walked', 2);
  });
});

/** Root is denied nothing: the tests take another user's rights for a while, where the system lets them. */
const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

describe.skipIf(process.platform === 'win32')('permission denied', () => {
  test('a file and a folder that may not be read, and may again', async () => {
    if (isRoot) {
      for (const place of [rig.home, rig.folder, rig.at('app'), rig.at('tools')]) await chown(place, NOBODY, NOBODY);
      for (const file of filesBelow(rig.folder)) await chown(file, NOBODY, NOBODY);
      // The workers start with the rights that the build's folder asks for.
      process.seteuid?.(NOBODY);
    }
    try {
      const live = await opened(rig.engine());
      expect(known(live)).toHaveLength(20);
      await rig.write('app/part0.ts', 'export const denied = 1;\n');
      await chmod(rig.at('app/part0.ts'), 0);
      await chmod(rig.at('tools'), 0);
      await changed(live, rig.at('app/part0.ts'), rig.at('tools'));
      await rig.expectAsRebuilt(live);
      expect(known(live)).toEqual(
        Object.keys(modules(20))
          .filter(file => /^app\/part[^0]/.test(file))
          .sort(),
      );
      await chmod(rig.at('tools'), 0o755);
      await chmod(rig.at('app/part0.ts'), 0o644);
      await changed(live, rig.at('app/part0.ts'), rig.at('tools'));
      await rig.expectAsRebuilt(live);
      expect(known(live)).toHaveLength(20);
      tally.injected('permission denied', 2);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});

test('a clock that jumps by days in both directions between all steps', async () => {
  const day = 86_400_000;
  vi.useFakeTimers({ toFake: ['Date'] });
  const live = await opened(rig.engine());
  let round = 0;
  for (const jump of [day, -2 * day, 400 * day, -4000 * day, 1, -1, 60_000, -Date.now()]) {
    vi.setSystemTime(Date.now() + jump);
    round += 1;
    // The same sizes, within one moment of the disk's clock.
    await rig.write('app/part0.ts', `export function make0(): number {\n  return ${round};\n}\n`);
    await changed(live, rig.at('app/part0.ts'));
    await rig.expectAsRebuilt(live);
    const again = await opened(rig.engine());
    await rig.expectAsRebuilt(again);
    tally.injected('clock jump');
  }
}, 60_000);
