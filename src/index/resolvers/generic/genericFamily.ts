import { ancestors, type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { createLibrary } from '../../resolve/library.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import type { LanguageFamily } from '../../resolve/program.ts';
import { type ImportResolver, UNRESOLVED } from '../resolver.ts';

/**
 * A language without rules of its own: specifiers are paths, with or without the importing file's extension, seen from
 * its folder or one above; what a module declares it offers.
 */
export function genericFamily(language: string): LanguageFamily {
  return {
    id: language,
    languages: [language],
    createResolver: createPathResolver,
    self: new Set(['self', 'this']),
    selfType: new Set(),
    superWord: 'super',
    library: createLibrary({}),
    exported: moduleLevelDefinition,
  };
}

function createPathResolver(tree: FileTree): ImportResolver {
  return {
    resolve(from, specifier) {
      const path = specifier.includes('/') ? specifier : specifier.replaceAll('.', '/');
      const extension = /\.[^./]+$/.exec(from)?.[0] ?? '';
      const relative = specifier.startsWith('.');
      for (const folder of relative ? [parentOf(from)] : ancestors(parentOf(from))) {
        for (const written of [specifier, path, path + extension, specifier + extension]) {
          const file = written.startsWith('/') ? written : joinPath(folder, written);
          if (file !== from && tree.has(file)) return { kind: 'file', path: file };
        }
      }
      return relative ? UNRESOLVED : { kind: 'external', package: specifier };
    },
    submodule: () => UNRESOLVED,
  };
}
