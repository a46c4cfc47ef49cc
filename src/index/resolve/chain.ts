/** One step of a receiver, left to right. */
export type ChainStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'call'; readonly arguments: number | undefined }
  | { readonly kind: 'index' }
  /** A parenthesised receiver. */
  | {
      readonly kind: 'group';
      readonly steps: readonly ChainStep[];
      readonly await: boolean;
      /** `T` of `(x as T)`. */
      readonly as?: string;
    };

const MAX_NESTING = 8;
const WORD = /@{0,2}[\p{L}_$#][\p{L}\p{N}_$]*/uy;

/**
 * Reads the text of a receiver: `this.app.route().get`, `(await x()).y`, `new Foo()`. Calls and
 * indexes keep no arguments. `undefined` for literals, operators, and texts cut in the middle. Never throws.
 */
export function parseChain(text: string): readonly ChainStep[] | undefined {
  return readChain(text, 0);
}

function readChain(text: string, nesting: number): readonly ChainStep[] | undefined {
  const steps: ChainStep[] = [];
  // A class is constructed by a call as well as by `new`, so the word adds nothing.
  let at = /^(?:(?:new|await) )*/.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '.' || character === '?' || character === '!') {
      at++;
    } else if (character === '(' || character === '[') {
      const end = closing(text, at);
      if (end < 0) return undefined;
      const inner = text.slice(at + 1, end);
      if (steps.length > 0)
        steps.push(character === '(' ? { kind: 'call', arguments: countArguments(inner) } : { kind: 'index' });
      else {
        const group = character === '(' && nesting < MAX_NESTING ? readGroup(inner, nesting + 1) : undefined;
        if (!group) return undefined;
        steps.push(group);
      }
      at = end + 1;
    } else if (character === '<' && steps.length > 0) {
      const end = text.indexOf('>(', at);
      if (end < 0) return undefined;
      at = end + 1;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      if (!word || (steps.length > 0 && !/[.?!]/.test(text[at - 1] ?? ''))) return undefined;
      steps.push({ kind: steps.length === 0 ? 'name' : 'member', name: word });
      at += word.length;
    }
  }
  return steps.length > 0 ? steps : undefined;
}

/** Inside parentheses; of `x as T` and `a || b` the first name counts. */
function readGroup(inner: string, nesting: number): ChainStep | undefined {
  const awaits = /^await\b/.test(inner);
  const [first = '', as] = inner.replace(/^await /, '').split(/ ?\b(?:as|satisfies) |\|\||\?\?| or /, 2);
  const steps = readChain(first, nesting);
  const type = as !== undefined && inner.endsWith(`as ${as}`) ? as : undefined;
  return steps ? { kind: 'group', steps, await: awaits, ...(type === undefined ? {} : { as: type }) } : undefined;
}

/** Position of the bracket that closes the one at `open`, strings skipped; -1 when there is none. */
function closing(text: string, open: number): number {
  let level = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'" || character === '`') {
      const end = text.indexOf(character, at + 1);
      if (end < 0) return -1;
      at = end;
    } else if (character === '(' || character === '[' || character === '{') level++;
    else if (character === ')' || character === ']' || character === '}') {
      level--;
      if (level === 0) return at;
    }
  }
  return -1;
}

/** Number of arguments, unless one is spread or the text is not simple. */
function countArguments(inner: string): number | undefined {
  if (inner === '') return 0;
  return /[([{"'`*]|\.\.\./.test(inner) ? undefined : inner.split(',').length;
}
