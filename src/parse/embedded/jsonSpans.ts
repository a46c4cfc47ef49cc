/** A JSON value with the places of its strings; numbers and words are of no interest here. */
export type JsonSpan =
  | {
      readonly kind: 'string' /** Offsets of the text between the quotes. */;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'array'; readonly items: readonly JsonSpan[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, JsonSpan> }
  | { readonly kind: 'other' };

const MAX_DEPTH = 200;
const TOKEN = /\s*(?:([{}[\],:])|"((?:[^"\\]|\\.)*)"|[-+\w.]+)/sy;

interface Token {
  readonly mark: string | undefined;
  readonly span: { readonly start: number; readonly end: number } | undefined;
}

/** Reads a JSON text; `undefined` when it is damaged. */
export function readJsonSpans(text: string): JsonSpan | undefined {
  let at = 0;
  const next = (): Token | undefined => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    at = TOKEN.lastIndex;
    const span = match[2] === undefined ? undefined : { start: at - 1 - match[2].length, end: at - 1 };
    return { mark: match[1], span };
  };
  const value = (token: Token | undefined, depth: number): JsonSpan | undefined => {
    if (!token || depth > MAX_DEPTH) return undefined;
    if (token.span) return { kind: 'string', ...token.span };
    if (token.mark === '[') return array(depth);
    if (token.mark === '{') return object(depth);
    return token.mark === undefined ? { kind: 'other' } : undefined;
  };
  const array = (depth: number): JsonSpan | undefined => {
    const items: JsonSpan[] = [];
    for (let token = next(); token; token = next()) {
      if (token.mark === ']' && items.length === 0) return { kind: 'array', items };
      const item = value(token, depth + 1);
      if (!item) return undefined;
      items.push(item);
      const after = next()?.mark;
      if (after === ']') return { kind: 'array', items };
      if (after !== ',') return undefined;
    }
    return undefined;
  };
  const object = (depth: number): JsonSpan | undefined => {
    const entries = new Map<string, JsonSpan>();
    for (let key = next(); key; key = next()) {
      if (key.mark === '}' && entries.size === 0) return { kind: 'object', entries };
      if (!key.span || next()?.mark !== ':') return undefined;
      const entry = value(next(), depth + 1);
      if (!entry) return undefined;
      entries.set(text.slice(key.span.start, key.span.end), entry);
      const after = next()?.mark;
      if (after === '}') return { kind: 'object', entries };
      if (after !== ',') return undefined;
    }
    return undefined;
  };
  const root = value(next(), 0);
  return root && text.slice(at).trim() === '' ? root : undefined;
}

/** The entry of an object under `key`. */
export function entryOf(value: JsonSpan | undefined, key: string): JsonSpan | undefined {
  return value?.kind === 'object' ? value.entries.get(key) : undefined;
}
