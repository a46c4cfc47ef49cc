/** Something that a text names so exactly that it can only be meant. */
export interface TextNames {
  /** Paths as they stand there, `\` as `/`; lines are 0-based. */
  readonly paths: readonly MentionedPath[];
  /** Names in backticks and of stack frames: `parse`, `Parser.parse`. In the order of their first mention. */
  readonly names: readonly string[];
}

export interface MentionedPath {
  readonly path: string;
  readonly line?: number;
}

/** More is a log, whose first and last lines matter least. */
const MOST_PATHS = 100;
const MOST_NAMES = 40;
/** A text that is longer than this is cut, in UTF-16 units. */
const REACH = 100_000;

/** What can be a path, with the line behind it: `a/b.ts`, `C:\a.ts:10:5`, `file:///a.mjs`, `c.go#L8`. */
const WORD = /[\p{L}\p{N}_.@~+\-/\\:#[\]]{3,400}/gu;
const PATH_AND_LINE = /^(.+?)(?::(\d{1,7})(?::\d{1,7})?|#L(\d{1,7})(?:-L?\d+)?)?[:.#]*$/u;
/** The line, where it stands apart: `a.py", line 12` and `A.java(7)`. */
const LINE_BEHIND = /["']?,? line (\d{1,7})|\((\d{1,7})[,)]/y;
const NAMES_A_FILE = /[^/]\.[A-Za-z]\w{0,9}$/;
/** `` `name` ``, `` `Type.name()` ``; what holds spaces is code, of which each word may be a name. `escape-regexp` and `@ts-expect-error` are none. */
const QUOTED = /`([^`\n]{1,200})`/g;
const NAME =
  /(?<![\p{L}\p{N}_$@/-])[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|#|->)[\p{L}_$][\p{L}\p{N}_$]*)*(?![\p{L}\p{N}_$/-])/gu;
/** The function of a stack frame: Python's `in name`, JavaScript's and Java's `at name(`. */
const FRAME = /(?:, in |^[ \t]{0,40}at (?:async )?(?:new )?)([\p{L}_$][\p{L}\p{N}_$.]{0,200})/gmu;

/** Reads what an instruction, an issue or a stack trace names, in time that grows with its length. Never throws. */
export function namesIn(text: string): TextNames {
  const read = text.slice(0, REACH);
  const paths = new Map<string, MentionedPath>();
  for (const match of read.matchAll(WORD)) {
    const mentioned = pathIn(match[0], read, match.index + match[0].length);
    if (mentioned) paths.set(`${mentioned.path}:${mentioned.line}`, mentioned);
    if (paths.size === MOST_PATHS) break;
  }
  const names = new Set<string>();
  for (const [, quoted = ''] of read.matchAll(QUOTED))
    for (const [name] of quoted.matchAll(NAME)) names.add(dotted(name));
  for (const [, frame = ''] of read.matchAll(FRAME)) names.add(frame);
  return { paths: [...paths.values()], names: [...names].slice(0, MOST_NAMES) };
}

/** The path that `word` is, if it is one; what ends at `end` of `text` may have its line behind it. */
function pathIn(word: string, text: string, end: number): MentionedPath | undefined {
  const [, written = '', ...lines] = PATH_AND_LINE.exec(word) ?? [];
  const path = written
    .replaceAll('\\', '/')
    .replace(/^(?:\w+:\/\/|\w:(?=\/))/, '')
    .replace(/^(?:\.{0,2}\/)+/, '');
  if (!NAMES_A_FILE.test(path) || path.includes(':')) return undefined;
  LINE_BEHIND.lastIndex = end;
  const line = Number([...lines, ...(LINE_BEHIND.exec(text)?.slice(1) ?? [])].find(each => each !== undefined) ?? 0);
  return line > 0 ? { path, line: line - 1 } : { path };
}

/** One way to write a member, whatever the language. */
function dotted(name: string): string {
  return name.replace(/::|#|->/g, '.');
}
