/** What resolution reads of a go.mod file. */
export interface GoModule {
  /** Module path, '' where the file names none. */
  readonly path: string;
  /** Module paths that this module requires. */
  readonly requires: readonly string[];
  /** What `replace` puts in the place of a module path: a folder (`./x`, `../x`, `/x`) or another module path. */
  readonly replacements: ReadonlyMap<string, string>;
}

/** Reads the text of a go.mod file; whatever it does not understand it leaves out. */
export function parseGoMod(text: string): GoModule {
  let path = '';
  const requires: string[] = [];
  const replacements = new Map<string, string>();
  for (const [directive, words] of directives(text)) {
    const [first = ''] = words;
    if (directive === 'module') path = first;
    else if (directive === 'require') requires.push(first);
    else if (directive === 'replace') {
      const target = words[words.indexOf('=>') + 1];
      if (words.includes('=>') && target !== undefined) replacements.set(first, target);
    }
  }
  return { path, requires, replacements };
}

/** The folders that a go.work file uses, as written. */
export function parseGoWork(text: string): readonly string[] {
  return [...directives(text)].flatMap(([directive, [folder]]) =>
    directive === 'use' && folder !== undefined ? [folder] : [],
  );
}

/** The lines of a file with their directive: `use ./a`, or lines of a block `use (…)`. */
function* directives(text: string): Generator<readonly [directive: string, words: readonly string[]]> {
  let block: string | undefined;
  for (const line of text.split('\n')) {
    const words = (line.replace(/\/\/.*/, '').match(/"[^"]*"|`[^`]*`|[^\s"`()]+|[()]/g) ?? []).map(unquoted);
    const [first, second] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')') block = undefined;
      else yield [block, words];
    } else if (second === '(') block = first;
    else yield [first, words.slice(1)];
  }
}

function unquoted(word: string): string {
  return word.replace(/^(["`])(.*)\1$/, '$2');
}
