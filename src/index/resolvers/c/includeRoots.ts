import { type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { asObject, asString, asStrings } from '../javascript/json.ts';

/** Folders in which the build looks for included files, in the order in which its configuration files name them. */
export function includeRoots(tree: FileTree): readonly string[] {
  const roots = new Set<string>();
  const add = (folder: string): void => {
    if (tree.isFolder(folder)) roots.add(folder);
  };
  for (const path of tree.withName('compile_commands.json')) compiledRoots(tree.read(path)).forEach(add);
  for (const path of tree.withName('CMakeLists.txt')) cmakeRoots(tree, path).forEach(add);
  return [...roots];
}

/** `-I`, `-iquote` and `-isystem` of a compilation database; relative ones are seen from each entry's `directory`. */
function compiledRoots(text: string | undefined): readonly string[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  const found = new Set<string>();
  for (const entry of Array.isArray(entries) ? entries : []) {
    const command = asObject(entry);
    const directory = (asString(command?.['directory']) ?? '').replaceAll('\\', '/');
    const words = command?.['arguments'] ? asStrings(command['arguments']) : splitCommand(command?.['command']);
    words.forEach((word, index) => {
      const option = /^(?:-I|-iquote|-isystem|\/I)(.*)$/.exec(word);
      const folder = option && (option[1] || words[index + 1]);
      if (folder) found.add(absolute(directory, folder.replaceAll('\\', '/')));
    });
  }
  return [...found];
}

function splitCommand(command: unknown): readonly string[] {
  const words = (asString(command) ?? '').match(/(?:"[^"]*"|[^\s"])+/g) ?? [];
  return words.map(word => word.replaceAll('"', ''));
}

function absolute(folder: string, path: string): string {
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:\//.test(path);
  return isAbsolute ? joinPath('', path).replace(/^(?=[^/])(?![A-Za-z]:)/, '/') : joinPath(folder, path);
}

/** What `include_directories` and `target_include_directories` of a CMake file write out. */
function cmakeRoots(tree: FileTree, path: string): readonly string[] {
  const here = parentOf(path);
  const top = tree.roots.find(root => here === root || here.startsWith(`${root}/`)) ?? here;
  const found: string[] = [];
  for (const call of (tree.read(path) ?? '').matchAll(/\b(?:target_)?include_directories\s*\(([^()]*)\)/gi)) {
    for (const word of (call[1] ?? '').replace(/#[^\n]*/g, '').match(/"[^"]*"|[^\s"]+/g) ?? []) {
      const folder = word
        .replaceAll('"', '')
        .replace(/^\$<(?:BUILD|INSTALL)_INTERFACE:(.*)>$/, '$1')
        .replace(/^\$\{(?:CMAKE_CURRENT_SOURCE_DIR|CMAKE_CURRENT_LIST_DIR)\}/, here)
        .replace(/^\$\{(?:PROJECT_SOURCE_DIR|CMAKE_SOURCE_DIR|\w+_SOURCE_DIR)\}/, top);
      if (/[$<>]/.test(folder) || /^(?:PUBLIC|PRIVATE|INTERFACE|SYSTEM|BEFORE|AFTER)$/.test(folder)) continue;
      found.push(absolute(here, folder));
    }
  }
  return found;
}
