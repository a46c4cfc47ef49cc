/** Macros of the standard library whose arguments are expressions: what they call is no function of the program. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    'assert assert_eq assert_ne debug_assert debug_assert_eq debug_assert_ne print println eprint eprintln format ' +
    'write writeln panic todo unimplemented unreachable dbg format_args vec'
  ).split(' '),
);
/** Macros that are written with brackets and hold values. */
const LISTS: ReadonlySet<string> = new Set(['vec', 'str']);
/** Macros whose arguments are patterns, items or mere text. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'matches assert_matches macro_rules cfg concat concat_idents include include_str include_bytes env option_env ' +
    'stringify line column file module_path thread_local lazy_static bitflags quote quote_spanned select'
  ).split(' '),
);

const LITERAL = String.raw`r(#*)"[\s\S]*?"\1|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\\n]|\\[^\n][^'\n]{0,10})'|\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
/** Text without code, braces, and macros with their opening brackets. */
const CODE = new RegExp(`${LITERAL}|[{}]|(?<![\\w'])([A-Za-z_]\\w*)!\\s*([(\\[])`, 'g');
const TOKEN = new RegExp(`${LITERAL}|=>|::|\\|\\||[()[\\]{};:$|]`, 'g');
/** What opens a body that holds items and no statements. */
const ITEMS = /(?:^|[;{}\]])\s*(?:pub\s*(?:\([^)]*\)\s*)?)?(?:unsafe\s+)?(?:mod|impl|trait|extern)\b[^;{}]*$/;

/**
 * The text with uses of macros written as calls, so that the parser reads their arguments as expressions: `check!(a.b())`
 * becomes `check (a.b())`. Of the standard library's macros the name goes as well. Macros whose arguments cannot be
 * expressions, those that stand for items, and those that meet one of the ranges in `broken`, stay. Every offset stays
 * the same.
 */
export function plainMacros(text: string, broken: readonly (readonly [from: number, to: number])[]): string {
  let result = '';
  let at = 0;
  const holdsItems: boolean[] = [];
  for (const match of text.matchAll(CODE)) {
    const [whole, , name = '', bracket = ''] = match;
    const start = match.index;
    if (whole === '{') holdsItems.push(ITEMS.test(text.slice(Math.max(0, start - 300), start)));
    else if (whole === '}') holdsItems.pop();
    if (bracket === '' || OTHERS.has(name) || (bracket === '[' && !LISTS.has(name)) || holdsItems.at(-1)) continue;
    const open = start + whole.length - 1;
    const end = expressionsEnd(text, open);
    if (end === undefined || broken.some(([from, to]) => from <= end && start <= to)) continue;
    const between = ' '.repeat(whole.length - name.length - 1);
    result += text.slice(at, start) + replacement(name, bracket) + between + bracket;
    at = open + 1;
  }
  return result + text.slice(at);
}

function replacement(name: string, bracket: string): string {
  if (bracket === '[') return ' '.repeat(name.length);
  return STANDARD.has(name) ? 'self'.padEnd(name.length) : name;
}

/** Offset of the bracket that closes the one at `open`; `undefined` where what lies between cannot be expressions. */
function expressionsEnd(text: string, open: number): number | undefined {
  let depth = 0;
  let inParameters = false;
  TOKEN.lastIndex = open;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === '(' || token === '[' || token === '{') depth++;
    else if (token === ')' || token === ']' || token === '}') {
      depth--;
      if (depth === 0) return match.index;
    } else if (token === '$') return undefined;
    else if (depth > 1) continue;
    else if (token === '|') inParameters = !inParameters;
    else if (token === '=>' || (token === ';' && text[open] === '(') || (token === ':' && !inParameters))
      return undefined;
  }
  return undefined;
}
