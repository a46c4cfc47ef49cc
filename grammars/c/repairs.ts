import type { Repairs } from '../language.ts';

/** Blanks of the same length. */
export function blank(found: string): string {
  return found.replace(/[^\n]/g, ' ');
}

const CONDITIONAL = /^[ \t]*#[ \t]*if[^\n]*\n(?:(?![ \t]*#[ \t]*(?:if|endif))[^\n]*\n)*[ \t]*#[ \t]*endif[^\n]*$/gm;

/**
 * Of a conditional whose branches are no whole declarations or statements (`if (a) {` in one, `if (b) {` in the other) only
 * the first branch stays, without the directives.
 */
function firstBranch(conditional: string): string {
  const lines = conditional.split('\n');
  const isDirective = lines.map(line => /^[ \t]*#[ \t]*(?:if|el|endif)/.test(line));
  const branches: string[] = [];
  lines.forEach((line, index) => {
    if (isDirective[index]) branches.push('');
    else branches.push(`${branches.pop() ?? ''}${line}\n`);
  });
  if (
    /__cplusplus/.test(lines[0] ?? '') &&
    /^(?:extern\s*"C"\s*\{|\})$/.test(withoutComments(branches.join('')).trim())
  )
    return blank(conditional);
  if (branches.every(isWhole)) return conditional;
  let branch = 0;
  return lines
    .map((line, index) => {
      if (isDirective[index]) branch++;
      return isDirective[index] || branch > 1 ? blank(line) : line;
    })
    .join('\n');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}

function isWhole(branch: string): boolean {
  const code = withoutComments(branch)
    .replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, '')
    .replace(/^[ \t]*#(?:[^\n]*\\\n)*[^\n]*$/gm, '')
    .trim();
  if (code === '') return true;
  const count = (mark: RegExp): number => code.match(mark)?.length ?? 0;
  if (count(/\{/g) !== count(/\}/g) || count(/\(/g) !== count(/\)/g)) return false;
  return /[;}:>]$/.test(code) || /^[\w\s]+$|^[A-Z_][A-Z0-9_]*\([^()]*\)$/.test(code);
}

/** Directives and macros that write constants are no part of an enumeration that the grammar knows. */
function plainEnum(found: string): string {
  return found
    .replace(/^[ \t]*#(?:[^\n]*\\\n)*[^\n]*$/gm, blank)
    .replace(/^[ \t]*[A-Z_]\w*\([^()\n]*\),?[ \t]*$/gm, blank);
}

/** Macros alone in a line write fields. */
function plainStructure(found: string): string {
  return found.replace(/^[ \t]*[A-Z_][A-Z0-9_]{2,}(?:\([^()\n]*\))?[ \t]*$/gm, blank);
}

/** Code that only the preprocessor makes C: unfinished branches, and macros that stand where the grammar knows no word. */
export const repairs: Repairs = [
  [CONDITIONAL, firstBranch],
  [CONDITIONAL, firstBranch],
  [/\benum\b[^{};()]{0,500}\{[^{}#]*#[^{}]*\}/g, plainEnum],
  [/\b(?:struct|union|class)\b[^;{}()]{0,500}\{[^{}]*\}/g, plainStructure],
  // `EXPORT int f(…)`, `PRINTF_LIKE(1, 2) static void g(…)`
  [
    /\b(?=[A-Z_])(?<=^[ \t]*(?:(?:extern|static|inline)[ \t]+)*)(?:[A-Z_][A-Z0-9_]+(?:\([^()\n]*\))?[ \t]+)+(?=(?:(?:const|struct|enum|union|unsigned|signed|static|inline|constexpr|virtual|explicit|extern)[ \t]+)*(?!return\b|else\b|case\b)\w[\w:]*(?:<[^;{}()\n]*>)?[ \t*&]+[\w~][\w:]*\s*\()/gm,
    blank,
  ],
  // `BOOL WINAPI f(…)`
  [
    /(?<=[ *])\b(?<=^[ \t]*\w[\w ]{0,200}(?:\*[ *]{0,40})?)(?:WINAPI|APIENTRY|CALLBACK|PASCAL|NTAPI|[A-Z0-9_]+_(?:CALL|CDECL|API|EXPORT)|__(?:stdcall|cdecl|fastcall))[ \t]+(?=\w+\s*\()/gm,
    blank,
  ],
  // `BEGIN_DECLS`, `PRAGMA("…")` alone in a line
  [
    /^(?<![,=(+|&<?\\][ \t]*\n)(?:[ \t]*[A-Z_][A-Z0-9_]{2,}|[A-Z_][A-Z0-9_]{2,}\([^()\n]*\))[ \t]*$(?=\s*(?:[\w~#/[]|$(?![\s\S])))/gm,
    blank,
  ],
  // `T member GUARDED_BY(lock);`, `void f() NOEXCEPT;`
  [
    /\b(?=\w)(?<=[\w)\]][ \t\n]+)(?:\w*(?:GUARDED_BY|LOCKS?_REQUIRED|LOCKS_EXCLUDED|ACQUIRED_\w+|REQUIRES|EXCLUDES|LOCK_FUNCTION|ATTRIBUTE|NOEXCEPT|OVERRIDE|FINAL|NORETURN|PRINTF\w*|THREAD_SAFETY_ANALYSIS|RETURNED))(?:\([^()]*\))?(?=\s*[;{=])/g,
    blank,
  ],
];
