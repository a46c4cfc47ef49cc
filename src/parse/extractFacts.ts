import type { Node, Tree } from 'web-tree-sitter';
import type { Language } from '../../grammars/language.ts';
import type { FileFacts } from '../facts/fileFacts.ts';
import { lexicalFacts } from '../facts/lexicalFacts.ts';
import { countTerms } from '../facts/terms.ts';
import { bindingFacts } from './bindings.ts';
import { blockRanges, branchCounts } from './blocks.ts';
import type { MatchGroups } from './captures.ts';
import { docsOf, firstSentence } from './doc.ts';
import { expectationsOf } from './expected.ts';
import { exportFacts } from './exports.ts';
import { dotted, type FileContext, fileContext, textOf } from './fileContext.ts';
import { importFacts } from './imports.ts';
import type { LoadedLanguage } from './loadLanguage.ts';
import { mend } from './mend.ts';
import { referenceFacts } from './references.ts';
import { returnsOf } from './returns.ts';
import { placeSymbols, symbolFacts } from './symbols.ts';

/** How often what does not parse is left as it was written before the rest is taken as it is. */
const MOST_ROUNDS = 3;

export interface ExtractOptions {
  /** Milliseconds that the parse of one text may take, and the queries over its tree as many; default 2000. */
  readonly timeLimit?: number;
}

/**
 * The facts of one text. Never throws on any text: what cannot be parsed in time gives lexical facts marked as truncated,
 * what is not well-formed gives the facts of the parts that are.
 */
export function extractFacts(loaded: LoadedLanguage, text: string, options: ExtractOptions = {}): FileFacts {
  const { timeLimit = 2000 } = options;
  const deadline = performance.now() + timeLimit;
  const [prepared, tree] = parsePrepared(loaded, text, deadline);
  if (!tree) return lexicalFacts(text, loaded.language.id, 'time');
  let better: Tree | undefined;
  try {
    const errors = errorCount(tree.rootNode);
    const misread = loaded.language.misread?.test(text) ?? false;
    const mended = errors > 0 || misread ? mend(prepared, loaded.language) : undefined;
    better = mended === undefined ? undefined : mendedTree(loaded, mended, errors, deadline);
    const [read, of] = better ? [better, mended ?? ''] : [tree, prepared];
    const groups = loaded.matches(read, of, timeLimit);
    if (!groups) return lexicalFacts(text, loaded.language.id, 'time');
    const facts = factsOf(loaded.language, text, groups, better ? errorCount(better.rootNode) : errors);
    // What may be better was not read to its end: these are not the facts of a quieter day.
    const isLate = mended !== undefined && !better && performance.now() > deadline;
    return isLate ? { ...facts, truncated: 'time' } : facts;
  } finally {
    tree.delete();
    better?.delete();
  }
}

/** The text in the form that parses best, with offsets unchanged (see {@link Language.prepare}), and its tree. */
function parsePrepared(loaded: LoadedLanguage, text: string, deadline: number): readonly [string, Tree | undefined] {
  const { prepare } = loaded.language;
  if (!prepare) return [text, parse(loaded, text, deadline)];
  const broken: (readonly [number, number])[] = [];
  let prepared = prepare(text, broken);
  for (let round = 0; ; round++) {
    const tree = parse(loaded, prepared, deadline);
    if (!tree || prepared === text) return [prepared, tree];
    const found = errorRanges(tree.rootNode);
    broken.push(...found);
    const next = found.length === 0 ? prepared : round < MOST_ROUNDS ? prepare(text, broken) : text;
    if (next === prepared) return [prepared, tree];
    tree.delete();
    prepared = next;
  }
}

/** The tree of the mended text when it has no more errors than the original's, else `undefined`. */
function mendedTree(loaded: LoadedLanguage, mended: string, errors: number, deadline: number): Tree | undefined {
  const tree = parse(loaded, mended, deadline);
  if (!tree || errorCount(tree.rootNode) <= errors) return tree;
  tree.delete();
  return undefined;
}

function parse({ parser }: LoadedLanguage, text: string, deadline: number): Tree | undefined {
  const tree = parser.parse(text, null, { progressCallback: () => performance.now() > deadline });
  if (tree) return tree;
  parser.reset();
  return undefined;
}

