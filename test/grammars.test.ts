import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageOf, languages } from '../grammars/index.ts';
import type { FileFacts, Initializer } from '../src/facts/fileFacts.ts';
import { packFacts, plainFacts, unpackFacts } from '../src/facts/packedFacts.ts';
import { factsOfText } from '../src/parse/embedded/embeddedFacts.ts';
import { loadLanguage, sourceGrammars } from '../src/parse/loadLanguage.ts';

/**
 * Fixtures are sources with marks: a comment line `// ^^^ method Foo.bar exported` says what the word above the carets is.
 * One fact at that place must have all the words of the mark. `none` says that there is no fact. The comment mark may be
 * that of any language, and stand in a string of a notebook.
 */
const root = process.cwd();

const fixtures = readdirSync(join(root, 'grammars'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && existsSync(join(root, 'grammars', entry.name, 'fixtures')))
  .flatMap(({ name }) =>
    readdirSync(join(root, 'grammars', name, 'fixtures')).map(file => join(name, 'fixtures', file)),
  );

test('every fixture is of a known language', () => {
  expect(fixtures.filter(file => languageOf(file) === undefined)).toEqual([]);
});

for (const language of languages) {
  const own = fixtures.filter(file => languageOf(file) === language);
  describe(language.id, () => {
    test('has fixtures', () => expect(own.length).toBeGreaterThan(0));
    for (const file of own) {
      test(file, async () => {
        const text = readFileSync(join(root, 'grammars', file), 'utf8');
        const facts = await factsOfText(language, text, inner => loadLanguage(inner, sourceGrammars(root)));
        expect(facts.parseErrors).toBe(0);
        expect(unmet(text, facts)).toEqual([]);
        expect(plainFacts(unpackFacts(packFacts(facts)))).toStrictEqual(facts);
      });
    }
  });
}

/** The marks that no fact meets, with what is there instead. */
function unmet(text: string, facts: FileFacts): string[] {
  const result: string[] = [];
  let target = 0;
  let marks = 0;
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const mark =
      /^(\s*"?(?:\/\/|#|--|;+|%|\\\*|\(\*|\/\*|<!--)\s*)(\^+)\s+(.*?)(?:\s*(?:\*[/)]|-->|(?:\\n)?",?))?$/.exec(line);
    if (!mark) {
      target = index;
      return;
    }
    marks += 1;
    const column = mark[1]?.length ?? 0;
    const word = lines[target]?.slice(column, column + (mark[2]?.length ?? 0)) ?? '';
    const present = factsAt(facts, target, column, word);
    const wanted = (mark[3] ?? '').trim().split(/\s+/);
    const met =
      wanted[0] === 'none' ? present.length === 0 : present.some(words => wanted.every(w => words.includes(w)));
    if (!met)
      result.push(
        `${index + 1}: ${word}: wanted "${wanted.join(' ')}", is ${JSON.stringify(present.map(w => w.join(' ')))}`,
      );
  });
  if (marks === 0) result.push('the fixture has no marks');
  return result;
}

/** The facts about the word at a place, each as a list of words. */
function factsAt(facts: FileFacts, line: number, column: number, word: string): string[][] {
  const inside = (enclosing: number): string => `in=${facts.symbols[enclosing]?.qualifiedName ?? '-'}`;
  const initializer = (value: Initializer | undefined): string[] =>
    value ? [`${value.form}:${value.path}${value.steps ? `@${value.steps.join('.')}` : ''}`] : [];
  const type = (written: string | undefined): string[] =>
    written === undefined ? [] : [`type=${written.replace(/\s+/g, '')}`];
  const symbols = facts.symbols
    .filter(({ nameSpan }) => nameSpan[0] === line && nameSpan[1] === column)
    .map(symbol => [
      symbol.kind,
      symbol.qualifiedName,
      symbol.exported ? 'exported' : 'hidden',
      ...(symbol.static ? ['static'] : []),
      ...(symbol.owner === undefined ? [] : [`owner=${symbol.owner}`]),
      ...type(symbol.type),
      ...initializer(symbol.initializer),
      ...(symbol.bases ?? []).map(base => `base=${base}`),
      ...(symbol.holdsFunction ? ['holdsFunction'] : []),
      ...(symbol.signatures ?? []).map(each => `signature=${each.parameters.map(parameterText).join(',')}`),
      ...(symbol.parameters ? [`parameters=${symbol.parameters.map(parameterText).join(',')}`] : []),
      ...(symbol.doc === undefined ? [] : [`doc=${symbol.doc.replace(/\s+/g, '_')}`]),
      ...(symbol.branches === undefined ? [] : [`branches=${symbol.branches}`]),
    ]);
  const references = facts.references
    .filter(reference => reference.line === line && reference.column === column)
    .map(({ kind, receiver, enclosing, arguments: count }) => [
      kind,
      ...(receiver === undefined ? ['bare'] : [`receiver=${receiver.replace(/\s+/g, '')}`]),
      inside(enclosing),
      ...(count === undefined ? [] : [`arguments=${count}`]),
    ]);
  const imports = facts.imports.flatMap(({ specifier, kind, typeOnly, names }) =>
    names
      .filter(name => name.line === line && name.column === column)
      .map(({ name, local }) => [kind, `${name}>${local}`, `from=${specifier}`, ...(typeOnly ? ['typeOnly'] : [])]),
  );
  const bindings = facts.bindings
    .filter(binding => binding.line === line && binding.name === word)
    .map(binding => [
      binding.parameter ? 'parameter' : 'local',
      ...type(binding.type),
      ...initializer(binding.initializer),
      inside(binding.enclosing),
    ]);
  return [...symbols, ...references, ...imports, ...bindings];
}

function parameterText({
  name,
  type,
  optional,
  rest,
}: {
  name: string;
  type?: string;
  optional?: true;
  rest?: true;
}): string {
  return `${rest ? '...' : ''}${name.replace(/\s+/g, '')}${optional ? '?' : ''}${type === undefined ? '' : `:${type.replace(/\s+/g, '')}`}`;
}
