import ignore, { type Ignore } from 'ignore';

/**
 * Patterns in .gitignore syntax, gathered from several files on the way down a folder tree. Later patterns win.
 * Immutable: a folder with rules of its own gets a new value, and shares those of its parent.
 */
export interface IgnoreRules {
  /** Absolute folder to which all patterns are relative. */
  readonly top: string;
  readonly matcher: Ignore;
}

/** What the rules say about one path; `included` only when a `!` pattern names the path itself. */
export type Verdict = 'ignored' | 'included' | 'unknown';

export function noRules(top: string, ignoreCase: boolean): IgnoreRules {
  return { top, matcher: ignore({ ignorecase: ignoreCase, allowRelativePaths: true }) };
}

/**
 * Adds the patterns of an ignore file that stands in the folder `below` (`/`-relative to `rules.top`, '' for the top).
 *
 * Every pattern is rewritten to be relative to the top instead of matching file by file against a stack of rule sets:
 * only one list decides rightly when a file lower down re-includes a folder that a file higher up ignores.
 */
export function withPatterns(rules: IgnoreRules, below: string, text: string, ignoreCase: boolean): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const patterns = below === '' ? lines : lines.flatMap(line => rebase(line, below));
  const matcher = noRules(rules.top, ignoreCase).matcher.add(rules.matcher).add(patterns.filter(Boolean));
  return { top: rules.top, matcher };
}

/** `relative`: `/`-relative to `rules.top`; for a folder without a trailing `/`. */
export function verdict(rules: IgnoreRules, relative: string, folder: boolean): Verdict {
  const { ignored, unignored } = rules.matcher.test(folder ? `${relative}/` : relative);
  return ignored ? 'ignored' : unignored ? 'included' : 'unknown';
}

function rebase(line: string, below: string): string[] {
  const negative = line.startsWith('!');
  const body = negative ? line.slice(1) : line;
  const trimmed = body.trimEnd();
  if (line.startsWith('#') || trimmed === '' || /^\/+$/.test(trimmed)) return [];
  const slash = trimmed.indexOf('/');
  const anchored = slash >= 0 && slash < trimmed.length - 1;
  const folder = below.replace(/[\\*?[\]]/g, '\\$&');
  const pattern = body.startsWith('/') ? body.slice(1) : body;
  return [`${negative ? '!' : ''}/${folder}/${anchored ? '' : '**/'}${pattern}`];
}
