import type {
  BindingFact,
  FileFacts,
  ImportedName,
  ImportFact,
  ReferenceFact,
  SymbolFact,
} from '../../facts/fileFacts.ts';
import type { CreateImportResolver } from '../resolvers/resolver.ts';
import type { FileId, ReferenceRule, SymbolId } from '../snapshot.ts';
import type { FileScope } from './fileScope.ts';
import type { Library } from './library.ts';
import type { Queries } from './queries.ts';
import type { parseType, TypeExpression } from './typeExpression.ts';

/**
 * Languages that see each other's modules, and how they find them: what a resolver by paths and the names in one file
 * do not say. The functions ask nothing but `program`, which notes what was asked.
 */
export interface LanguageFamily {
  readonly id: string;
  /** Language ids as in `FileFacts.language`. */
  readonly languages: readonly string[];
  /** Finds modules by path. Absent where a specifier is a package or namespace that files declare for themselves. */
  readonly createResolver?: CreateImportResolver;
  /** Whether a change of the file of this name can change where specifiers lead. */
  readonly configuration?: RegExp;
  /** Words for the instance at hand inside a member. */
  readonly self: ReadonlySet<string>;
  /** Words for the type around: `cls`, `Self`, `static`. */
  readonly selfType: ReadonlySet<string>;
  /** The word whose members are those of the bases. */
  readonly superWord?: string;
  /** Whether calling that word constructs the base, and does not only look a method up. */
  readonly superConstructs?: true;
  /** Whether calling that word calls the bases' member of the same name. */
  readonly superCallsOverridden?: true;
  /** Whether the instance is a parameter like others, so that static members have none. */
  readonly explicitSelf?: true;
  /** Whether inside a type its members, inherited ones included, are in scope by their bare names. */
  readonly bareMembers?: true;
  /** Whether members may stand outside of their type's declaration: `SymbolFact.owner`, extension blocks. */
  readonly outsideMembers?: true;
  /** Whether declarations with one full name are one type: partial and reopened classes. Needs {@link moduleName}. */
  readonly mergedTypes?: true;
  /**
   * Whether types of one name may differ by their number of type parameters, so that names in receivers and values carry
   * it: `Foo$2` for `Foo<A, B>`.
   */
  readonly typeArity?: true;
  /** Whether a name that stands for a type passes over the variables and members that it may have been given to as well. */
  readonly separateTypes?: true;
  /** Whether imports of one file may count for others that do not name it, see `sharedImportsKey`: C#'s `global using`. */
  readonly sharedImports?: true;
  /** Whether a type declared over another one is a type of its own, and converts to it by a call. */
  readonly definedTypes?: true;
  /** Whether a base is a member as well, by its own name: Go's embedded fields. */
  readonly embeds?: true;
  /** Whether every value has one declared type, so that members of what comes from outside are never taken for the workspace's. */
  readonly typed?: true;
  /** Whether bindings give type parameters the type that bounds them, so that they may name types. */
  readonly boundedTypes?: true;
  /** Whether what is called and what is read are members apart: a field and a method may share a name. */
  readonly separateCalls?: true;
  /** Whether a call by the name of a local variable means that variable; by default it does. */
  readonly isCalled?: (binding: BindingFact, language: string) => boolean;
  /** Whether the overloads of a callable are found in the bases as well, by the number of arguments. */
  readonly inheritedOverloads?: true;
  /** What stands for the name of a class that has none. */
  readonly unnamedClass?: ReadonlySet<string>;
  /** Whether a declared type that leads nowhere is one from outside, so that its members are not guessed by their names. */
  readonly declaresTypes?: true;
  /** The member that calling an instance calls: `__call__` by default. */
  readonly callMember?: string;
  /** Whether calling a property gives its value: record components. */
  readonly calledProperties?: true;
  /** Whether naming a function without parentheses calls it. */
  readonly bareCalls?: true;
  /** The member of a class that constructs it: Ruby's `new`. */
  readonly constructorMember?: string;
  /** The member of an instance that is its class: Ruby's `class`. */
  readonly classMember?: string;
  readonly library: Library;
  /**
   * What stands before the qualified names of a file's symbols to make them full names: a declared package, or the folder
   * where that is the package. Files of one module name form one package. `undefined`: full names are not kept.
   */
  readonly moduleName?: (path: string, facts: Pick<FileFacts, 'namespace'>) => string | undefined;
  /** Specifiers to resolve besides those written: `a` for `import a.b`, which binds `a`. */
  readonly moreSpecifiers?: (specifier: string) => readonly string[];
  /** What importers get from `file` under `name`. */
  readonly exported: (program: Program, scope: FileScope, file: FileId, name: string) => Definition | undefined;
  /** What an imported name is, where that is not simply a member of the module that the specifier leads to. */
  readonly imported?: (program: Program, file: FileId, fact: ImportFact, name: ImportedName) => Definition | undefined;
  /** What a name means that neither the scopes nor the named imports of the file explain: package mates, star imports. */
  readonly visible?: (program: Program, place: Place, name: string) => Definition | undefined;
  /**
   * A function in scope by its name that is called like a member, where the receiver is unknown or its type, which may lie
   * outside of the workspace, has no such member.
   */
  readonly extensionMember?: (
    program: Program,
    inference: Inference,
    place: Place,
    receiver: string,
    name: string,
  ) => { readonly to: SymbolId; readonly rule: ReferenceRule } | undefined;
  /** Whether an import of a package of the workspace whose names are not found there means something outside. */
  readonly isOutside?: (program: Program, file: FileId, fact: ImportFact) => boolean;
  /** What `name` inside a namespace written in a file is, besides what stands there and is imported by name. */
  readonly memberOfNamespace?: (
    program: Program,
    namespace: { readonly file: FileId; readonly index: number },
    name: string,
  ) => Definition | undefined;
  /** What a reference from `file` means that leads to a symbol which is also declared or defined elsewhere. */
  readonly definition?: (
    program: Program,
    inference: Inference,
    file: FileId,
    symbol: SymbolId,
    fact: ReferenceFact,
  ) => SymbolId;
  /** The member `name` of a package given by its key. */
  readonly memberOfPackage?: (program: Program, key: string, name: string) => Definition | undefined;
}

