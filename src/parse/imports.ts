import type { Language } from '../../grammars/language.ts';
import type { ImportedName, ImportFact, ImportKind } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import { type FileContext, textOf, wordAt } from './fileContext.ts';
import { nest } from './intervals.ts';
import { boundNames } from './patterns.ts';
import type { Placement } from './symbols.ts';

interface OpenImport {
  readonly start: number;
  readonly end: number;
  readonly kind: ImportKind;
  specifier: string | undefined;
  readonly typeOnly: boolean;
  readonly names: ImportedName[];
}

/** All import statements and expressions, in source order. One fact a specifier: `import a, b` in Python gives two. */
export function importFacts(context: FileContext, placement: Placement): readonly ImportFact[] {
  const statements = statementImports(context, placement);
  const facts: (ImportFact & { readonly at: number })[] = [];
  const finish = (item: OpenImport): void => {
    if (item.specifier === undefined) return;
    facts.push({
      at: item.start,
      specifier: item.specifier,
      kind: item.kind,
      span: context.lines.span(item.start, item.end),
      ...(item.typeOnly ? { typeOnly: true as const } : {}),
      names: item.names,
      enclosing: placement.enclosing(item.start),
    });
  };
  statements.forEach(finish);
  if (!context.language.imports) for (const item of expressionImports(context)) finish(item);
  facts.sort((a, b) => a.at - b.at);
  return facts.map(({ at: _at, ...fact }) => fact);
}

function statementImports(context: FileContext, placement: Placement): readonly OpenImport[] {
  const { imports: read } = context.language;
  if (read) {
    const byNode = new Map<number, Match>();
    for (const match of context.matches('import')) {
      if (match.kind === 'import' && (match.parts['prefix'] || !byNode.has(match.start)))
        byNode.set(match.start, match);
    }
    return [...byNode.values()].flatMap(match => writtenImports(context, placement, match, read));
  }
  const byStart = new Map<number, OpenImport>();
  const separate: OpenImport[] = [];
  const matches = context.matches('import');
  for (const match of matches) {
    if (match.kind !== 'import' && match.kind !== 'import.reexport') continue;
    const known = byStart.get(match.start);
    const specifier = specifierOf(context, match);
    if (known) known.specifier ??= specifier;
    else byStart.set(match.start, openImport(context, match, specifier));
  }
  const regions = nest([...byStart.values()]);
  const reexports = context.matches('export').filter(({ kind }) => kind === 'export.name');
  for (const match of [...matches, ...reexports]) {
    const item = regions.items[regions.innermost(match.start)];
    if (!item) continue;
    if (match.kind === 'import.module') separate.push(moduleImport(context, match, item));
    else addName(context, match, item);
  }
  for (const item of byStart.values()) addStar(context, item);
  return [...byStart.values(), ...separate];
}

/** What the language's own reader finds in a statement. */
function writtenImports(
  context: FileContext,
  placement: Placement,
  { start: own, end, parts }: Match,
  read: NonNullable<Language['imports']>,
): readonly OpenImport[] {
  const start = parts['prefix']?.startIndex ?? own;
  const text = context.text.slice(start, Math.min(end, start + 20_000));
  return read(text, namespacesAround(placement, own)).map(({ specifier, kind: form, typeOnly, names }) => ({
    start,
    end,
    kind: form ?? 'import',
    specifier,
    typeOnly: typeOnly ?? false,
    names: names.map(({ name, local, offset }) => named(context, name, local, start + offset)),
  }));
}

function namespacesAround({ symbols, enclosing }: Placement, offset: number): readonly string[] {
  const names: string[] = [];
  for (let index = enclosing(offset); index >= 0; index = symbols[index]?.parent ?? -1) {
    const { kind, name } = symbols[index]?.draft ?? {};
    if (kind === 'namespace' && name !== undefined) names.unshift(name);
  }
  return names;
}

function openImport(context: FileContext, { kind, start, end }: Match, specifier: string | undefined): OpenImport {
  const head = context.text.slice(start, Math.min(end, start + 40));
  const future = /^from\s+__future__\b/.test(head) ? '__future__' : undefined;
  return {
    start,
    end,
    kind: kind === 'import.reexport' ? 'reexport' : 'import',
    specifier: specifier ?? future,
    typeOnly: /^(?:import|export)\s+type\b(?!\s*(?:from\b|,|=))/.test(head),
    names: [],
  };
}

