import type { Rewrites } from '../language.ts';

const ROUND = String.raw`\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)`;
const ANGLE = `<(?:[^<>;]|<(?:[^<>;]|<(?:[^<>;]|<[^<>;]*>)*>)*>)*>`;

/** Methods that give the value that they are called on, in another wrapping. */
const SAME =
  'unwrap|unwrap_or_default|clone|cloned|copied|to_owned|as_ref|as_mut|as_deref|as_deref_mut|borrow|borrow_mut|by_ref|deref|' +
  'deref_mut|ok|take|lock|into_boxed';
const SAME_WITH_ARGUMENTS = 'expect|unwrap_or|unwrap_or_else|ok_or|ok_or_else|map_err|context|with_context';

/** Values and receivers: references, `?`, `.await` and unwrapping left out, struct literals written as constructions. */
export const expressions: Rewrites = [
  [/^\s*(?:(?:&\s*(?:mut\b\s*)?|\*+)\s*)+/, ''],
  [/^(?:\w+::)*\w+!\s*[([{][\s\S]*$/, ''],
  [new RegExp(`^((?:\\w+::)*\\p{Lu}\\w*)(?:::${ANGLE})?\\s*\\{[\\s\\S]*$`, 'u'), 'new $1()'],
  [/^<\s*([\w:]+)[^>]*>(?=::|\s*$)/, '$1'],
  [new RegExp(`::\\s*${ANGLE}`, 'g'), ''],
  [new RegExp(`^(\\p{Lu}\\w*)${ANGLE}$`, 'u'), '$1'],
  [/\bself::/g, 'mod::'],
  [/\.\s*await\b/g, ''],
  [/\?(?=\s*(?:[.?;)\],]|$))/g, ''],
  [/\.\s*(?:read|write)\s*\(\s*\)\s*\.\s*unwrap\s*\(\s*\)/g, ''],
  [new RegExp(`\\.\\s*(?:${SAME})\\s*\\(\\s*\\)`, 'g'), ''],
  [new RegExp(`\\.\\s*(?:${SAME_WITH_ARGUMENTS})\\s*${ROUND}`, 'g'), ''],
];

/** Types: lifetimes, references, `dyn` and `impl` left out, of a result what it holds, functions as arrows. */
export const types: Rewrites = [
  [/\bfor\s*<[^<>]*>\s*/g, ''],
  [/\s*\+\s*'\w+|'\w+\s*\+\s*/g, ''],
  [/<\s*'\w+(?:\s*,\s*'\w+)*\s*>/g, ''],
  [/'\w+\s*,\s*|,\s*'\w+|'\w+\s*/g, ''],
  [/\+?\s*\?\s*\w+(?:\s*\+)?/g, ''],
  [/&+|\*(?:const|mut)\b|\b(?:mut|dyn|impl|unsafe|extern)\s/g, ''],
  [new RegExp(`\\bResult<\\s*((?:[^<>,()]|${ANGLE}|${ROUND})*),(?:[^<>]|${ANGLE})*>`, 'g'), 'Result<$1>'],
  [/;[^\]]*\]/g, ']'],
  [/\b(?:Fn|FnMut|FnOnce|fn)\s*(?=\()/g, ''],
  [/->/g, '=>'],
  [/<\s*(\w+)\s+as\s+[\w:]+\s*>/g, '$1'],
  [/\b\w+\s*=\s*(?!>)/g, ''],
  [/\bself::/g, 'mod::'],
  [/\+/g, '&'],
];
