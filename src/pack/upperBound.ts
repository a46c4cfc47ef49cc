import type { CandidateFile, OfferedFile } from './candidate.ts';
import { bestClosure, type ClosureProblem } from './closure.ts';
import type { Preset } from './presets.ts';
import { FOLD_TOKENS, headerCost } from './select.ts';

/**
 * No choice of levels within `budget` estimated tokens is worth more than this. Opens every file: not for the way of a
 * keystroke.
 *
 * Proof. Let v and c be the value and the cost of a choice that keeps to the budget B. For every price λ ≥ 0 of a token,
 * v ≤ v + λ(B − c) ≤ λB + Σ over files of max(v − λc), because files share no cost and each maximum may choose freely. The
 * maximum of one file is found exactly, not by dividing what is shared: a level is a step that requires the step below it,
 * the file's header, its enclosing lines, and its lines; each of these costs λ times its tokens once, whoever shows it;
 * that is a maximum closure. A line counts from the level from which every higher level shows it, a fold mark with the
 * fewest that any level from there on has, and a step gives what it adds to the highest value so far: so each real choice
 * is a closure that costs no more and gives no less. Twins' discounts only take value away. The bound is the least over λ.
 */
export function upperBound(files: readonly OfferedFile[], budget: number, preset: Preset): number {
  const networks = files.flatMap(offered => {
    const file = offered.open();
    return file ? [networkOf(file, preset)] : [];
  });
  // The sum is convex in λ and made of straight pieces: where the pieces at both ends meet is the next λ to ask.
  let low = priceAt(networks, budget, 0);
  if (low.slope >= 0) return low.bound;
  let high = priceAt(networks, budget, dearest(networks));
  let least = Math.min(low.bound, high.bound);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const price = (low.bound - low.slope * low.price - high.bound + high.slope * high.price) / (high.slope - low.slope);
    if (!(price > low.price && price < high.price)) break;
    const between = priceAt(networks, budget, price);
    least = Math.min(least, between.bound);
    const touching = low.bound + low.slope * (price - low.price);
    if (between.bound <= touching + PRECISION * least) break;
    if (between.slope < 0) low = between;
    else high = between;
  }
  return least;
}

/** About ten are the rule. */
const MOST_ROUNDS = 60;
const PRECISION = 1e-6;

/** One file as a closure: nodes by what they are worth and by their tokens. */
interface FileNetwork {
  readonly values: readonly number[];
  readonly tokens: readonly number[];
  readonly requires: ClosureProblem['requires'];
}

function networkOf(file: CandidateFile, { value }: Preset): FileNetwork {
  const values = [0];
  const tokens = [headerCost(file)];
  const requires: number[][] = [[]];
  const node = (worth: number, cost: number, needs: number[]): number => {
    values.push(worth);
    tokens.push(cost);
    return requires.push(needs) - 1;
  };
  /** The steps that require a line, the lowest of each candidate. */
  const wanting = new Map<number, number[]>();
  for (const { levels, containers, relevance } of file.candidates) {
    const from = new Map<number, number>();
    levels.forEach(({ ranges }, level) => {
      for (const [first, last] of ranges) {
        for (let line = first; line <= last; line += 1) if (!from.has(line)) from.set(line, level);
      }
      for (const line of from.keys()) {
        if (!ranges.some(([first, last]) => first <= line && line <= last)) from.delete(line);
      }
    });
    for (const line of containers) from.set(line, 0);
    let [worth, fold, below] = [0, 0, 0];
    const steps = levels.map(({ level }, at) => {
      const nowWorth = Math.max(worth, relevance * value[level]);
      const nowFold = Math.min(...levels.slice(at).map(({ folds }) => FOLD_TOKENS * folds));
      below = node(nowWorth - worth, nowFold - fold, [below]);
      [worth, fold] = [nowWorth, nowFold];
      return below;
    });
    for (const [line, level] of from) {
      const step = steps[level] ?? 0;
      const others = wanting.get(line);
      if (others) others.push(step);
      else wanting.set(line, [step]);
    }
  }
  // Lines that the same steps require are one thing to pay for.
  const alike = new Map<string, { readonly steps: readonly number[]; tokens: number }>();
  for (const [line, steps] of wanting) {
    const key = steps.join();
    const group = alike.get(key) ?? { steps, tokens: 0 };
    group.tokens += file.text.cost(line);
    alike.set(key, group);
  }
  for (const { steps, tokens: cost } of alike.values()) {
    const lines = node(0, cost, []);
    for (const step of steps) requires[step]?.push(lines);
  }
  return { values, tokens, requires };
}

/** At this price nothing is worth its tokens: no candidate has less than one of its own. */
function dearest(networks: readonly FileNetwork[]): number {
  return networks.reduce((sum, { values }) => sum + values.reduce((all, worth) => all + worth, 0), 1);
}

interface Priced {
  readonly price: number;
  readonly bound: number;
  /** Tokens left: the bound's slope at this price. */
  readonly slope: number;
}

function priceAt(networks: readonly FileNetwork[], budget: number, price: number): Priced {
  let bound = price * budget;
  let slope = budget;
  for (const { values, tokens, requires } of networks) {
    const profits = values.map((worth, at) => worth - price * (tokens[at] ?? 0));
    const { profit, chosen } = bestClosure({ profits, requires });
    bound += profit;
    tokens.forEach((cost, at) => {
      if (chosen[at]) slope -= cost;
    });
  }
  return { price, bound, slope };
}
