import type { Random } from './random.ts';

/** Texts never grow beyond this by mutation, UTF-16 units. */
const MOST_CHARACTERS = 200_000;

/** Breaks a text in one to six ways; the same for the same random numbers. `other` is what it may be spliced with. */
export function mutate(text: string, other: string, random: Random): string {
  let result = text;
  for (let rounds = 1 + random.below(6); rounds > 0; rounds--) result = random.pick(MUTATIONS)(result, other, random);
  return result.slice(0, MOST_CHARACTERS);
}

type Mutation = (text: string, other: string, random: Random) => string;

const WORDS =
  'class def function fn func if else for while switch match case try catch lambda => -> :: := == ... .. ?. ?? <T> <!-- --> <?php ?> ' +
  '#{ ${ @ # // /* */ """ \'\'\' ` " \' \\ %q{ <<EOF EOF #if #define #endif import from use using namespace package module ' +
  'export default async await yield return end begin do then public static abstract interface trait impl struct enum type let const var ' +
  'new this self super null 0x 1e999 -1 \\u{110000} &amp; <script> </script> <template> {{ }} {% %}';
const TOKENS = WORDS.split(' ');
const ODD = [
  ...['\ud800', '\udfff', '\ud83d', '\0', '\ufeff', '\u2028', '\u2029', '\u200d', '\u202e', '\u0301', '\x1b', '\x7f'],
  ...['\u00a0', '\t', '\f', '\v', '😀', 'é', 'e\u0301', '漢', 'ß', 'İ', '\uffff', '\r', '\r\n', '\n'],
];
const BRACKETS = ['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '/*', '*/'];
const LINE_ENDS = ['\n', '\r\n', '\r', '\u2028', '\n\n', ''];

const MUTATIONS: readonly Mutation[] = [
  // Tokens: one to a few are dropped, doubled, moved, or new.
  (text, _, random) =>
    onTokens(text, random, tokens => tokens.splice(random.below(tokens.length), 1 + random.below(8))),
  (text, _, random) =>
    onTokens(text, random, tokens => {
      const at = random.below(tokens.length);
      const some = tokens.slice(at, at + 1 + random.below(20));
      for (let times = 1 + random.below(30); times > 0; times--) tokens.splice(at, 0, ...some);
    }),
  (text, _, random) =>
    onTokens(text, random, tokens => {
      const [a, b] = [random.below(tokens.length), random.below(tokens.length)];
      [tokens[a], tokens[b]] = [tokens[b] ?? '', tokens[a] ?? ''];
    }),
  (text, _, random) =>
    onTokens(text, random, tokens => tokens.splice(random.below(tokens.length), 0, ` ${random.pick(TOKENS)} `)),
  (text, other, random) => insert(text, slice(other, random, 400), random),
  // Ends and joints.
  (text, _, random) => text.slice(0, random.below(text.length + 1)),
  (text, _, random) => text.slice(random.below(text.length + 1)),
  (text, other, random) => text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  // Characters.
  (text, _, random) => {
    const units = text.slice(0, MOST_CHARACTERS).split('');
    for (let flips = 1 + random.below(20); flips > 0 && units.length > 0; flips--) {
      const at = random.below(units.length);
      units[at] = String.fromCharCode((units[at] ?? '').charCodeAt(0) ^ (1 << random.below(random.below(4) ? 7 : 16)));
    }
    return units.join('');
  },
  (text, _, random) => insert(text, random.pick(ODD).repeat(1 + random.below(3)), random),
  (text, _, random) => insert(text, random.pick(BRACKETS).repeat(1 + random.below(12)), random),
  // Shape: line ends, indentation, one long line, deep nesting, repetition.
  (text, _, random) => {
    const end = random.pick(LINE_ENDS);
    const often = 1 + random.below(4);
    let count = 0;
    return text.replace(/\r?\n/g, old => (count++ % often === 0 ? end : old));
  },
  (text, _, random) =>
    text.replace(/^[ \t]+/gm, indent => (random.below(4) ? indent : random.pick(['', '\t', ' ', indent.repeat(2)]))),
  (text, _, random) =>
    insert(
      text,
      random.pick(['(', '[', '{', '<', 'if (a) {', '- ', '!', 'a.', 'f(']).repeat(random.below(3000)),
      random,
    ),
  (text, _, random) => insert(text, slice(text, random, 600).repeat(1 + random.below(20)), random),
];

function onTokens(text: string, random: Random, change: (tokens: string[]) => void): string {
  // A part is enough: splitting all of a long text for one change is what would take the time.
  const from = random.below(Math.max(1, text.length - 4000));
  const tokens = text.slice(from, from + 4000).match(/\w+|\s+|[^\w\s]/g) ?? [''];
  change(tokens);
  return text.slice(0, from) + tokens.join('') + text.slice(from + 4000);
}

function insert(text: string, piece: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

function slice(text: string, random: Random, most: number): string {
  const at = random.below(text.length);
  return text.slice(at, at + 1 + random.below(most));
}
