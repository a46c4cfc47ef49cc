import { describe, expect, it } from 'vitest';
import { randomOf } from '../../../../src/features/bench/random.ts';
import type { Example, FileWeights } from '../../../../src/features/learn/example.ts';
import { fitWeights } from '../../../../src/features/learn/fitWeights.ts';
import { qualityOf } from '../../../../src/features/learn/fused.ts';
import { type Lesson, learn } from '../../../../src/features/learn/learn.ts';
import { learningText, parseLearning } from '../../../../src/features/learn/learning.ts';

const TABLE: FileWeights = { bm25: 1, imports: 0.2, coChange: 0.4 };
const SIGNALS = ['bm25', 'imports', 'coChange'] as const;

/** Candidates as `bm25 imports coChange`, comma between them; `*` behind one that was wanted. */
function example(commit: string, text: string, missing = 0): Example {
  const rows = text.split(',').map(row => row.trim());
  const found = rows.flatMap((row, place) => (row.endsWith('*') ? [place] : []));
  const scores = new Float64Array(rows.flatMap(row => row.replace('*', '').split(' ').map(Number)));
  return { commit, signals: SIGNALS, scores, found, wanted: found.length + missing };
}

/** Twelve files that bm25 prefers, and those that `more` gives for commit `at` of `of`. */
function ruled(of: number, more: (at: number) => string): readonly Example[] {
  return Array.from({ length: of }, (_, at) => {
    const others = Array.from({ length: 12 }, (_, n) => `${0.7 + n / 50} 0 0`);
    return example(`c${at}`, [...others, more(at)].join(', '));
  });
}

describe('what weights reach', () => {
  const check = (text: string, weights: FileWeights, recall: number, reciprocal: number, missing = 0) =>
    expect(qualityOf(example('c', text, missing), weights)).toEqual({ recall, reciprocal });

  it('is the place of the wanted file by the weighted sum', () => {
    check('1 0 0, 0 1 0*', TABLE, 1, 0.5);
    check('1 0 0, 0 1 0*', { bm25: 1, imports: 2 }, 1, 1);
    check('1 0 0*, 0.5 0 0, 0.6 0 1*', TABLE, 1, 1);
  });
  it('goes by the order of the candidates among equals, and by nothing without a score', () => {
    check('1 0 0, 1 0 0*', TABLE, 1, 0.5);
    check('1 0 0*, 1 0 0', TABLE, 1, 1);
    check('0 0 1*', { bm25: 1 }, 0, 0);
  });
  it('counts ten files, and wanted ones that nobody named', () => {
    const others = Array.from({ length: 10 }, () => '1 0 0').join(', ');
    check(`${others}, 0.5 0 0*`, TABLE, 0, 1 / 11);
    check('1 0 0*', TABLE, 0.5, 1, 1);
  });
});

describe('learning', () => {
  it('finds the signal that predicts, and keeps it', () => {
    const lesson = learn(
      ruled(40, () => '0.1 0 1*'),
      TABLE,
    );
    expect(lesson.weights.coChange).toBeGreaterThan(0.4);
    expect(lesson.weights.bm25).toBeLessThanOrEqual(1);
    expect(lesson).toMatchObject({
      kept: true,
      earlier: { commits: 20, edits: 20 },
      later: { commits: 20, table: { recall10: 0, mrr: expect.closeTo(1 / 13) }, learned: { recall10: 1, mrr: 1 } },
      gain: { mean: expect.closeTo((1 + 12 / 13) / 2) },
    });
  });
  it('drops a rule that holds no more on the later commits', () => {
    const lesson = learn(
      ruled(40, at => (at < 20 ? '0.1 0 1*' : '0.1 0 1, 0.95 0 0*')),
      TABLE,
    );
    expect(lesson.earlier.learned.mrr).toBeGreaterThan(lesson.earlier.table.mrr);
    expect(lesson.kept).toBe(false);
    // It puts another file first: half of the reciprocal rank, a quarter of the mean with recall.
    expect(lesson.gain).toEqual({ mean: -0.25, low: -0.25, high: -0.25 });
  });
  it('keeps chance findings no oftener than the interval says', () => {
    const kept = Array.from({ length: 40 }, (_, seed) => learn(noise(seed), TABLE)).filter(lesson => lesson.kept);
    // One in twenty is expected.
    expect(kept.length).toBeLessThanOrEqual(5);
  });
  it('stays near the table with little to go by, and one commit is little however many edits it gives', () => {
    const weak = (commit: (at: number) => string) =>
      Array.from({ length: 60 }, (_, at) => example(commit(at), '1 0 0, 0.9 0.3 0*'));
    expect(
      fitWeights(
        weak(() => 'one'),
        TABLE,
      ),
    ).toEqual(TABLE);
    expect(
      fitWeights(
        weak(at => `c${at}`),
        TABLE,
      ),
    ).not.toEqual(TABLE);
    expect(fitWeights([], TABLE)).toEqual(TABLE);
  });
});

/** Nothing predicts: the wanted files are drawn. */
function noise(seed: number): readonly Example[] {
  const random = randomOf('noise', seed);
  return Array.from({ length: 60 }, (_, at) => {
    const rows = Array.from({ length: 20 }, () => [random(), random(), random()].map(x => x.toFixed(2)).join(' '));
    const wanted = Math.floor(random() * rows.length);
    return example(`c${at}`, rows.map((row, place) => (place === wanted ? `${row}*` : row)).join(', '));
  });
}

describe('what is kept of a lesson', () => {
  const { weights, later, gain }: Lesson = learn(
    ruled(30, () => '0.1 0 1*'),
    TABLE,
  );
  const text = learningText({ made: 5, head: 'abc', table: TABLE, weights, later, gain });
  const changed = (change: object): string => JSON.stringify({ ...JSON.parse(text), ...change });

  it('comes back as it was', () => {
    expect(parseLearning(text, TABLE)).toEqual({
      version: 1,
      made: 5,
      head: 'abc',
      table: TABLE,
      weights,
      later,
      gain,
    });
  });
  it('is of no use when it is damaged, old, or of another table', () => {
    for (const damaged of ['', '{', 'null', '[]', text.slice(0, -9), changed({ weights: { bm25: -1 } })])
      expect(parseLearning(damaged, TABLE)).toBe('it is damaged');
    for (const damaged of [{ weights: { bm25: 99 } }, { weights: { unknown: 1 } }, { later: {} }, { weights: 'bm25' }])
      expect(parseLearning(changed(damaged), TABLE)).toBe('it is damaged');
    expect(parseLearning(changed({ version: 0 }), TABLE)).toBe('it is of version 0, not 1');
    expect(parseLearning(text, { ...TABLE, imports: 0.3 })).toMatch(/have changed since/);
    expect(parseLearning(text, { ...TABLE, names: 0.3 })).toMatch(/have changed since/);
  });
});
