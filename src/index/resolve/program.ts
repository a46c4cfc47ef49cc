import type { FileFacts, SymbolFact } from '../../facts/fileFacts.ts';
import type { LanguageFamily } from '../resolvers/resolvers.ts';
import type { FileId, ReferenceRule, SymbolId } from '../snapshot.ts';
import type { FileScope } from './fileScope.ts';
import type { Queries } from './queries.ts';
import type { TypeExpression } from './typeExpression.ts';

/** Where a specifier of a file leads. */
export type ModuleTarget =
  | { readonly kind: 'file'; readonly file: FileId }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'external'; readonly package: string }
  | { readonly kind: 'unresolved' };

/** The state of the workspace that resolution reads. Every access notes what it consulted. */
export interface Program {
  readonly queries: Queries;
  scope(file: FileId): FileScope | undefined;
  family(file: FileId): LanguageFamily | undefined;
  target(file: FileId, specifier: string): ModuleTarget;
  /** The module `name` inside a package, given by its file or its folder. */
  submodule(parent: FileId | string, name: string): ModuleTarget;
  /** Symbols with this simple name, or with a {@link hintKey} or {@link typedKey}. */
  named(name: string): readonly SymbolId[];
}

/** What an expression denotes, as far as known. */
export interface Value {
  /** A class-like symbol, function, module (index -1), or variable with members. */
  readonly type?: SymbolId;
  /** A package without a file. */
  readonly folder?: string;
  /** `instance`: an instance of `type`; `static`: the symbol or module itself. */
  readonly access: 'instance' | 'static';
  /** What iterating, indexing or awaiting gives. */
  readonly element?: Value;
  /** What calling gives, for values of a function type. */
  readonly returns?: Value;
  /** The value that a method was taken from. */
  readonly receiver?: Value;
  /** `super`: members of the bases only. */
  readonly super?: true;
  readonly rule: ReferenceRule;
}

/** A place from which names are looked up. */
export interface Place {
  readonly file: FileId;
  readonly line: number;
  /** Enclosing symbol, -1 at module level. */
  readonly enclosing: number;
}

/** The questions of type inference; see `inference.ts`. Each is memoised where it pays. */
export interface Inference {
  /** What a name denotes at a place. */
  name(place: Place, name: string): Value | undefined;
  /** What a receiver's text denotes at a place. */
  chain(place: Place, text: string): Value | undefined;
  /** What a symbol's name denotes where it is in scope. */
  symbol(id: SymbolId): Value | undefined;
  /** What a value of a declared type is; `self` stands for `Self` and `this`. */
  declared(place: Place, type: string | TypeExpression, self?: Value): Value | undefined;
  call(callee: Value): Value | undefined;
  /** The member `name` of a value, as a symbol. */
  memberSymbol(value: Value, name: string): SymbolId | undefined;
  /** Direct bases of a class or interface. */
  bases(type: SymbolId): readonly SymbolId[];
  /** A member of a class or interface by name, inherited ones included, nearest first. */
  inherited(type: SymbolId, name: string): SymbolId | undefined;
}

const CLASS_LIKE: ReadonlySet<string> = new Set(['class', 'interface', 'enum', 'type', 'namespace']);
const CALLABLE: ReadonlySet<string> = new Set(['function', 'method', 'constructor']);

export function isClassLike(symbol: SymbolFact): boolean {
  return CLASS_LIKE.has(symbol.kind);
}
export function isCallable(symbol: SymbolFact): boolean {
  return CALLABLE.has(symbol.kind);
}

/** Where a symbol's own declaration looks names up: inside itself. */
export function placeOf(file: FileId, facts: FileFacts, index: number): Place {
  return { file, line: facts.symbols[index]?.nameSpan[0] ?? 0, enclosing: index };
}

/** Key under which classes are found by the variables that are usually named after them: `http_client` for `HttpClient`. */
export function hintKey(name: string): string {
  return `~${name.replaceAll('_', '').toLowerCase()}`;
}

/** Key under which the symbols are found that declare a type for something called `name`: themselves or a parameter. */
export function typedKey(name: string): string {
  return `:${name}`;
}
