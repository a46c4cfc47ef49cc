import type { SymbolFact } from '../facts/fileFacts.ts';
import { termsOfWord } from '../facts/terms.ts';
import type { IndexedFile } from '../index/snapshot.ts';
import { childrenOf } from './members.ts';
import type { TermList } from './textIndex.ts';

/** What ranking looks up by words in a file: everything that follows from its facts and its path alone. */
export interface FileWords {
  /** Subtokens of all its words. */
  readonly content: TermList;
  /** Subtokens of its symbols' names and of its path, each once. */
  readonly names: TermList;
  /** Last names of the receivers of its accesses, each once. */
  readonly receivers: readonly string[];
  /** Its types with members. */
  readonly types: readonly TypeWords[];
}

export interface TypeWords {
  /** Index of the symbol. */
  readonly symbol: number;
  /** Distinct subtokens of the name. */
  readonly terms: readonly string[];
}

/** The words of a file. Reads all its facts: asked once for each version of a file. */
export function wordsOfFile({ facts, source }: IndexedFile): FileWords {
  const names = new Set<string>();
  const types: TypeWords[] = [];
  const children = childrenOf(facts);
  facts.symbols.forEach((symbol, index) => {
    const terms = termsOfWord(symbol.name);
    for (const term of terms) names.add(term);
    if (isType(symbol) && children.has(index)) types.push({ symbol: index, terms: [...new Set(terms)] });
  });
  for (const word of source.path.relative.replace(/\.[^./]*$/, '').split(/[/.-]/)) {
    for (const term of termsOfWord(word)) names.add(term);
  }
  const receivers = new Set<string>();
  for (const { receiver } of facts.references) if (receiver !== undefined) receivers.add(receiver);
  return {
    content: { terms: facts.terms, counts: facts.termCounts },
    names: { terms: [...names].sort(), counts: new Array<number>(names.size).fill(1) },
    receivers: [...new Set([...receivers].map(lastName))],
    types,
  };
}

function isType({ kind }: SymbolFact): boolean {
  return kind === 'class' || kind === 'interface' || kind === 'type';
}

/** `client` for `this.client`, `get` for `a.get()`. */
export function lastName(receiver: string): string {
  return /([\p{L}_$][\p{L}\p{N}_$]*)(?:\(.*\)|\[.*\])?$/u.exec(receiver)?.[1] ?? '';
}
