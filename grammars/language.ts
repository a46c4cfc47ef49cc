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
  /** Folders under `grammars/` whose queries apply, concatenated in this order (TypeScript builds on ECMAScript). */
  readonly queries: readonly string[];
  /** Where documentation stands: in a doc comment before the declaration, or in a string that opens the body. */
  readonly documentation: 'comment' | 'docstring';
  /** Whether the types in JSDoc tags stand for the declared types that the language itself cannot write. */
  readonly documentedTypes?: true;
  /** What other files can see: what carries an export, or every name without a leading underscore. */
  readonly visibility: 'export' | 'underscore';
  /** Names that a method must have to be a constructor. */
  readonly constructors: readonly string[];
  /** What begins a comment that ends with its line. */
  readonly lineComment: string;
  /**
   * Replacements of equal length for correct code that the grammar does not know, each with the global flag.
   * They are tried on a text that does not parse, and kept when it parses better.
   */
  readonly repairs?: readonly (readonly [pattern: RegExp, replacement: string])[];
  /** Whether every type name must be imported or defined in its own module, so that other type names can be left out. */
  readonly closedTypes?: true;
}
