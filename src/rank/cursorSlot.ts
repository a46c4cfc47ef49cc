import type { Position } from '../base/span.ts';
import { chainStart, textBefore } from './cursorContext.ts';

/** A place in the syntax that says what kind of thing stands there, read from the text left of the cursor alone. */
export type CursorSlot =
  /**
   * Argument of a call or construction, by its position or name; with `members`, the value of these fields of an object
   * that is written there. `open`: the fields themselves are asked for.
   */
  | {
      readonly kind: 'argument';
      readonly callee: string;
      readonly argument: number | string;
      readonly members: readonly string[];
      readonly open: boolean;
    }
  /** A case of a `match`, `switch` or `when` over this expression. */
  | { readonly kind: 'case'; readonly subject: string }
  /** The value of something declared with this type; after `new`, what constructs it. */
  | { readonly kind: 'value'; readonly type: string }
  /** What a `with` statement enters. */
  | { readonly kind: 'entered' };

/** Words before a parenthesis that no call is meant by. */
const NO_CALL =
  /^(?:if|while|for|foreach|switch|match|when|catch|return|elif|and|or|not|in|with|using|lock|await|fn|func|fun|function|def)$/;
/** What stands before the name of something that is declared, not called. */
const DECLARES = /\b(?:function|def|fn|func|fun|class|interface|struct|record)\s*$/;
const JSX = /^(?:tsx|javascript|typescriptreact|javascriptreact)$/;

/** Reads the slot of a cursor; `undefined` where the syntax says nothing. Never throws. */
export function cursorSlot(text: string, cursor: Position, language: string): CursorSlot | undefined {
  const before = withoutStrings(textBefore(text, cursor), language).replace(/[\p{L}\p{N}_$]*$/u, '');
  const left = before.trimEnd();
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (
    (language === 'python' ? pythonSlot(before, line) : caseSlot(before, left)) ??
    valueSlot(line) ??
    (JSX.test(language) ? tagSlot(before) : undefined) ??
    argumentSlot(before)
  );
}

/** The same text with blanks in place of what quotes hold. */
function withoutStrings(text: string, language: string): string {
  const quoted =
    language === 'rust' ? /"(?:[^"\\\n]|\\.)*"/g : /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
  return text.replace(quoted, string => `"${' '.repeat(string.length - 2)}"`);
}

function pythonSlot(before: string, line: string): CursorSlot | undefined {
  if (/^\s*(?:async\s+)?with\s+(?:[^()]*,\s*)?$/.test(line)) return { kind: 'entered' };
  const indent = /^(\s*)case\s+(?:.*\|\s*)?$/.exec(line)?.[1];
  if (indent === undefined) return undefined;
  for (const above of before.split('\n').reverse()) {
    const match = /^(\s*)match\s+(.+):\s*$/.exec(above);
    if (match && (match[1] ?? '').length < indent.length) return { kind: 'case', subject: match[2] ?? '' };
  }
  return undefined;
}

/** The head of a block whose arms are cases, and how the language writes it: with parentheses, or without (Rust, Swift). */
const CASES_HEAD = /\b(?:switch|when|match)\s*(?:\(([^()]*(?:\([^()]*\))?[^()]*)\)|([\w.()]+))\s*$/;

