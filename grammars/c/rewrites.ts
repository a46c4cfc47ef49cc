import type { Repairs, Rewrites } from '../language.ts';

/** Words of a declaration that say nothing of a value's members. */
const QUALIFIERS =
  /\b(?:const|volatile|restrict|__restrict|register|extern|static|inline|struct|union|enum|_Atomic)\b\s*/g;

export const types: Rewrites = [
  // A type that is defined where it is used.
  [/^((?:\w+\s+)*?)(?:struct|union|enum)\s*(\w*)\s*\{[\s\S]*$/, '$2'],
  [QUALIFIERS, ''],
  [/\s*[*&]+/g, ''],
];

/** Indirection does not count: a pointer, an array and what they lead to have the same members. */
export const expressions: Rewrites = [
  [/^\s*\(\s*\(\s*(?:const\s+)?(?:struct\s+|union\s+)?(\w+)\s*\*+\s*\)\s*([^()]*)\)/, '($2 as $1)'],
  [/^[\s*&]+/, ''],
  [/\(\s*[*&]+\s*(?=[\w(])/g, '('],
  [/(?<=[\w)\]]\s*)\[[^[\]]*\]/g, ''],
  [/(?<=[\w)\]]\s*)\[[^[\]]*\]/g, ''],
];

/** Blanks of the same length. */
export function blank(found: string): string {
  return found.replace(/[^\n]/g, ' ');
}

/** Macros that stand where the grammar knows no word. */
export const repairs: Repairs = [
  // `EXPORT int f(…)`, `PRINTF_LIKE(1, 2) static void g(…)`
  [
    /(?<=^[ \t]*(?:(?:extern|static|inline)[ \t]+)*)(?:[A-Z_][A-Z0-9_]+(?:\([^()\n]*\))?[ \t]+)+(?=(?:(?:const|struct|enum|union|unsigned|signed|static|inline|constexpr|virtual|explicit|extern)[ \t]+)*(?!return\b|else\b|case\b)\w[\w:]*(?:<[^;{}()\n]*>)?[ \t*&]+[\w~][\w:]*\s*\()/gm,
    blank,
  ],
  // `BOOL WINAPI f(…)`
  [
    /(?<=^[ \t]*\w[\w ]*[ *]+)(?:WINAPI|APIENTRY|CALLBACK|PASCAL|NTAPI|[A-Z0-9_]+_(?:CALL|CDECL|API|EXPORT)|__(?:stdcall|cdecl|fastcall))[ \t]+(?=\w+\s*\()/gm,
    blank,
  ],
  // `BEGIN_DECLS`, `PRAGMA("…")` alone in a line
  [
    /(?<![,=(+|&<?\\][ \t]*\n[ \t]*)^(?:[ \t]*[A-Z_][A-Z0-9_]{2,}|[A-Z_][A-Z0-9_]{2,}\([^()\n]*\))[ \t]*$(?=\s*(?:[\w~#/[]|$(?![\s\S])))/gm,
    blank,
  ],
  // `T member GUARDED_BY(lock);`, `void f() NOEXCEPT;`
  [
    /(?<=[\w)\]][ \t\n]+)(?:\w*(?:GUARDED_BY|LOCKS?_REQUIRED|LOCKS_EXCLUDED|ACQUIRED_\w+|REQUIRES|EXCLUDES|LOCK_FUNCTION|ATTRIBUTE|NOEXCEPT|OVERRIDE|FINAL|NORETURN|PRINTF\w*|THREAD_SAFETY_ANALYSIS|RETURNED))(?:\([^()]*\))?(?=\s*[;{=])/g,
    blank,
  ],
];
