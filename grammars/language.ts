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
  /** Folders under `grammars/` whose queries apply, concatenated in this order (TypeScript builds on JavaScript). */
  readonly queries: readonly string[];
}