function specifierOf(context: FileContext, { parts }: Match): string | undefined {
  const node = parts['specifier'];
  if (!node) return undefined;
  return textOf(context, node, 1000)
    .replace(/^[rRuUbB]*(['"`]{1,3})([\s\S]*)\1$/, '$2')
    .replace(/\s+/g, '');
}

function addName(context: FileContext, match: Match, item: OpenImport): void {
  const text = textOf(context, match.node, 400);
  switch (match.kind) {
    case 'import.default':
      item.names.push(named(context, 'default', text, match.start));
      break;
    case 'import.namespace': {
      item.names.push(named(context, '*', text, match.start));
      const specifier = specifierOf(context, match);
      if (specifier !== undefined) item.specifier = specifier;
      break;
    }
    case 'import.star':
      item.names.push(named(context, '*', '', match.start));
      break;
    case 'import.name':
    case 'export.name': {
      const parsed = /^(?:type\s+)?(['"]?)([^\s'"]+)\1(?:\s+as\s+['"]?([^\s'"]+)['"]?)?$/.exec(text.trim());
      if (!parsed) break;
      const name = parsed[2] ?? '';
      const local = parsed[3] ?? name;
      const offset = text.lastIndexOf(local);
      const bound = match.kind === 'import.name' ? local : '';
      item.names.push(named(context, name, bound, match.start + Math.max(0, offset)));
      break;
    }
    default:
  }
}

function addStar(context: FileContext, item: OpenImport): void {
  if (item.kind !== 'reexport' || item.names.length > 0) return;
  if (/^export\s+(?:type\s+)?\*/.test(context.text.slice(item.start, item.start + 60))) {
    item.names.push(named(context, '*', '', item.start));
  }
}

/** `import a.b` binds `a`, `import a.b as c` binds `c`. */
function moduleImport(context: FileContext, { node, start }: Match, { start: from, end }: OpenImport): OpenImport {
  const text = textOf(context, node, 400);
  const [, module = text, alias] = /^([\w.\s]+?)(?:\s+as\s+(\w+))?$/.exec(text) ?? [];
  const specifier = module.replace(/\s+/g, '');
  const local = alias ?? specifier.split('.', 1)[0] ?? specifier;
  const name = named(context, '*', local, start + (alias === undefined ? 0 : text.lastIndexOf(alias)));
  return { start: from, end, kind: 'import', specifier, typeOnly: false, names: [name] };
}

/** `require(…)` and `import(…)`, with the names that their value is bound to. */
function expressionImports(context: FileContext): readonly OpenImport[] {
  const declarators = new Map<number, Match>();
  for (const match of context.matches('symbol')) {
    const value = match.kind === 'symbol.variable' ? match.node.childForFieldName('value') : null;
    if (value) declarators.set(value.startIndex, match);
  }
  const result: OpenImport[] = [];
  for (const match of context.matches('import')) {
    if (match.kind !== 'import.require' && match.kind !== 'import.dynamic') continue;
    const specifier = specifierOf(context, match);
    if (specifier === undefined) continue;
    const before =
      /(?:\(?await\s+|\()$/.exec(context.text.slice(Math.max(0, match.start - 20), match.start))?.[0].length ?? 0;
    const declarator = declarators.get(match.start) ?? declarators.get(match.start - before);
    const end = match.end;
    const names = declarator ? declaredNames(context, declarator, end) : [];
    result.push({
      start: match.start,
      end,
      kind: match.kind === 'import.require' ? 'require' : 'dynamic',
      specifier,
      typeOnly: false,
      names,
    });
  }
  return result;
}

function declaredNames(context: FileContext, declarator: Match, end: number): ImportedName[] {
  const pattern = declarator.parts['name'];
  if (!pattern) return [];
  const start = pattern.startIndex;
  const property = /^\s*\)?\s*\.\s*([\w$]+)\s*(?=[;,\n]|$)/.exec(context.text.slice(end, end + 100))?.[1];
  const text = textOf(context, pattern, 4000);
  return boundNames(text).map(({ name, path, offset }) => {
    const imported = path === undefined ? '*' : (property ?? path[0] ?? '*');
    return named(context, imported, name, start + offset);
  });
}

function named(context: FileContext, name: string, local: string, offset: number): ImportedName {
  const at = context.lines.position(offset);
  return { name, local: local === '' ? '' : wordAt(local, 0) || local, line: at.line, column: at.column };
}