/** A package or namespace without a file of its own; `key` means something to its family only. */
export interface PackageRef {
  readonly family: LanguageFamily;
  readonly key: string;
}

/** What a name finally is: a symbol, a module (index -1), or a package. */
export type Definition = { readonly symbol: SymbolId } | { readonly package: PackageRef };

/** Where a specifier of a file leads. `rest`: names inside the file that the specifier goes on with. */
export type ModuleTarget =
  | { readonly kind: 'file'; readonly file: FileId; readonly rest?: readonly string[] }
  | ({ readonly kind: 'package' } & PackageRef)
  | { readonly kind: 'external'; readonly package: string }
  | { readonly kind: 'unresolved' };

/** The state of the workspace that resolution reads. Every access notes what it consulted. */
export interface Program {
  readonly queries: Queries;
  /** `parseType`, each text once. */
  readonly parseType: typeof parseType;
  scope(file: FileId): FileScope | undefined;
  family(file: FileId): LanguageFamily | undefined;
  /** The file's {@link LanguageFamily.moduleName}. */
  moduleName(file: FileId): string | undefined;
  /** Absolute path of a file as in the file tree. */
  path(file: FileId): string | undefined;
  target(file: FileId, specifier: string): ModuleTarget;
  /** The module `name` inside a package, given by its file or its key, as the family's resolver finds it. */
  submodule(parent: FileId | PackageRef, name: string): ModuleTarget;
  /** Symbols by one of the keys of `nameKeys.ts`: their simple name, full name, … In order of path and position. */
  named(key: string): readonly SymbolId[];
  /** Whether nothing has this key. Only then the key counts as consulted, so that asking rules out without costs for renewal. */
  lacks(key: string): boolean;
}

/** What an expression denotes, as far as known. */
export interface Value {
  /** A class-like symbol, function, module (index -1), or variable with members. */
  readonly type?: SymbolId;
  /** A package without a file. */
  readonly package?: PackageRef;
  /** `instance`: an instance of `type`; `static`: the symbol or module itself. */
  readonly access: 'instance' | 'static';
  /** What iterating, indexing or awaiting gives; `library` knows the methods of such a container. */
  readonly element?: Value;
  readonly library?: Library;
  /** May as well be of a type that is not known. */
  readonly mixed?: true;
  /** Holds many elements, and so has none of their members. */
  readonly many?: true;
  /** What calling gives, for values of a function type. */
  readonly returns?: Value;
  /** How to call it, for values of a function type. */
  readonly signature?: Signature;
  /** The value that a method was taken from. */
  readonly receiver?: Value;
  /** Defined outside of the workspace: and so is whatever it has, holds or gives. */
  readonly outside?: true;
  /** `super`: members of the bases only. */
  readonly super?: true;
  readonly rule: ReferenceRule;
}

/** A way to call a value; types are read at `place`, `self` stands for `Self` and `this`. */
export interface Signature {
  readonly place: Place;
  readonly parameters: readonly {
    readonly name?: string;
    readonly type?: string | TypeExpression | undefined;
    readonly rest?: true;
  }[];
  readonly returns?: string | TypeExpression | undefined;
  readonly self?: Value | undefined;
}

/** A place from which names are looked up. */
export interface Place {
  readonly file: FileId;
  readonly line: number;
  /** 0-based; without it what stands later in the line counts as well. */
  readonly column?: number;
  /** Enclosing symbol, -1 at module level. */
  readonly enclosing: number;
}

/** Whether a name is called or read, see {@link LanguageFamily.separateCalls}, or stands for a type. */
export type Use = boolean | 'type';

/** The questions of type inference; see `inference.ts`. Each is memoised where it pays. */
export interface Inference {
  /** What a name denotes at a place. */
  name(place: Place, name: string, use?: Use): Value | undefined;
  /** What a receiver's text, or that of a callee or type, denotes at a place. */
  chain(place: Place, text: string, use?: Use): Value | undefined;
  /** What a symbol's name denotes where it is in scope. */
  symbol(id: SymbolId): Value | undefined;
  /** What a value of a declared type is; `self` stands for `Self` and `this`. */
  declared(place: Place, type: string | TypeExpression, self?: Value): Value | undefined;
  call(callee: Value): Value | undefined;
  /** What the member `name` of a value denotes. */
  member(value: Value, name: string): Value | undefined;
  /** The member `name` of a value, as a symbol. */
  memberSymbol(value: Value, name: string, called?: boolean): SymbolId | undefined;
  /** Direct bases of a class or interface. */
  bases(type: SymbolId): readonly SymbolId[];
  /** A member of a class or interface by name, inherited ones included, nearest first. */
  inherited(type: SymbolId, name: string, called?: boolean): SymbolId | undefined;
}

const CLASS_LIKE: ReadonlySet<string> = new Set(['class', 'interface', 'enum', 'type', 'namespace', 'extension']);
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
