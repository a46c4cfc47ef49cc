import { fork } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomOf } from '../../../src/features/bench/random.ts';
import type { Lesson } from '../../../src/features/learn/learn.ts';
import { learnedFile } from '../../../src/store/learnedFile.ts';
import { createTestRepository, type TestRepository } from '../history/testRepository.ts';
import { buildCli, type CliWorkshop, finish, openWorkshop } from './runCli.ts';

/** A run replays some dozens of commits; a machine with much else to do may need minutes. */
const TIMEOUT = 900_000;
const COMMITS = 36;
const PAIRS = 3;
const WORDS = 'velvet copper lantern harbour thimble orchard saffron pebble'.split(' ');

let shop: CliWorkshop;
/** In one, files that were changed together are changed together; in the other, chance has drawn them. */
let paired: TestRepository;
let drawn: TestRepository;
const temporary = (): string => path.join(path.dirname(paired.folder), 'temporary');

beforeAll(() => {
  buildCli();
  shop = openWorkshop('shop');
  paired = createTestRepository();
  drawn = createTestRepository();
  mkdirSync(temporary());
  process.env['TMPDIR'] = temporary();
  fillPaired();
  fillDrawn();
}, TIMEOUT);
afterAll(() => {
  delete process.env['TMPDIR'];
  shop.remove();
  paired.remove();
  drawn.remove();
});

/** Each edit is in the words of twelve other files beside it, and its partner, elsewhere, has none of them. */
function fillPaired(): void {
  const others = Array.from({ length: 12 }, (_, n) => [`app/near/other${n}.ts`, `// ${WORDS.join(' ')}\n`.repeat(3)]);
  const texts = new Map(
    Array.from({ length: PAIRS }, (_, n) => [
      [`app/near/edited${n}.ts`, `export const edited${n} = [];\n`],
      [`lib/far/partner${n}.ts`, `export const partner${n} = [];\n`],
    ]).flat() as [string, string][],
  );
  paired.commit(Object.fromEntries([...others, ...texts]));
  for (let at = 0; at < COMMITS + PAIRS; at++) {
    const pair = at % PAIRS;
    const add = (file: string, line: string): void => void texts.set(file, `${texts.get(file)}${line}\n`);
    add(`app/near/edited${pair}.ts`, `// ${WORDS[at % 8]} ${WORDS[(at + 3) % 8]} ${WORDS[(at + 5) % 8]}`);
    add(`lib/far/partner${pair}.ts`, `// q${at * 7919}`);
    paired.commit(Object.fromEntries(texts));
  }
}

function fillDrawn(): void {
  const texts = Array.from({ length: 16 }, (_, n) => `export const value${n} = ${n};\n`);
  const files = (): Record<string, string> =>
    Object.fromEntries(texts.map((text, n) => [`app/file${String.fromCharCode(97 + n)}.ts`, text]));
  drawn.commit(files());
  const random = randomOf('drawn', 1);
  for (let at = 0; at < COMMITS; at++) {
    const one = Math.floor(16 * random());
    for (const n of [one, (one + 1 + Math.floor(15 * random())) % 16]) texts[n] += `// w${at * 7919}x${n * 104729}\n`;
    drawn.commit(files());
  }
}

type Result = Lesson & { readonly schema: number; readonly repository: string };
const learn = async (folder: string, ...words: string[]): Promise<Result> => {
  const { code, output, errors } = await shop.run(['learn', folder, '--json', ...words]);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output);
};
const learned = (): string[] =>
  (existsSync(shop.store) ? readdirSync(shop.store) : []).filter(name => /^learned/.test(name));
const EDITED = 'app/near/edited0.ts';
/** Where the partner stands for the last line of the edited file, and whether the answer says that it was learned. */
const partner = async (): Promise<{ place: number; isLearned: boolean; errors: string }> => {
  const file = path.join(paired.folder, EDITED);
  const line = readFileSync(file, 'utf8').trimEnd().split('\n').length;
  const { output, errors } = await shop.run(['context', `${file}:${line}`, '--json', '--no-prompt']);
  const { ranked, learned } = JSON.parse(output);
  const place = ranked.findIndex((each: { path: string }) => each.path === 'lib/far/partner0.ts');
  return { place, isLearned: learned !== undefined, errors };
};
/** The same for `cairn batch`. */
const batched = async (...words: string[]): Promise<number> => {
  const query = `${JSON.stringify({ file: EDITED, line: 14, task: 'edit', gitDir: path.join(paired.folder, '.git'), base: paired.git('rev-parse', 'HEAD').trim() })}\n`;
  const child = shop.startIn(paired.folder, 'batch', ...words);
  const { output } = await finish(child, query);
  return JSON.parse(output).files.indexOf('lib/far/partner0.ts');
};

