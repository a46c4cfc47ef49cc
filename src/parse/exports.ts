import type { ExportFact, ImportFact } from '../facts/fileFacts.ts';
import type { Match } from './captures.ts';
import { skipToken } from './expressions.ts';
import { type FileContext, textOf } from './fileContext.ts';
import { nest } from './intervals.ts';
import type { Placement } from './symbols.ts';

interface Offered {
  readonly at: number;
  readonly fact: ExportFact;
}

/** Export clauses, default and star exports, CommonJS exports, `__all__` and exported declarations, in source order. */
export function exportFacts(
  context: FileContext,
  placement: Placement,
  imports: readonly ImportFact[],
): readonly ExportFact[] {
  if (context.language.imports) return reexports(imports);
  const found = [...clauses(context), ...statements(context), ...listed(context), ...commonJs(context)];
  for (const { draft, parent, exportedWord, defaultWord } of placement.symbols) {
    if (parent !== -1 || draft.owner !== undefined) continue;
    if (exportedWord || defaultWord) {
      const assigned = defaultWord && /^(?:module|exports)\b/.test(context.text.slice(draft.start, draft.start + 8));
      const name = assigned ? '=' : defaultWord ? 'default' : draft.name;
      found.push({ at: draft.nameStart, fact: { name, local: draft.name } });
    }
  }
  for (const { draft } of placement.symbols) {
    if (draft.owner === 'exports' || draft.owner === 'module.exports') {
      found.push({ at: draft.nameStart, fact: { name: draft.name, local: draft.name } });
    }
  }
  found.sort((a, b) => a.at - b.at);
  const seen = new Set<string>();
  return found
    .map(({ fact }) => fact)
    .filter(fact => {
      const key = `${fact.name}\n${fact.local}\n${fact.specifier ?? ''}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** Names that imports offer to others, in languages where declarations need no list of exports. */
function reexports(imports: readonly ImportFact[]): readonly ExportFact[] {
  return imports
    .filter(({ kind }) => kind === 'reexport')
    .flatMap(({ specifier, names }) =>
      names.map(({ name, local }) => ({ name: local === '' ? '*' : local, local: name, specifier })),
    );
}

function clauses(context: FileContext): Offered[] {
  const sources = nest(
    context
      .matches('import')
      .filter(({ kind }) => kind === 'import.reexport')
      .map(match => ({ start: match.start, end: match.end, specifier: quoted(context, match) })),
  );
  const found: Offered[] = [];
  for (const match of context.matches('export')) {
    if (match.kind !== 'export.name') continue;
    const parsed = /^(?:type\s+)?['"]?([^\s'"]+)['"]?(?:\s+as\s+['"]?([^\s'"]+)['"]?)?$/.exec(
      textOf(context, match.node, 400).trim(),
    );
    if (!parsed) continue;
    const local = parsed[1] ?? '';
    const specifier = sources.items[sources.innermost(match.start)]?.specifier;
    found.push({
      at: match.start,
      fact: { name: parsed[2] ?? local, local, ...(specifier === undefined ? {} : { specifier }) },
    });
  }
  for (const { start, specifier } of sources.items) {
    const star = /^export\s+(?:type\s+)?\*(?:\s+as\s+['"]?([^\s'"]+)['"]?)?/.exec(
      context.text.slice(start, start + 200),
    );
    if (star) found.push({ at: start, fact: { name: star[1] ?? '*', local: '*', specifier } });
  }
  return found;
}

function quoted(context: FileContext, match: Match): string {
  const node = match.parts['specifier'];
  return node ? textOf(context, node, 1000).slice(1, -1) : '';
}

/** `export default name`, `export = name`. A declaration after `default` is a symbol and comes from there. */
function statements(context: FileContext): Offered[] {
  const found: Offered[] = [];
  for (const match of context.matches('export')) {
    if (match.kind !== 'export') continue;
    const text = textOf(context, match.node, 300);
    const value =
      /^export\s+(?:default\s+|(=)\s*)(?!async\s+function|function\b|class\b|abstract\b|interface\b|enum\b)([\s\S]*)$/.exec(
        text,
      );
    if (!value) continue;
    const rest = value[2] ?? '';
    if (/^(?:\{|\(?[\w\s,]*\)?\s*=>)/.test(rest)) continue;
    const local = /^([\w$.]+)\s*;?\s*$/.exec(rest)?.[1] ?? '';
    found.push({ at: match.start, fact: { name: value[1] ?? 'default', local } });
  }
  return found;
}

function listed(context: FileContext): Offered[] {
  const found: Offered[] = [];
  for (const match of context.matches('export')) {
    if (match.kind !== 'export.all') continue;
    for (const name of textOf(context, match.node).matchAll(/(['"])([\w.]+)\1/g)) {
      found.push({ at: match.start + name.index, fact: { name: name[2] ?? '', local: name[2] ?? '' } });
    }
  }
  return found;
}

/** `module.exports = …` and `exports.x = …` whose value is a name, a `require` or an object of names. */
function commonJs(context: FileContext): Offered[] {
  const found: Offered[] = [];
  for (const match of context.matches('symbol')) {
    if (match.kind !== 'symbol.assignment') continue;
    const { owner, name, value } = match.parts;
    if (!owner || !name || !value) continue;
    const target = context.text.slice(owner.startIndex, name.startIndex).replace(/\s/g, '');
    const at = match.start;
    const text = textOf(context, value, 20_000);
    const nameText = textOf(context, name, 200);
    if (target === 'module.' && nameText === 'exports') found.push(...moduleExports(text, at));
    else if (target === 'exports.' || target === 'module.exports.') {
      const fact = valueExport(nameText, text);
      if (fact) found.push({ at, fact });
    }
  }
  return found;
}

function moduleExports(value: string, at: number): Offered[] {
  const whole = valueExport('=', value);
  if (whole) return [{ at, fact: whole }];
  if (!value.startsWith('{'))
    return /^(?:async\s+)?(?:function\b|class\b|\()/.test(value) ? [] : [{ at, fact: { name: '=', local: '' } }];
  const found: Offered[] = [];
  let index = 1;
  let start = 1;
  const take = (end: number): void => {
    const part = value
      .slice(start, end)
      .replace(/^\s*(?:\/\*[\s\S]*?\*\/\s*|\/\/.*\n\s*)*/, '')
      .trim();
    const spread = /^\.\.\.require\(\s*['"]([^'"]+)['"]\s*\)$/.exec(part)?.[1];
    const [, name, written] =
      /^['"]?([\p{ID_Start}$_][\p{ID_Continue}$]*)['"]?\s*(?::\s*([\s\S]+))?$/u.exec(part) ?? [];
    const method = /^(?:async\s+|get\s+|\*\s*)*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*\(/u.exec(part)?.[1];
    if (spread !== undefined) found.push({ at, fact: { name: '*', local: '*', specifier: spread } });
    else if (name !== undefined)
      found.push({ at, fact: (written && valueExport(name, written)) || { name, local: name } });
    else if (method !== undefined) found.push({ at, fact: { name: method, local: method } });
  };
  const close = skipToken(value, 0) - 1;
  while (index < close) {
    if (value.charAt(index) === ',') {
      take(index);
      index += 1;
      start = index;
    } else index = skipToken(value, index);
  }
  take(close);
  return found;
}

function valueExport(name: string, value: string): ExportFact | undefined {
  const required = /^require\(\s*(['"])([^'"]+)\1\s*\)(?:\.([\w$]+))?\s*;?$/.exec(value);
  if (required) return { name, local: required[3] ?? '=', specifier: required[2] ?? '' };
  if (/^(?:true|false|null|undefined|this|\d.*)$/.test(value)) return undefined;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$.]*$/u.test(value) ? { name, local: value } : undefined;
}
