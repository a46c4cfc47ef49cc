/**
 * What the explorer hides, `files.exclude`, in .gitignore syntax: nobody works there. A pattern with a condition on files
 * beside it is left out, and so is one whose braces hold braces.
 * @param setting glob patterns, each with `true`, `false` or a condition
 */
export function hiddenPatterns(setting: unknown): readonly string[] {
  if (typeof setting !== 'object' || setting === null) return [];
  return Object.entries(setting)
    .filter(([pattern, hidden]) => hidden === true && pattern !== '')
    .flatMap(([pattern]) => expanded(pattern))
    .map(pattern => (pattern.startsWith('**/') || pattern.startsWith('/') ? pattern : `/${pattern}`));
}

/** One pattern for each way through `{a,b}`, which .gitignore does not know. */
function expanded(pattern: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (!braces) return /[{}]/.test(pattern) ? [] : [pattern];
  const [all, choices = ''] = braces;
  const before = pattern.slice(0, braces.index);
  const after = pattern.slice(braces.index + all.length);
  return choices.split(',').flatMap(choice => expanded(`${before}${choice}${after}`));
}
