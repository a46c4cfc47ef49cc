/** Cell magics that run what follows as the notebook's own language. */
const TRANSPARENT = new Set(['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'lprun', 'snakeviz', 'debug']);
const CELL_MAGIC = /^\s*%%(\w+)/;
const LINE_MAGIC = /^\s*(?:%\w|![^=]|\?{1,2}[\w.])|^\s*[\w.*]+\?{1,2}\s*$|^\s*[\w.,\s]+=\s*(?:!|%\w)/;

/**
 * A Python cell without what only IPython understands, blanked at the same length: `%magic` and `!shell` lines with the lines
 * that they go on in, help requests, and cells of other languages (`%%bash`).
 */
export function withoutMagics(cell: string): string {
  const magic = CELL_MAGIC.exec(cell)?.[1];
  if (magic !== undefined && !TRANSPARENT.has(magic)) return blank(cell);
  let goesOn = false;
  return cell
    .split('\n')
    .map((line, index) => {
      const isMagic = goesOn || LINE_MAGIC.test(line) || (index === 0 && magic !== undefined);
      goesOn = isMagic && line.trimEnd().endsWith('\\');
      return isMagic ? stand(line) : line;
    })
    .join('\n');
}

/** Blanks; an indented line keeps a statement, because it may be all that a block has. */
function stand(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  if (indent === '' || line.length < indent.length + 4) return blank(line);
  return `${indent}pass${blank(line.slice(indent.length + 4))}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
