import { ancestors, type FileTree, parentOf } from '../../fileTree.ts';
import { type ImportResolver, UNRESOLVED } from '../resolver.ts';

/**
 * Namespaces are declared by files and not found by path, so a specifier is its own answer. What stands in project files is
 * found as submodules of a source file: `project`, the folder of its project, and `using 0`, `using 1`, …, the namespaces
 * and types that the project opens in all its files (`<Using Include="…"/>`).
 */
export function createCsharpResolver(tree: FileTree): ImportResolver {
  const projects = new Map<string, string>();
  const opened = new Map<string, readonly string[]>();

  const projectOf = (folder: string): string => {
    let project = projects.get(folder);
    if (project === undefined) {
      project = [...ancestors(folder)].find(around => projectFiles(tree, around).length > 0) ?? '';
      projects.set(folder, project);
    }
    return project;
  };

  const usingsOf = (folder: string): readonly string[] => {
    const project = projectOf(folder);
    let usings = opened.get(project);
    if (!usings) {
      const own = projectFiles(tree, project);
      const shared = [...ancestors(project)].flatMap(around => SHARED.map(name => `${around}/${name}`));
      usings = project === '' ? [] : [...own, ...shared].flatMap(file => writtenUsings(tree.read(file) ?? ''));
      opened.set(project, usings);
    }
    return usings;
  };

  return {
    resolve: (_, specifier) => ({ kind: 'folder', path: specifier }),
    submodule(path, name) {
      if (name === 'project') return { kind: 'folder', path: projectOf(parentOf(path)) };
      const using = usingsOf(parentOf(path))[Number(name.slice('using '.length))];
      return using === undefined ? UNRESOLVED : { kind: 'folder', path: using };
    },
  };
}

const SHARED = ['Directory.Build.props', 'Directory.Build.targets'];

function projectFiles(tree: FileTree, folder: string): readonly string[] {
  return tree
    .entries(folder)
    .filter(name => name.endsWith('.csproj'))
    .map(name => `${folder}/${name}`);
}

/** Namespaces and types of `<Using Include="…"/>`, without aliases. */
function writtenUsings(text: string): readonly string[] {
  return [...text.matchAll(/<Using\s+([^<>]*?)\/?>/g)].flatMap(([, attributes = '']) => {
    const include = /\bInclude\s*=\s*"([\w.;\s]+)"/.exec(attributes)?.[1];
    return include === undefined || /\bAlias\s*=/.test(attributes) ? [] : include.split(/[;\s]+/).filter(Boolean);
  });
}
