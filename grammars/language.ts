/** One programming language: everything that parsing needs to know about it. One folder under `grammars/` holds one. */
export interface Language {
  /** VS Code's language id. */
  readonly id: string;
  /** File name endings with their dot, lower case: `.d.ts` wins over `.ts`. */
  readonly extensions: readonly string[];
  /** Whole file names, lower case. */
  readonly fileNames?: readonly string[];
  /** The grammar's .wasm inside node_modules: copied to `dist/grammars/` by the build. */
  readonly wasm: string;
  /**
   * Set where V8's optimising tier stalls on the grammar or takes gigabytes: its files are parsed in a process of their own that
   * keeps to the baseline compiler.
   */
  readonly wasmTier?: 'baseline';
  /** Set for files that hold code of other languages: that code is what is parsed, see `src/parse/embedded`. */
  readonly embedded?: EmbeddedCode;
  /** Folders under `grammars/` whose queries apply, concatenated in this order (TypeScript builds on ECMAScript). */
  readonly queries: readonly string[];
  /** Where documentation stands: in a comment before the declaration, or in a string that opens the body. */
  readonly documentation: 'comment' | 'docstring';
  /** Which comments before a declaration document it, by their text; by default line comments and those with two stars. */
  readonly docComment?: RegExp;
  /** Which comment at the top of a file documents the file; by default one with two stars that belongs to no declaration. */
  readonly moduleComment?: RegExp;
  /** The form of tags in documentation whose types stand in for declared types that are not written. */
  readonly documentedTypes?: 'jsdoc' | 'phpdoc' | 'yard';
  /** What other files can see: what carries an export, every name without a leading underscore, or what this says. */
  readonly visibility: 'export' | 'underscore' | ((declaration: Declaration) => boolean);
  /** Whether a member belongs to its type and not to an instance; by default what has the word `static` before its name. */
  readonly isStatic?: (declaration: Declaration) => boolean;
  /** Names that a method must have to be a constructor. */
  readonly constructors: readonly string[];
  /** What begins a comment that ends with its line. */
  readonly lineComment: string;
  /**
   * Replacements of equal length for correct code that the grammar does not know, each with the global flag.
   * They are tried on a text that does not parse, and kept when it parses better.
   */
  readonly repairs?: Repairs;
  /**
   * Makes a text of equal length, or with a line end more, that is parsed in place of the original, from which the facts are
   * still cut: what the grammar leaves unread (arguments of macros) in a form that it reads. Ranges in `broken` gave errors and
   * must stay.
   */
  readonly prepare?: (text: string, broken: readonly (readonly [from: number, to: number])[]) => string;
  /** Whether a local variable is in scope only after its declaration, so that `let x = x.y()` speaks of an earlier `x`. */
  readonly shadowing?: true;
  /** Code that the grammar takes for something else without an error: a text that holds it is repaired as well. */
  readonly misread?: RegExp;
  /** Whether every type name must be imported or defined in its own module, so that other type names can be left out. */
  readonly closedTypes?: true;
  /** Whether a plain name may be one that another file defines without any import that names it (package mates, headers). */
  readonly openNames?: true;
  /** Whether types of one name may differ by their number of type parameters, written in angle brackets. */
  readonly typeArity?: true;
  /** Whether a plain name that is no local variable calls a method, and whether methods' names may end in `?` and `!`. */
  readonly bareCalls?: true;
  /** What a name is made of where it is more than letters, digits, `_` and `$` (`valid?`, `do-it`), with the sticky flag. */
  readonly names?: RegExp;
  /** What stands between the parts of a name or an access besides a dot (`::`, `->`, a backslash), with the global flag. */
  readonly separators?: RegExp;
  /**
   * Makes the beginning of a value or receiver readable as `a.b(c)[0].d`, `new A()`, `await f()`: applied in order, before
   * the separators, to at most 1,000 characters.
   */
  readonly expressions?: Rewrites;
  /** Makes a declared type readable in TypeScript's notation (`A.B<C>`, `A[]`, `A | B`), before the separators. */
  readonly types?: Rewrites;
  /** The parameter of a function literal that lists none. */
  readonly implicitParameter?: string;
  /**
   * Reads the text of one `@import` match, which begins with its part `prefix` where it has one; `around`: the namespaces
   * that hold it, outermost first. Without it the captures `import.*` say what a statement holds.
   */
  readonly imports?: (statement: string, around: readonly string[]) => readonly WrittenImport[];
}

/** How a file holds code of another language. */
export type EmbeddedCode =
  /** Cells of a Jupyter notebook, in the language of its kernel. */
  | { readonly form: 'notebook' }
  /** Script blocks of a component, in the language that their `lang` says, and markup that uses their names. */
  | {
      readonly form: 'component';
      /** What is code in the markup: all in braces, or the first group that this finds (with the global flag). */
      readonly expressions: 'braces' | RegExp;
      /** Whether code between two lines of dashes opens the file. */
      readonly frontMatter?: true;
    };

/** Replacements in the order in which they are applied. */
export type Rewrites = readonly (readonly [pattern: RegExp, replacement: string])[];

/** Replacements whose second half may be worked out from what was found. */
export type Repairs = readonly (readonly [pattern: RegExp, replacement: string | ((found: string) => string)])[];

/** A declaration as far as its modifiers are concerned. */
export interface Declaration {
  readonly name: string;
  /** Kind as in the facts' symbols: `class`, `method`, … */
  readonly kind: string;
  /** From the declaration's start, without attributes and decorators before it, to its name. */
  readonly modifiers: string;
  /** From the declaration's start to its body. */
  readonly header: string;
  /** The text between the beginning of the symbol around, or of the file, and the declaration. */
  readonly before: () => string;
  /** Kind of the symbol around, `undefined` at module level. */
  readonly parentKind: string | undefined;
  /** Bases of the symbol around. */
  readonly parentBases: readonly string[];
}

/** One module that an import statement names. */
export interface WrittenImport {
  /** Module specifier in the form that the language's resolver reads; parts of a name are separated by dots. */
  readonly specifier: string;
  /** As in the facts' imports, `import` by default; the names of a `reexport` are offered to others as well. */
  readonly kind?: 'import' | 'reexport' | 'require' | 'dynamic';
  readonly typeOnly?: true;
  readonly names: readonly WrittenName[];
}

export interface WrittenName {
  /** Name in the imported module; `*` for the module or all its names. */
  readonly name: string;
  /** Name in this file; '' where the names of the module are in scope without being listed. */
  readonly local: string;
  /** Offset of the local name (or of what stands for it) in the statement. */
  readonly offset: number;
}