function factsOf(language: Language, text: string, groups: MatchGroups, errors: number): FileFacts {
  const context = fileContext(text, language, groups);
  const docs = docsOf(context);
  const placement = placeSymbols(context, docs);
  const expectations = expectationsOf(context);
  const { bindings, parameters, signatures } = bindingFacts(context, placement, expectations);
  const imports = importFacts(context, placement);
  const exports = exportFacts(context, placement, imports);
  const references = referenceFacts(context, placement, imports, bindings);
  const bases = new Map<number, string[]>();
  const baseArguments = new Map<number, number[]>();
  for (const { kind, name, receiver, enclosing, typeArguments } of references) {
    if (kind !== 'extends' && kind !== 'implements') continue;
    const written = receiver === undefined ? name : `${receiver}.${name}`;
    bases.set(enclosing, [...(bases.get(enclosing) ?? []), written]);
    baseArguments.set(enclosing, [...(baseArguments.get(enclosing) ?? []), typeArguments ?? 0]);
  }
  const listed = context.matches('export').some(({ kind }) => kind === 'export.all');
  const offered = new Set(exports.filter(({ specifier }) => specifier === undefined).map(({ local }) => local));
  const symbols = symbolFacts(context, docs, placement, {
    parameters,
    signatures,
    expectations,
    returns: returnsOf(context),
    bases,
    baseArguments,
    branches: branchCounts(context, placement),
    listed: listed ? offered : undefined,
    offered,
  });
  const moduleDoc = moduleDocOf(context, symbols[0]?.docSpan?.[0]);
  const namespace = namespaceOf(context);
  return {
    language: language.id,
    lines: context.lines.lines,
    parseErrors: errors,
    ...(namespace === undefined ? {} : { namespace }),
    ...(moduleDoc === undefined ? {} : { moduleDoc }),
    symbols,
    imports,
    exports,
    references,
    bindings,
    blocks: blockRanges(context),
    ...countTerms(text),
  };
}

/** The package that the file says it is in. */
function namespaceOf(context: FileContext): string | undefined {
  const name = context.matches('package')[0]?.parts['name'];
  const text = name && dotted(context.language, textOf(context, name, 500)).replace(/\s+/g, '');
  return text === '' ? undefined : text;
}

/** The module's docstring, or a doc comment at the top that belongs to no symbol. */
function moduleDocOf(context: FileContext, firstDocLine: number | undefined): string | undefined {
  if (context.language.documentation === 'docstring') {
    const first = context.matches('docstring')[0];
    if (!first || context.scopes.innermost(first.start) >= 0) return undefined;
    return firstSentence(context.text.slice(first.start, first.node.endIndex));
  }
  const { moduleComment } = context.language;
  for (const { node, start } of context.matches('comment').slice(0, 5)) {
    const text = context.text.slice(start, node.endIndex);
    if (moduleComment?.test(text)) return firstSentence(text.startsWith('/*') ? text : commentsFrom(context, start));
    if (!text.startsWith('/**')) continue;
    if (context.lines.lineOf(start) === firstDocLine) return undefined;
    const before = context.text.slice(0, start).replace(/^#!.*|\/\/.*|\/\*[\s\S]*?\*\/|['"]use strict['"];?/gm, '');
    return before.trim() === '' ? firstSentence(text) : undefined;
  }
  return undefined;
}

/** The comment at `start` with the line comments that adjoin it. */
function commentsFrom(context: FileContext, start: number): string {
  const line = /[^\n]*(?:\n[ \t]*(?:\/\/|#|--)[^\n]*)*/y;
  line.lastIndex = start;
  return line.exec(context.text)?.[0] ?? '';
}

/** Number of error and missing nodes, at most 1000. */
function errorCount(node: Node): number {
  return errorRanges(node).length;
}

/** Where error and missing nodes lie, at most 1000. */
function errorRanges(node: Node): (readonly [from: number, to: number])[] {
  const ranges: (readonly [number, number])[] = [];
  const stack: Node[] = node.hasError ? [node] : [];
  while (stack.length > 0 && ranges.length < 1000) {
    const next = stack.pop();
    if (!next) break;
    if (next.isError || next.isMissing) ranges.push([next.startIndex, next.endIndex]);
    if (next.hasError) for (const child of next.children) if (child) stack.push(child);
  }
  return ranges;
}
