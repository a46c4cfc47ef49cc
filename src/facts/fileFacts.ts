import type { Span } from '../base/span.ts';

/** Raised whenever the meaning or the shape of {@link FileFacts} changes; stored facts of other versions are dropped. */
export const FACTS_VERSION = 5;

/**
 * What one file says about itself, without looking at any other file.
 * Plain data: no methods, no syntax nodes, serialisable as JSON, equal input text gives equal facts.
 * `symbols`, `imports`, `exports`, `references` and `bindings` are in source order.
 * A symbol is named elsewhere in the facts by its index in `symbols`; -1 means the module itself.
 */
export interface FileFacts {
  /** Language id (`typescript`, `python`, …), or `text` when no grammar knows the file. */
  readonly language: string;
  /** Number of lines of the text, at least 1. */
  readonly lines: number;
  /** Number of error or missing nodes that the parser reported; 0 for lexical files. */
  readonly parseErrors: number;
  /** Set when the parser was stopped by its time or size limit, and facts are partial. */
  readonly truncated?: 'time' | 'size';
  /** The package or namespace that the whole file declares itself to be in, parts separated by dots: Java's `package`, PHP's `namespace`. */
  readonly namespace?: string;
  /** The file's own documentation: its first doc comment or module docstring, first sentence only. */
  readonly moduleDoc?: string;
  readonly symbols: readonly SymbolFact[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  readonly references: readonly ReferenceFact[];
  readonly bindings: readonly BindingFact[];
  /** Line ranges `[first, last]` of multi-line blocks inside bodies, outermost first: what the elided level may fold. */
  readonly blocks: readonly (readonly [first: number, last: number])[];
  /** Subtokens of all words in the text (see `terms.ts`) and how often each occurs; parallel arrays, terms sorted. */
  readonly terms: readonly string[];
  readonly termCounts: readonly number[];
}

export type SymbolKind =
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'enumMember'
  | 'function'
  | 'method'
  | 'constructor'
  | 'property'
  | 'variable'
  | 'namespace'
  /** A block that adds members to a type declared elsewhere, and carries its name: Rust's `impl`, Swift's `extension`. */
  | 'extension';

/** A definition with a name. Local variables are {@link BindingFact}s, not symbols. */
export interface SymbolFact {
  /** Simple name; `default` for an anonymous default export. Constructors carry the language's own word (`constructor`, `__init__`). */
  readonly name: string;
  /** Names of the enclosing symbols and this one, joined by `.`. */
  readonly qualifiedName: string;
  readonly kind: SymbolKind;
  /** Index of the enclosing symbol, -1 at module level. */
  readonly parent: number;
  /** The type that this is a member of, as written without type arguments, when that is no symbol around: Go's receivers, C++'s `A::f`. */
  readonly owner?: string;
  /** Visible to other files: exported, public by the language's convention, or a visible member of such a symbol. */
  readonly exported: boolean;
  readonly static?: true;
  readonly nameSpan: Span;
  /** The whole declaration with decorators and modifiers, without the doc comment. */
  readonly span: Span;
  /** From the declaration's start to just before its body: what the signature level prints, verbatim. */
  readonly headerSpan: Span;
  /** The body, delimiters included; absent where there is none (abstract, overload, type alias, variable). */
  readonly bodySpan?: Span;
  /** The doc comment before, or the docstring inside. */
  readonly docSpan?: Span;
  /** First sentence of the documentation, without comment marks, at most 200 characters. */
  readonly doc?: string;
  readonly parameters?: readonly ParameterFact[];
  /** Declared type of a property or variable, or the declared return type of a callable, as written; other languages' in TypeScript's notation. */
  readonly type?: string;
  /** What initialises a variable or property, see {@link Initializer}. */
  readonly initializer?: Initializer;
  /** A variable or property in whose value a function is written: `memo(() => …)`, `(function () { … })()`. */
  readonly holdsFunction?: true;
  /** Call signatures of an interface or object type, in source order. */
  readonly signatures?: readonly SignatureFact[];
  /** Base classes and interfaces as written, without type arguments: `Base`, `ns.Base`. */
  readonly bases?: readonly string[];
  /** Number of type arguments of each of the bases, where types of one name may differ by it and one base has some. */
  readonly baseArguments?: readonly number[];
  /** Number of type parameters of a type, where types of one name may differ by it; absent for none. */
  readonly typeParameters?: number;
  /** Decision points in the body (if, loop, case, catch, conditional, and/or): cyclomatic complexity minus 1. */
  readonly branches?: number;
}

/** A way to call a value of an interface or object type. */
export interface SignatureFact {
  readonly parameters: readonly ParameterFact[];
  /** Declared return type as written. */
  readonly type?: string;
}

export interface ParameterFact {
  readonly name: string;
  /** Declared type, written as {@link SymbolFact.type}. */
  readonly type?: string;
  readonly optional?: true;
  readonly rest?: true;
}

/**
 * The right-hand side of `x = …` as far as a type can be read off it: `path` is a dotted name as written.
 * `new`: constructed (`new a.B()`), `call`: called (`a.b()`, in Python also construction), `name`: a plain reference (`a.b`),
 * `await`: awaited call, `element`: an element of `path` (loop variable, index).
 * For a parameter whose function stands where something is expected: what lies `steps` below the function `path`
 * (`argument`: `[1, 0]` is the first parameter of its second argument) or below the type `path` (`expected`).
 */
export interface Initializer {
  readonly form: 'new' | 'call' | 'name' | 'await' | 'element' | 'argument' | 'expected';
  readonly path: string;
  /** For `argument` and `expected`: numbers of parameters, names of members, `()` for the result of a call. */
  readonly steps?: readonly (number | string)[];
}

export type ImportKind =
  /** `import … from`, `from … import`, `import …` */
  | 'import'
  /** `export … from` */
  | 'reexport'
  /** `require(…)` */
  | 'require'
  /** `import(…)`, `importlib.import_module("…")` */
  | 'dynamic';

/** One import statement or expression with one specifier. */
export interface ImportFact {
  /** Module specifier as written, without quotes, or as the language's folder under `grammars/` says; Python: dotted path with its leading dots (`..pkg.mod`, `.`). */
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly span: Span;
  readonly typeOnly?: true;
  /** Imported names. `name` is `default` for a default import, `*` for the whole module (namespace import, `import a.b as c`, star import). */
  readonly names: readonly ImportedName[];
  /** Enclosing symbol, -1 at module level. */
  readonly enclosing: number;
}

export interface ImportedName {
  /** Name in the imported module, `default`, or `*`. */
  readonly name: string;
  /** Name in this file; '' when nothing is bound (side-effect import, star import, `export * from`). */
  readonly local: string;
  /** 0-based line and UTF-16 column of the local name. */
  readonly line: number;
  readonly column: number;
}

/** A name that this file offers to others under `name`: `export { local as name }`, `module.exports = local`, `export default local`, `__all__`. Declarations with an export modifier are listed too. */
export interface ExportFact {
  /** Name seen by importers; `default` for a default export; `*` for `export * from`; `=` for `module.exports =`. */
  readonly name: string;
  /** Name in this file, or in the module of `specifier` when that is set; '' when the exported value has no name. */
  readonly local: string;
  /** Set for `export … from 'specifier'`. */
  readonly specifier?: string;
}

export type ReferenceKind =
  | 'call'
  | 'new'
  | 'type'
  | 'extends'
  | 'implements'
  | 'decorator'
  | 'jsx'
  | 'value'
  | 'member';

/** A use of a name. `member` is an access `receiver.name` that is not itself called; `value` a plain name passed or read. */
export interface ReferenceFact {
  readonly name: string;
  readonly kind: ReferenceKind;
  /** Text left of the last dot, white space removed, at most 80 characters: `this`, `self.client`, `a.b()`; absent for a bare name. */
  readonly receiver?: string;
  readonly line: number;
  readonly column: number;
  /** Enclosing symbol, -1 at module level. */
  readonly enclosing: number;
  /** Number of arguments of a call or construction, where it is fixed. */
  readonly arguments?: number;
  /** Number of type arguments, where types of one name may differ by it; absent for none. */
  readonly typeArguments?: number;
}

/** A local variable or parameter: what receiver narrowing and shadowing need. */
export interface BindingFact {
  readonly name: string;
  readonly line: number;
  /** Of a parameter of a function without a name: left of this column of its line the name means something else. */
  readonly column?: number;
  /** Lines `[first, last]` in which the name means this binding. */
  readonly scope: readonly [first: number, last: number];
  /** Enclosing symbol, -1 at module level. */
  readonly enclosing: number;
  readonly parameter?: true;
  /** A type parameter with a bound: `type` is the bound. */
  readonly typeParameter?: true;
  readonly type?: string;
  readonly initializer?: Initializer;
}
