const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const LINE = /[^\n]*\n|[^\n]+$/g;

/**
 * The text after a unified diff of one file, as `git diff` prints it. `undefined` when a line that the diff keeps or removes
 * is not where it says (none is searched for elsewhere), or when it has no hunks.
 */
export function applyPatch(text: string, patch: string): string | undefined {
  const old = text.match(LINE) ?? [];
  const result: string[] = [];
  const lines = patch.split('\n');
  let at = 0;
  let hunks = 0;
  for (let i = 0; i < lines.length; hunks++) {
    while (i < lines.length && !HUNK.test(lines[i] ?? '')) i++;
    const hunk = HUNK.exec(lines[i++] ?? '');
    if (!hunk) break;
    let [oldLeft, newLeft] = [Number(hunk[2] ?? 1), Number(hunk[3] ?? 1)];
    // An insertion stands behind the line that its hunk names.
    const start = Number(hunk[1]) - (oldLeft === 0 ? 0 : 1);
    if (start < at) return undefined;
    result.push(...old.slice(at, start));
    at = start;
    for (; oldLeft > 0 || newLeft > 0; i++) {
      const mark = lines[i]?.[0] ?? ' ';
      if (mark === '\\') continue;
      const line = (lines[i] ?? '').slice(1) + (lines[i + 1]?.startsWith('\\') ? '' : '\n');
      if (mark !== '+' && line !== old[at]) return undefined;
      if (mark !== '-') result.push(line);
      if (mark !== '-') newLeft--;
      if (mark !== '+') {
        oldLeft--;
        at++;
      }
    }
  }
  return hunks === 0 ? undefined : [...result, ...old.slice(at)].join('');
}
