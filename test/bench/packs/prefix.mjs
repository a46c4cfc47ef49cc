import { basename } from 'node:path';
import { placesOf, randomOf } from './places.mjs';

const STEPS = 20;
const BUDGET = 4096;

/**
 * Prints how much of each prompt is the beginning of the one before, in a series of small moves and edits, asked one by one
 * and as a conversation; and what of the packs' worth the conversation keeps.
 */
export async function measurePrefixes(folders, { open, token, places, seed }) {
  for (const folder of folders) {
    const engine = await open(folder);
    const random = randomOf(seed);
    const shares = { alone: [], conversation: [] };
    let [alone, kept, renewed, over] = [0, 0, 0, 0];
    let version = 0;
    for (const place of placesOf(folder, places, random)) {
      const last = { alone: '', conversation: '' };
      const lines = place.text.split('\n');
      let { line } = place;
      for (let step = 0; step < STEPS; step += 1) {
        line = Math.min(lines.length - 1, Math.max(0, line + Math.round((random() - 0.4) * 8)));
        if (step % 3 === 1) lines.splice(line, 0, lines[line]);
        if (step % 3 === 2) lines[line] = `${lines[line].slice(0, -1)}x`;
        version += 1;
        await engine.openBuffer(place.file, version, lines.join('\n'));
        const request = {
          file: place.file,
          line,
          column: 0,
          task: 'edit',
          budget: BUDGET,
          certify: true,
          historyWait: 60_000,
        };
        const worth = {};
        for (const name of ['alone', 'conversation']) {
          const asked = name === 'alone' ? request : { ...request, conversation: `${place.file}:${place.line}` };
          const { pack } = await engine.context(asked, token);
          if (step > 0) shares[name].push(common(last[name], pack.prompt) / Math.max(1, pack.prompt.length));
          last[name] = pack.prompt;
          worth[name] = pack.optimality.value;
          if (pack.tokens > BUDGET) over += 1;
        }
        alone += worth.alone;
        kept += worth.conversation;
        if (step > 0 && shares.conversation.at(-1) < 0.2) renewed += 1;
      }
      await engine.closeBuffer(place.file);
    }
    await engine.dispose();
    const text = Object.entries(shares).map(
      ([name, values]) => `${name} mean ${percent(mean(values))}, median ${percent(median(values))}`,
    );
    console.log(
      `${basename(folder)}: unchanged beginning of ${shares.alone.length} prompts: ${text.join('; ')}; ${renewed} begun anew; worth kept ${percent(kept / alone)}; ${over} over budget`,
    );
  }
  return true;
}

function common(before, after) {
  let at = 0;
  while (at < before.length && at < after.length && before[at] === after[at]) at += 1;
  return at;
}

const percent = share => `${(100 * share).toFixed(1)} %`;
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = values => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
