import type { ParameterFact, SymbolFact } from '../facts/fileFacts.ts';

/**
 * One line that shows how a symbol is used, put together from facts: `find(path: FilePath): IndexedFile`, in Python
 * `find(path: Path) -> File`. For display only; packs quote the source verbatim.
 */
export function signatureOf(symbol: SymbolFact, language: string): string {
  const returns = symbol.parameters !== undefined && language === 'python' ? ' -> ' : ': ';
  const type = symbol.type === undefined ? '' : returns + oneLine(symbol.type);
  if (symbol.parameters !== undefined)
    return `${symbol.name}(${symbol.parameters.map(each => parameterText(each, language)).join(', ')})${type}`;
  if (symbol.bases !== undefined && symbol.bases.length > 0) return `${symbol.name} extends ${symbol.bases.join(', ')}`;
  return symbol.name + (symbol.kind === 'type' ? '' : type);
}

function parameterText(parameter: ParameterFact, language: string): string {
  const python = language === 'python';
  const name = `${parameter.rest ? (python ? '*' : '...') : ''}${parameter.name}`;
  const type = parameter.type === undefined ? '' : `: ${oneLine(parameter.type)}`;
  if (parameter.optional !== true) return name + type;
  return python ? `${name}${type} = …` : `${name}?${type}`;
}

const LONGEST_TYPE = 60;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_TYPE ? line : `${line.slice(0, LONGEST_TYPE - 1)}…`;
}
