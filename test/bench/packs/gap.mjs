import { basename } from 'node:path';
import { placesOf, randomOf } from './places.mjs';

const BUDGETS = [1024, 2048, 4096, 8192];
const TASKS = ['completion', 'edit'];

/** Prints, by task and budget, how far the worth of packs is under what no choice can exceed; in per cent. */
export async function measureGaps(folders, { open, token, places, seed }) {
  const gaps = new Map();
  const times = [];
  for (const folder of folders) {
    const engine = await open(folder);
    for (const place of placesOf(folder, places, randomOf(seed))) {
      for (const task of TASKS) {
        for (const budget of BUDGETS) {
          const { file, line, column } = place;
          const request = { file, line, column, task, budget, historyWait: 60_000 };
          const plain = (await engine.context(request, token)).times.pack;
          const { pack, times: taken } = await engine.context({ ...request, certify: true }, token);
          times.push([plain, taken.pack - plain]);
          if (pack.optimality.bound <= 0) continue;
          const gap = 1 - pack.optimality.value / pack.optimality.bound;
          if (gap < -1e-6) throw new Error(`the bound is broken at ${file}:${line + 1}, ${task}, ${budget}`);
          if (process.env.SHOW && gap > Number(process.env.SHOW)) {
            console.log(`${file}:${line + 1} ${task} ${budget}: ${pack.optimality.value} of ${pack.optimality.bound}`);
          }
          for (const key of [`${task} ${budget}`, `all ${basename(folder)}`, 'all']) {
            gaps.set(key, [...(gaps.get(key) ?? []), gap]);
          }
        }
      }
    }
    await engine.dispose();
  }
  for (const [key, values] of [...gaps].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${key}: median ${percent(values, 0.5)}, p95 ${percent(values, 0.95)} (${values.length} packs)`);
  }
  const quantile = (at, share) => times.map(each => each[at]).sort((a, b) => a - b)[Math.floor(share * times.length)];
  console.log(
    `ms of a pack: ${quantile(0, 0.5)?.toFixed(1)}; of the bound: median ${quantile(1, 0.5)?.toFixed(1)}, p95 ${quantile(1, 0.95)?.toFixed(1)}`,
  );
  return true;
}

function percent(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return (100 * (sorted[Math.floor(share * sorted.length)] ?? 0)).toFixed(2);
}
