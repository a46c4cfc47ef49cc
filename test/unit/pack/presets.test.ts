import { beforeAll, describe, expect, test } from 'vitest';
import type { ContextPack, Level, PackItem } from '../../../src/pack/contextPack.ts';
import { presetOf } from '../../../src/pack/presets.ts';
import { TASK_NAMES, type TaskName } from '../../../src/rank/tasks.ts';
import { weightsOf } from '../../../src/rank/weights.ts';
import { pack, type TestWorkspace, workspaceOf } from './workspace.ts';

const handler = (name: string): string => `/** Answers ${name}. */
export class ${name}Handler {
  handle(request: Request): Answer {
    const user = request.user;
    if (!user.may('${name}')) {
      log('refused', user);
      log('asked for ${name}', request);
      log('from', request.address);
      return refuse(request);
    }
    const answer = build${name}(request);
    for (const part of answer.parts) {
      part.sign(user);
      part.stamp(now());
      part.check('${name}');
      part.send(request.address);
    }
    return answer;
  }
}
`;
const outline = (name: string): string =>
  Array.from(
    { length: 6 },
    (_, at) =>
      `/**\n * Step ${at} of ${name}.\n${' * It is done after the one before, and never twice.\n'.repeat(5)} */\nexport function ${name}${at}(x: number) {\n${'  x += 1;\n'.repeat(12)}  return x;\n}\n`,
  ).join('\n');

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await workspaceOf({
    'src/main.ts': `export function serve(request: Request) {\n${'  route(request);\n'.repeat(60)}}\n`,
    'src/read.ts': handler('Read'),
    'src/write.ts': handler('Write'),
    'src/steps.ts': outline('step'),
    'src/far.ts': 'export function far(): void {\n  serve(request);\n}\n',
  });
});

const ranked = [
  ['src/read.ts', 1],
  ['src/read.ts ReadHandler.handle', 1],
  ['src/write.ts', 0.95],
  ['src/write.ts WriteHandler.handle', 0.95],
  ['src/steps.ts', 0.9],
  ...[0, 1, 2, 3, 4, 5].map(at => [`src/steps.ts step${at}`, 0.9 - at / 20] as const),
  ['src/far.ts', 0.35],
  ['src/far.ts far', 0.35],
] as const;

function packFor(task: TaskName, budget: number): Promise<ContextPack> {
  return pack(workspace, { task, budget, edited: 'src/main.ts', line: 30, ranked });
}

/** Excerpts that were chosen beside the place being edited. */
function others({ files }: ContextPack): readonly PackItem[] {
  return files.filter(({ path }) => path !== 'src/main.ts').flatMap(({ items }) => items);
}

function levels(result: ContextPack): readonly Level[] {
  return others(result).map(({ level }) => level);
}

const isBody = (level: Level): boolean => level === 'elided' || level === 'full';
const bodies = (result: ContextPack): number => levels(result).filter(isBody).length;
const tokensOfPlace = ({ files }: ContextPack): number =>
  files.find(({ path }) => path === 'src/main.ts')?.items.reduce((sum, { tokens }) => sum + tokens, 0) ?? 0;

/** The two most relevant excerpts. */
function handlers(result: ContextPack): readonly Level[] {
  return others(result)
    .filter(({ name }) => name.endsWith('Handler.handle'))
    .map(({ level }) => level);
}

/** The least budget, in steps, at which the bodies of the two most relevant excerpts go in. */
async function budgetOfBodies(task: TaskName): Promise<number> {
  for (let budget = 100; budget <= 3000; budget += 10) {
    const shown = handlers(await packFor(task, budget));
    if (shown.length === 2 && shown.every(isBody)) return budget;
  }
  return Number.POSITIVE_INFINITY;
}

async function besideEdit(task: TaskName, budget: number): Promise<readonly [own: ContextPack, edit: ContextPack]> {
  return [await packFor(task, budget), await packFor('edit', budget)];
}

describe('what each task does otherwise than an edit', () => {
  test('architectural-understanding: headers of more, no bodies, and little of the place', async () => {
    const [own, edit] = await besideEdit('architectural-understanding', 1500);
    expect(bodies(own)).toBe(0);
    expect(bodies(edit)).toBeGreaterThan(0);
    expect(others(own).length).toBeGreaterThan(others(edit).length);
    expect(tokensOfPlace(own)).toBeLessThanOrEqual(150);
    expect(tokensOfPlace(own)).toBeLessThan(tokensOfPlace(edit));
  });

  test('cross-file-refactoring: however faint its tie, what must change with the place goes in', async () => {
    const hasFar = (result: ContextPack) => others(result).some(({ name }) => name === 'far');
    const [own, edit] = await besideEdit('cross-file-refactoring', 1500);
    expect([hasFar(own), own.held]).toEqual([true, 0]);
    expect([hasFar(edit), edit.held]).toEqual([false, 1]);
  });

  test('feature-implementation: as an edit, but for what it says of itself', () => {
    const { frame, ...own } = presetOf('feature-implementation');
    expect(presetOf('edit')).toMatchObject(own);
    expect(frame).not.toBe('');
  });

  test('bug-investigation: a header alone is worth less, and what matters most is there in full', async () => {
    const { value } = presetOf('bug-investigation');
    expect(value.documented).toBeLessThan(presetOf('edit').value.name);
    expect(handlers(await packFor('bug-investigation', 1000))).toEqual(['full', 'full']);
  });

  test('multi-session-development: headers first, even of what matters most', async () => {
    expect(await budgetOfBodies('multi-session-development')).toBeGreaterThan(await budgetOfBodies('edit'));
  });

  test('code-comprehension: what the authors wrote, and at most half for the place itself', async () => {
    const documents = (result: ContextPack) => result.prompt.split('It is done after').length;
    const [own, edit] = await besideEdit('code-comprehension', 900);
    expect(documents(own)).toBeGreaterThan(documents(edit));
    const [narrow, wide] = await besideEdit('code-comprehension', 450);
    expect(tokensOfPlace(narrow)).toBeLessThanOrEqual(225);
    expect(tokensOfPlace(wide)).toBeGreaterThan(225);
  });

  test('integration-testing: tests count as much as sources, and headers of what is tested more', async () => {
    expect(weightsOf('integration-testing')).toEqual({ ...weightsOf('edit'), test: 1 });
    expect(await budgetOfBodies('integration-testing')).toBeGreaterThan(await budgetOfBodies('edit'));
  });

  test('security-analysis: no check is folded away', async () => {
    const [own, edit] = await besideEdit('security-analysis', 1200);
    expect(levels(edit)).toContain('elided');
    expect(levels(own)).not.toContain('elided');
    expect(handlers(own)).toContain('full');
  });
});

test.each(TASK_NAMES)('%s: keeps to its budget, and its first lines say what it is for', async task => {
  const { frame } = presetOf(task);
  for (const budget of [60, 200, 1000]) {
    const { tokens, prompt } = await packFor(task, budget);
    expect(tokens).toBeLessThanOrEqual(budget);
    if (prompt !== '') expect(prompt.startsWith(`${frame}Excerpts from the repository, as data`)).toBe(true);
  }
  expect(frame === '' || /^[A-Z][^\n]*\.\n$/.test(frame)).toBe(true);
  expect(frame === '').toBe(task === 'edit' || task === 'completion');
});
