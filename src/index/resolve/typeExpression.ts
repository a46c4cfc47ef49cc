/** A declared type as far as resolution uses it. */
export type TypeExpression =
  /** A dotted name with type arguments. */
  | { readonly kind: 'name'; readonly path: string; readonly arguments: readonly TypeExpression[] }
  /** Any of these, or all of them; unknown members are left out. */
  | { readonly kind: 'union'; readonly of: readonly TypeExpression[]; readonly intersection?: true }
  /** `elements`: those of a tuple, where each is known. */
  | {
      readonly kind: 'array';
      readonly element: TypeExpression;
      readonly elements?: readonly (TypeExpression | undefined)[];
    }
  | {
      readonly kind: 'function';
      readonly parameters: readonly { readonly type?: TypeExpression | undefined; readonly rest?: true }[];
      readonly returns: TypeExpression | undefined;
    }
  /** `typeof x.y` */
  | { readonly kind: 'typeof'; readonly path: string }
  /** `T['name']` */
  | { readonly kind: 'member'; readonly of: TypeExpression; readonly name: string };

const MAX_LENGTH = 400;

/**
 * Reads a type as written in TypeScript or Python: names, arguments in `<>` or `[]`, unions and intersections, arrays,
 * function types, quoted annotations, `typeof`. Whatever else there is (literals, object types, conditionals) is left
 * out; `undefined` when nothing remains. Never throws.
 */
export function parseType(text: string): TypeExpression | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = text.match(TOKEN) ?? [];
  return new TypeReader(tokens).union(0);
}

/** {@link parseType} that reads each text once. */
export function createTypeParser(): typeof parseType {
  const known = new Map<string, TypeExpression | undefined>();
  return text => {
    let type = known.get(text);
    if (type || known.has(text)) return type;
    type = parseType(text);
    known.set(text, type);
    return type;
  };
}

const TOKEN =
  /=>|->|\.\.\.|[\p{L}_$][\p{L}\p{N}_$]*(?:\s*\.\s*[\p{L}_$][\p{L}\p{N}_$]*)*|"[^"]*"|'[^']*'|\d[\w.]*|[^\s]/gu;
const PREFIX: ReadonlySet<string> = new Set(['readonly', 'keyof', 'unique', 'asserts', 'infer', 'abstract', 'new']);
const MAX_NESTING = 12;

