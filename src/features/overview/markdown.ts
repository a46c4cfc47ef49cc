/** Plain text inside a Markdown paragraph or list item: on one line, nothing in it acts as markup. */
export function escapeText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const escaped = line
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/!(?=\\\[)/g, '\\!');
  return escaped.replace(/^(#{1,6}|[-+>]|={2,}|:)(?=\s|$)|^(\d+)([.)])(?=\s|$)/, (mark, _, digits, dot) =>
    digits === undefined ? `\\${mark}` : `${digits}\\${dot}`,
  );
}

/** A code span (CommonMark 6.1): fenced by more backticks than the text holds in a row. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(match => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A link; `label` is already Markdown, `target` a path with an optional `#L12`. */
export function link(label: string, target: string): string {
  return `[${label}](${target})`;
}

/** A relative link target to a 0-based line: percent-encoded, so that spaces and brackets survive. */
export function lineTarget(relative: string, line?: number): string {
  const path = relative.split('/').map(encodeSegment).join('/');
  return line === undefined ? path : `${path}#L${line + 1}`;
}

function encodeSegment(segment: string): string {
  const wellFormed = segment.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(
    /[()'!*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `3 files`, `1 file`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
