import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/base/cancellation.ts';
import { createInclusion } from '../../../src/files/inclusion.ts';
import { newWalkSummary, walkFiles } from '../../../src/files/walk.ts';

// The judge of the ignore rules is git itself: random small trees, random rule files, the same list of files expected.

let temp: string;
beforeAll(() => {
  temp = mkdtempSync(join(tmpdir(), 'cairn-walk-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const name = fc.constantFrom(
  'a',
  'b',
  'ab',
  'a.ts',
  'b.ts',
  'a.log',
  'src',
  'build',
  '[x]',
  '#h',
  'a b',
  '!n',
  '{c,d}',
);
const glob = fc.oneof(
  name,
  fc.constantFrom(
    '*',
    '**',
    '?',
    '*.ts',
    '*.log',
    'a*',
    '*b',
    '[ab]',
    '[!a]*',
    '\\[x\\]',
    '\\#h',
    '\\!n',
    'a\\*',
    '{c,d}',
  ),
);
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    fc.constantFrom('', '', '/', '**/'),
    fc.array(glob, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', '', '/', '/**', '/*', ' ', '\\ '),
  )
  .map(([negation, start, globs, end]) => negation + start + globs.join('/') + end);
const ruleFile = fc
  .array(
    fc.oneof(
      { arbitrary: pattern, weight: 8 },
      { arbitrary: fc.constantFrom('', '# c', '/', '!', '   ', '\r'), weight: 1 },
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(lines => lines.join('\n'));
const folder = fc.array(name, { maxLength: 3 }).map(names => names.join('/'));
const tree = fc.record({
  files: fc.array(fc.tuple(folder, name), { minLength: 1, maxLength: 12 }),
  rules: fc.array(fc.tuple(folder, ruleFile), { maxLength: 4 }),
  exclude: ruleFile,
  user: ruleFile,
  /** Which of the files are tracked, ignored or not; and how git writes that down. */
  tracked: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  indexVersion: fc.constantFrom('2', '3', '4'),
});

test('the walk lists what git lists', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(tree, async ({ files, rules, exclude, user, tracked, indexVersion }) => {
      const base = join(temp, String(run++));
      const home = join(base, 'home');
      const repository = join(base, 'repository');
      mkdirSync(join(home, '.config/git'), { recursive: true });
      mkdirSync(repository);
      const env = { PATH: process.env['PATH'] ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
      const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, env, encoding: 'utf8' });
      git('init', '-q');
      writeFileSync(join(repository, '.git/info/exclude'), exclude);
      writeFileSync(join(home, '.config/git/ignore'), user);
      const written = new Set<string>();
      for (const [inside, file] of files) {
        const path = [inside, file].filter(Boolean).join('/');
        if (put(join(repository, path), '')) written.add(path);
      }
      for (const [inside, text] of rules) put(join(repository, inside, '.gitignore'), text);
      const added = [...written].filter((_, i) => tracked[i]);
      git('update-index', '--index-version', indexVersion);
      if (added.length > 0) git('--literal-pathspecs', 'add', '-f', '--', ...added);
      const expected = git('ls-files', '-co', '--exclude-standard', '-z').split('\0').filter(Boolean).sort();

      const inclusion = createInclusion({
        roots: [{ name: 'r', folder: repository, exclude: [] }],
        user: { home, xdgConfig: '' },
        platform: 'posix',
        ignoreCase: false,
      });
      const found: string[] = [];
      for await (const { path, absolute } of walkFiles(inclusion, newWalkSummary(), neverCancelled)) {
        found.push(path.relative);
        expect(await inclusion.isIncluded(absolute)).toBe(true);
      }
      expect(found).toEqual(expected);
      for (const path of written)
        expect(await inclusion.isIncluded(join(repository, path))).toBe(expected.includes(path));
      rmSync(base, { recursive: true });
    }),
    { numRuns: Number(process.env['CAIRN_RUNS'] ?? 40) },
  );
}, 120_000);

/** Writes the file; false when another generated name stands in its way. */
function put(file: string, text: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return true;
  } catch {
    return false;
  }
}
