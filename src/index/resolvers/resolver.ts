import { type FileTree, parentOf } from '../fileTree.ts';

/** Where a module specifier leads. Paths are those of the {@link FileTree}. */
export type Resolution =
  /** `rest`: names inside the file that the specifier goes on with (modules and types written in one file). */
  | { readonly kind: 'file'; readonly path: string; readonly rest?: readonly string[] }
  /** A package without a file of its own (Python's namespace packages, Go's packages). */
  | { readonly kind: 'folder'; readonly path: string }
  /** A package outside the workspace, or the standard library. */
  | { readonly kind: 'external'; readonly package: string }
  | { readonly kind: 'unresolved' };

/** Resolves imports as one language family does it. Lives as long as its tree; answers are pure and may be cached. */
export interface ImportResolver {
  /** Where `specifier`, as written in the file `from`, leads. Never throws. */
  resolve(from: string, specifier: string): Resolution;
  /** The module or package `name` inside the package that `path` (a file or a folder) is. */
  submodule(path: string, name: string): Resolution;
}

export type CreateImportResolver = (tree: FileTree) => ImportResolver;

export const UNRESOLVED: Resolution = { kind: 'unresolved' };

/** A resolver whose answers depend on the folder of the importing file alone, and are remembered by it. */
export function resolverByFolder(resolve: (folder: string, specifier: string) => Resolution): ImportResolver {
  const answers = new Map<string, Resolution>();
  return {
    resolve(from, specifier) {
      const folder = parentOf(from);
      const key = `${folder}\n${specifier}`;
      let answer = answers.get(key);
      if (!answer) {
        answer = resolve(folder, specifier);
        answers.set(key, answer);
      }
      return answer;
    },
    submodule: () => UNRESOLVED,
  };
}
