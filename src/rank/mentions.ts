/** Something that a text names so exactly that it can only be meant. */
export interface Mentions {
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
const MOST_PATHS = 60;
const MOST_NAMES = 40;
/** A text that is longer than this is cut, in UTF-16 units. */
const REACH = 100_000;

/** A path with an ending, and a line where one follows: `a/b.ts`, `a.ts:10:5`, `b.py", line 12`, `A.java(7)`. */
const PATH =
  /(?<![\p{L}\p{N}_])((?:[A-Za-z]:)?[\p{L}\p{N}_.@~+\-/\\[\]]*[\p{L}\p{N}_\]]\.[A-Za-z]\w{0,9})(?:["']?,? line (\d{1,7})|:(\d{1,7})|\((\d{1,7})(?:,\d+)?\)|#L(\d{1,7}))?/gu;
/** `` `name` ``, `` `Type.name()` ``; what holds spaces is code, of which each word may be a name. */
const QUOTED = /`([^`\n]{1,200})`/g;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|#|->)[\p{L}_$][\p{L}\p{N}_$]*)*/gu;
/** The function of a stack frame: Python's `in name`, JavaScript's and Java's `at name(`. */
const FRAME = /(?:, in |^\s*at (?:async |new )?)([\p{L}_$][\p{L}\p{N}_$.<>]*)/gmu;

/** Reads what an instruction, an issue or a stack trace names. Never throws. */
export function mentionsIn(text: string): Mentions {
  const read = text.slice(0, REACH);
  const paths = new Map<string, MentionedPath>();
  for (const [, written = '', ...lines] of read.matchAll(PATH)) {
    const line = Number(lines.find(each => each !== undefined) ?? 0);
    const path = written
      .replaceAll('\\', '/')
      .replace(/^[A-Za-z]:/, '')
      .replace(/^(?:\.{0,2}\/)+/, '');
    if (path !== '') paths.set(`${path}:${line}`, line > 0 ? { path, line: line - 1 } : { path });
  }
  const names = new Set<string>();
  for (const [, quoted = ''] of read.matchAll(QUOTED))
    for (const [name] of quoted.matchAll(NAME)) names.add(dotted(name));
  for (const [, frame = ''] of read.matchAll(FRAME)) names.add(frame);
  return { paths: [...paths.values()].slice(0, MOST_PATHS), names: [...names].slice(0, MOST_NAMES) };
}

/** One way to write a member, whatever the language. */
function dotted(name: string): string {
  return name.replace(/::|#|->/g, '.');
}
