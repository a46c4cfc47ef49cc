import type { Span } from '../../base/span.ts';
import type { FileFacts } from '../../facts/fileFacts.ts';
import { lineTable } from '../lineTable.ts';
import type { NotebookCode } from './notebook.ts';

/** Facts about the code of a notebook as facts about its file: every line and column is the file's. */
export function relocate(facts: FileFacts, text: string, { code, starts, ends }: NotebookCode): FileFacts {
  const file = lineTable(text);
  const codeLines = lineTable(code);
  const starting = (line: number, column: number): { readonly line: number; readonly column: number } =>
    file.position(starts[codeLines.offsetOf(line, column)] ?? text.length);
  const ending = (line: number, column: number): { readonly line: number; readonly column: number } => {
    const offset = codeLines.offsetOf(line, column);
    return file.position(offset === 0 ? (starts[0] ?? 0) : (ends[offset - 1] ?? text.length));
  };
  const span = ([line, column, lastLine, lastColumn]: Span): Span => {
    const from = starting(line, column);
    const to = line === lastLine && column === lastColumn ? from : ending(lastLine, lastColumn);
    return [from.line, from.column, to.line, to.column];
  };
  const lineOf = (line: number): number => starting(line, 0).line;
  const lines = ([first, last]: readonly [number, number]): readonly [number, number] => [lineOf(first), lineOf(last)];
  return {
    ...facts,
    lines: file.lines,
    symbols: facts.symbols.map(symbol => ({
      ...symbol,
      nameSpan: span(symbol.nameSpan),
      span: span(symbol.span),
      headerSpan: span(symbol.headerSpan),
      ...(symbol.bodySpan ? { bodySpan: span(symbol.bodySpan) } : {}),
      ...(symbol.docSpan ? { docSpan: span(symbol.docSpan) } : {}),
    })),
    imports: facts.imports.map(fact => ({
      ...fact,
      span: span(fact.span),
      names: fact.names.map(name => ({ ...name, ...starting(name.line, name.column) })),
    })),
    references: facts.references.map(fact => ({ ...fact, ...starting(fact.line, fact.column) })),
    bindings: facts.bindings.map(fact => ({ ...fact, line: lineOf(fact.line), scope: lines(fact.scope) })),
    blocks: facts.blocks.map(lines).filter(([first, last]) => last - first >= 2),
  };
}