describe('learn', { timeout: TIMEOUT }, () => {
  it('keeps what wins on the later commits, and leaves nothing but that behind', async () => {
    const status = paired.git('status', '--porcelain', '--ignored');
    const before = await partner();
    expect(before).toMatchObject({ isLearned: false, errors: '' });
    expect(before.place).toBeGreaterThan(0);
    const lesson = await learn(paired.folder);
    expect(lesson).toMatchObject({ schema: 1, repository: paired.folder, kept: true });
    expect(lesson.gain.low).toBeGreaterThan(0);
    expect(lesson.later.learned.mrr).toBeGreaterThan(lesson.later.table.mrr);
    expect(lesson.earlier.commits + lesson.later.commits).toBe(COMMITS + PAIRS);
    expect(paired.git('status', '--porcelain', '--ignored')).toBe(status);
    expect(readdirSync(temporary())).toEqual([]);
    expect(learned()).toEqual([expect.stringMatching(/^learned-[0-9a-f]{40}\.json$/)]);
  });
  it('ranks edits of that repository by it, and those of batch only when asked', async () => {
    expect(await partner()).toEqual({ place: 0, isLearned: true, errors: '' });
    const table = await batched();
    expect(table).toBeGreaterThan(0);
    expect(await batched('--learned')).toBeLessThan(table);
  });
  it('goes back to the table when the file is damaged', async () => {
    const file = path.join(shop.store, learned()[0] ?? '');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, 100));
    const damaged = await partner();
    expect(damaged).toMatchObject({ isLearned: false, errors: '' });
    expect(damaged.place).toBeGreaterThan(0);
    writeFileSync(file, text);
    expect(await partner()).toMatchObject({ place: 0, isLearned: true });
  });
  it('forgets', async () => {
    // For the next test: of the other repository something was learned once.
    copyFileSync(path.join(shop.store, learned()[0] ?? ''), learnedFile(shop.store, drawn.folder));
    const { code, output } = await shop.run(['learn', paired.folder, '--reset']);
    expect({ code, output }).toEqual({ code: 0, output: 'What was learned of this repository is forgotten.\n' });
    expect(learned()).toEqual([path.basename(learnedFile(shop.store, drawn.folder))]);
    expect(await partner()).toMatchObject({ isLearned: false });
  });
  it('drops what does not win, and what was kept before, and says so', async () => {
    const { code, output, errors } = await shop.run(['learn', drawn.folder, '--progress']);
    expect(code).toBe(0);
    expect(errors).toMatch(/^Replaying commit 1 of 36…\n/);
    expect(output).toMatch(/^On your last 18 commits: recall@10 [\d.]+ → [\d.]+ %, MRR [\d.]+ → [\d.]+ %\.$/m);
    expect(output).toMatch(/^Gain of their mean: \S+ \(90 % confidence, over commits: \S+ to \S+\)\.$/m);
    expect(output).toContain('Not kept: the lower end is not above 0.');
    expect(output).not.toContain('\u001b');
    expect(learned()).toEqual([]);
  });
  it('says what is wrong', async () => {
    const fails = async (folder: string, code: number, message: RegExp, ...words: string[]): Promise<void> => {
      const result = await shop.run(['learn', folder, ...words]);
      expect({ code: result.code, output: result.output }).toEqual({ code, output: '' });
      expect(result.errors).toMatch(message);
    };
    await fails(shop.folder, 2, /not a git repository/);
    await fails('nowhere', 2, /nowhere: not a folder/);
    await fails(
      paired.folder,
      1,
      /too little history: 5 commits are usable .*, at least 30 are needed\n$/,
      '--commits',
      '5',
    );
    paired.git('clone', '--quiet', '--depth', '4', `file://${paired.folder}`, '../short');
    await fails(
      path.join(paired.folder, '../short'),
      1,
      /too little history: 3 commits .* shallow: `git fetch --unshallow`/,
    );
    expect(readdirSync(temporary())).toEqual([]);
    expect(learned()).toEqual([]);
  });
  it('leaves nothing behind when it is interrupted', async () => {
    const child = shop.start('learn', paired.folder);
    const ended = finish(child);
    await begun();
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, output: '', errors: '' });
    expect(readdirSync(temporary())).toEqual([]);
    expect(learned()).toEqual([]);
  });
  it('ends when whoever has forked it closes the channel, as the editor does', async () => {
    const child = fork(path.resolve(__dirname, '../../../dist/cli.js'), ['learn', paired.folder, '--json'], {
      env: { ...process.env, CAIRN_STORE: shop.store },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
    await begun();
    child.disconnect();
    expect(await ended).toBe(130);
    expect(readdirSync(temporary())).toEqual([]);
  });
});

/** Resolves when a run has made its folder. */
async function begun(): Promise<void> {
  for (let turn = 0; turn < 6000 && readdirSync(temporary()).length === 0; turn++) await wait(10);
}