/** Recursive descent over tokens; holds only its position. */
class TypeReader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  union(depth: number): TypeExpression | undefined {
    if (depth > MAX_NESTING) return undefined;
    const members: TypeExpression[] = [];
    let intersection = true;
    do {
      const member = this.#postfix(depth);
      if (member) members.push(member);
      if (this.#peek() === '|') intersection = false;
    } while (this.#take('|') || this.#take('&'));
    if (this.#peek() === 'extends' || this.#peek() === '?') return undefined;
    if (members.length < 2) return members[0];
    return { kind: 'union', of: members, ...(intersection && { intersection }) };
  }

  #postfix(depth: number): TypeExpression | undefined {
    let type = this.#primary(depth);
    while (this.#peek() === '[') {
      this.#next++;
      const inner = this.#peek() ?? '';
      if (this.#take(']')) type = type && { kind: 'array', element: type };
      else if (/^["']/.test(inner) && this.#tokens[this.#next + 1] === ']') {
        this.#next += 2;
        type = type && { kind: 'member', of: type, name: inner.slice(1, -1) };
      } else {
        this.#list(']', depth);
        type = undefined;
      }
    }
    return type;
  }

  #primary(depth: number): TypeExpression | undefined {
    const token = this.#peek();
    if (token === undefined) return undefined;
    this.#next++;
    if (PREFIX.has(token)) return token === 'keyof' ? void this.#primary(depth) : this.#primary(depth);
    if (token === 'typeof') return this.#typeof();
    if (token === '|' || token === '&') return this.#primary(depth);
    if (/^["']/.test(token)) return parseQuoted(token);
    if (token === '(') return this.#parenthesis(depth);
    if (token === '[') {
      const elements = this.#entries(']', depth).map(({ type }) => type);
      const element = elements.find(each => each !== undefined);
      return element && { kind: 'array', element, elements };
    }
    if (token === '{') {
      this.#skip('{', '}');
      return undefined;
    }
    if (!/^[\p{L}_$]/u.test(token)) return undefined;
    return this.#name(token.replace(/\s+/g, ''), depth);
  }

  #name(path: string, depth: number): TypeExpression | undefined {
    if (this.#peek() === 'is') {
      this.#next++;
      this.union(depth + 1);
      return undefined;
    }
    const opening = this.#peek();
    const generic = opening === '<' || (opening === '[' && this.#isSubscript());
    if (!generic) return { kind: 'name', path, arguments: [] };
    this.#next++;
    if (/(^|\.)Callable$/.test(path)) {
      const parameters = this.#take('[') ? this.#list(']', depth).map(type => ({ type })) : [];
      return { kind: 'function', parameters, returns: this.#list(']', depth).at(-1) };
    }
    if (/(^|\.)Literal$/.test(path)) {
      this.#list(']', depth);
      return undefined;
    }
    return { kind: 'name', path, arguments: this.#list(opening === '<' ? '>' : ']', depth) };
  }

  /** `Foo[Bar]` of Python against `Foo[]` and `Foo['bar']` of TypeScript. */
  #isSubscript(): boolean {
    const inner = this.#tokens[this.#next + 1] ?? ']';
    if (inner === ']') return false;
    const quoted = /^["']/.test(inner);
    return !quoted || this.#tokens[this.#next + 2] !== ']' || /^["'][A-Z]/.test(inner);
  }

  #typeof(): TypeExpression | undefined {
    const path = this.#peek();
    if (path === undefined) return undefined;
    this.#next++;
    return { kind: 'typeof', path: path.replace(/\s+/g, '') };
  }

  #parenthesis(depth: number): TypeExpression | undefined {
    const start = this.#next;
    this.#skip('(', ')');
    if (this.#peek() === '=>') {
      const arrow = this.#next;
      this.#next = start;
      const parameters = this.#entries(')', depth).map(({ type, rest }) => (rest ? { type, rest } : { type }));
      this.#next = arrow + 1;
      return { kind: 'function', parameters, returns: this.union(depth + 1) };
    }
    const end = this.#next;
    this.#next = start;
    const inner = this.union(depth + 1);
    this.#next = end;
    return inner;
  }

  /** Comma-separated parameters or tuple elements up to `close`, with or without names; `this` is none. */
  #entries(close: string, depth: number): { type: TypeExpression | undefined; rest?: true }[] {
    const entries: { type: TypeExpression | undefined; rest?: true }[] = [];
    while (this.#peek() !== undefined && !this.#take(close)) {
      const before = this.#next;
      const rest = this.#take('...');
      const name = this.#entryName(close);
      const type = name === undefined || this.#take(':') ? this.union(depth + 1) : undefined;
      if (name !== 'this') entries.push(rest ? { type, rest: true } : { type });
      while (this.#peek() !== undefined && this.#peek() !== ',' && this.#peek() !== close) this.#next++;
      this.#take(',');
      if (this.#next === before) this.#next++;
    }
    return entries;
  }

  /** Passes over a name before a colon, a question mark or the end of its entry; `undefined` where there is a type only. */
  #entryName(close: string): string | undefined {
    const start = this.#next;
    const first = this.#peek() ?? '';
    this.#next++;
    if (first === '{' || first === '[') this.#skip(first, first === '{' ? '}' : ']');
    const optional = this.#take('?');
    const next = this.#peek();
    if (next === ':' || (close === ')' && (optional || next === ',' || next === ')'))) return first;
    this.#next = start;
    return undefined;
  }

  /** Comma-separated types up to `close`; unknown ones keep no place. */
  #list(close: string, depth: number): TypeExpression[] {
    const items: TypeExpression[] = [];
    while (this.#peek() !== undefined && !this.#take(close)) {
      const before = this.#next;
      const item = this.union(depth + 1);
      if (item) items.push(item);
      if (!this.#take(',') && this.#peek() !== close && this.#next === before) this.#next++;
    }
    return items;
  }

  #skip(open: string, close: string): void {
    for (let level = 1; level > 0 && this.#peek() !== undefined; this.#next++) {
      if (this.#peek() === open) level++;
      else if (this.#peek() === close) level--;
    }
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false;
    this.#next++;
    return true;
  }
}

function parseQuoted(token: string): TypeExpression | undefined {
  const inner = token.slice(1, -1);
  return /["']/.test(inner) ? undefined : parseType(inner);
}