function caseSlot(before: string, left: string): CursorSlot | undefined {
  const byWord = /\bcase(?:\s+[\w.]+\s*,)*$/.test(left);
  const open = openBracket(before, byWord ? left.length : before.length);
  if (open === undefined || before[open] !== '{') return undefined;
  const head = CASES_HEAD.exec(before.slice(0, open));
  if (!head) return undefined;
  const isArm = byWord || /(?:[{,;}|]|=>.*|->.*)$/.test(left.slice(left.lastIndexOf('\n') + 1));
  const atStart = byWord || /(?:^|\n|[{,|])\s*$/.test(before);
  return isArm && atStart ? { kind: 'case', subject: (head[1] ?? head[2] ?? '').trim() } : undefined;
}

/** `x: T = |`, `T x = |`, each also before `new`. */
function valueSlot(line: string): CursorSlot | undefined {
  const after = /:\s*([\p{L}_$][^=;{}()]*?)\s*=\s*(?:new\s+)?$/u.exec(line)?.[1];
  if (after !== undefined && !/[?,]/.test(after)) return { kind: 'value', type: after };
  const ahead =
    /^\s*(?:[a-z]+\s+)*([\p{Lu}][\p{L}\p{N}_.$]*(?:<[^=;]*>)?)[*&?\s]+[\p{L}_$][\p{L}\p{N}_$]*\s*=\s*(?:new\s+)?$/u.exec(
      line,
    )?.[1];
  return ahead === undefined ? undefined : { kind: 'value', type: ahead };
}

/** `<Name a={…} |` and `<Name a={|`: a component gets its properties as its first argument. */
function tagSlot(before: string): CursorSlot | undefined {
  const inside = openBracket(before, before.length);
  const value = inside === undefined ? undefined : /\s([\w-]+)=$/.exec(before.slice(0, inside))?.[1];
  const isValue = value !== undefined && before[inside ?? 0] === '{' && before.slice((inside ?? 0) + 1).trim() === '';
  if (!isValue && !/\s$/.test(before)) return undefined;
  const end = isValue ? (inside ?? 0) : before.length;
  for (let at = end - 1; at >= 0; at--) {
    const character = before[at];
    if (character === '}' || character === ')') at = openBracket(before, at) ?? -1;
    else if (character === '{' || character === '(' || character === '>' || character === ';') return undefined;
    else if (character === '<') {
      const callee = /^<(\p{Lu}[\w.]*)\s/u.exec(before.slice(at, end))?.[1];
      if (callee === undefined) return undefined;
      return { kind: 'argument', callee, argument: 0, members: isValue ? [value] : [], open: !isValue };
    }
  }
  return undefined;
}

function argumentSlot(before: string): CursorSlot | undefined {
  let open = openBracket(before, before.length);
  const members: string[] = [];
  let field: string | undefined;
  const isObject = open !== undefined && before[open] === '{';
  if (open !== undefined && isObject) {
    field = /(?:^|[,{])\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*[:=]\s*$/u.exec(before.slice(open))?.[1];
    if (field === undefined && !/[,{]\s*$/.test(before)) return undefined;
    if (field !== undefined) members.push(field);
    const around = before.slice(0, open).trimEnd();
    if (!/[(,]$/.test(around)) return undefined;
    open = openBracket(before, open);
  }
  if (open === undefined || before[open] !== '(') return undefined;
  const head = before.slice(0, open).replace(/<[\w\s,.[\]]*>$/, '');
  const start = chainStart(`${head}.`);
  const callee = head.slice(start).replace(/\s+/g, '');
  if (!/^[\p{L}_$@]/u.test(callee) || NO_CALL.test(callee) || DECLARES.test(head.slice(0, start))) return undefined;
  const given = splitArguments(before.slice(open + 1));
  const last = given.at(-1) ?? '';
  if (!isObject && !/^\s*(?:[\p{L}_]\w*\s*[=:]\s*)?(?:new\s+|&\s*(?:mut\s+)?)?$/u.test(last)) return undefined;
  const named = isObject ? undefined : /^\s*([\p{L}_]\w*)\s*[=:]/u.exec(last)?.[1];
  return {
    kind: 'argument',
    callee,
    argument: named ?? given.length - 1,
    members,
    open: isObject && field === undefined,
  };
}

/** The text after a parenthesis, cut at the commas that stand in no bracket of their own. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Position of the innermost bracket before `end` that is still open there. */
function openBracket(text: string, end: number): number | undefined {
  let depth = 0;
  for (let at = end - 1; at >= 0; at--) {
    const character = text[at] ?? '';
    if (')]}'.includes(character)) depth++;
    else if ('([{'.includes(character)) {
      if (depth === 0) return at;
      depth--;
    }
  }
  return undefined;
}
