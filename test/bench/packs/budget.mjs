import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { placesOf, randomOf } from './places.mjs';

const counters = { o200k_base: o200k, cl100k_base: cl100k };
const asText = { disallowedSpecial: new Set() };
const ANY_TEXT = /\.(?:\w+)$/;
const BUDGETS_OF_A_PLACE = 10;
const LARGEST = 16_000;

/** Random places, tasks and budgets; each prompt counted by the tokenizer itself, and each question asked twice. */
export async function checkBudgets(folders, { open, token, packs, seed }) {
  const random = randomOf(seed);
  const results = Object.fromEntries(
    Object.keys(counters).map(name => [name, { packs: 0, empty: 0, over: 0, wrong: 0, differ: 0, share: 0 }]),
  );
  const each = Math.ceil(packs / folders.length / BUDGETS_OF_A_PLACE);
  for (const folder of folders) {
    const engine = await open(folder);
    for (const { file, line, column } of placesOf(folder, each, random, ANY_TEXT)) {
      for (let round = 0; round < BUDGETS_OF_A_PLACE; round += 1) {
        const budget = Math.floor(Math.exp(random() * Math.log(LARGEST)));
        const task = round % 2 === 0 ? 'edit' : 'completion';
        for (const [tokenizer, count] of Object.entries(counters)) {
          const request = { file, line, column, task, budget, tokenizer, historyWait: 60_000 };
          const { pack } = await engine.context(request, token);
          const again = await engine.context(request, token);
          const result = results[tokenizer];
          const tokens = count(pack.prompt, asText);
          result.packs += 1;
          if (pack.prompt === '') result.empty += 1;
          if (tokens > budget || pack.tokens > budget) result.over += 1;
          if (tokens > pack.tokens) result.wrong += 1;
          if (JSON.stringify(again.pack) !== JSON.stringify(pack)) result.differ += 1;
          result.share += pack.tokens / budget;
        }
      }
    }
    await engine.dispose();
    console.error(`${folder}: done`);
  }
  for (const [name, { packs: made, empty, over, wrong, differ, share }] of Object.entries(results)) {
    console.log(
      `${name}: ${made} packs (${empty} empty), ${over} over budget, ${wrong} with more tokens than stated, ${differ} not the same when asked again; ${((100 * share) / made).toFixed(1)} % of the budget used`,
    );
  }
  return Object.values(results).every(({ over, wrong, differ }) => over + wrong + differ === 0);
}
