import { type FileTree, joinPath } from '../../fileTree.ts';
import { type ImportResolver, type Resolution, resolverByFolder, UNRESOLVED } from '../resolver.ts';
import { NODE_BUILTINS } from './builtins.ts';
import { asString } from './json.ts';
import { importTargets, packageEntry } from './packageEntry.ts';
import { createPackages, type Package } from './packages.ts';
import { probeFile, probeIndex } from './probe.ts';
import { createTsConfigs, mappedPaths, otherRoots } from './tsconfig.ts';

const SCHEME = /^(?:node|bun|deno|jsr|npm|https?|data|virtual|cloudflare|astro):/;

/**
 * Module resolution of TypeScript and JavaScript: relative paths with TypeScript's extension substitution, `paths`,
 * `baseUrl` and `rootDirs` of the nearest configuration, `imports` and `exports` of package.json, workspace packages
 * mapped from their built output back to the source. Packages that are not in the workspace are external.
 */
export function createJavaScriptResolver(tree: FileTree): ImportResolver {
  const packages = createPackages(tree);
  const configs = createTsConfigs(tree, (folder, specifier) => {
    const [name, subpath] = splitSpecifier(specifier);
    const owner = packages.named(name, folder);
    const path = owner && joinPath(owner.folder, subpath || 'tsconfig.json');
    return path && [path, `${path}.json`, `${path}/tsconfig.json`].find(tree.has);
  });

  const fileOrFolder = (path: string): string | undefined => {
    const file = probeFile(tree, path);
    if (file || !tree.isFolder(path)) return file;
    const own = packages.around(path);
    if (own?.folder === path) {
      const main = ['types', 'module', 'main'].flatMap(name => asString(own.json[name]) ?? []);
      for (const entry of main) {
        const found = probeFile(tree, joinPath(path, entry)) ?? probeIndex(tree, joinPath(path, entry));
        if (found) return found;
      }
    }
    return probeIndex(tree, path);
  };

  const relative = (folder: string, specifier: string): Resolution => {
    const path = specifier.startsWith('/') ? specifier : joinPath(folder, specifier);
    const found = fileOrFolder(path);
    if (found) return file(found);
    for (const config of configs.of(folder)) {
      for (const other of otherRoots(config, path)) {
        const moved = fileOrFolder(other);
        if (moved) return file(moved);
      }
    }
    return UNRESOLVED;
  };

  const inPackage = (owner: Package, subpath: string): Resolution => {
    const found = packageEntry(tree, configs, owner, subpath);
    return found ? file(found) : UNRESOLVED;
  };

  const hashImport = (folder: string, specifier: string): Resolution => {
    const owner = packages.around(folder);
    if (!owner) return UNRESOLVED;
    for (const target of importTargets(owner, specifier)) {
      const answer = target.startsWith('.') ? inPackage(withoutExports(owner), target.slice(2)) : bare(folder, target);
      if (answer.kind !== 'unresolved') return answer;
    }
    return UNRESOLVED;
  };

  const bare = (folder: string, specifier: string): Resolution => {
    const [name, subpath] = splitSpecifier(specifier);
    const owner = packages.named(name, folder);
    if (owner) return inPackage(owner, subpath);
    return { kind: 'external', package: name };
  };

  const resolve = (folder: string, specifier: string): Resolution => {
    if (specifier === '') return UNRESOLVED;
    if (/^(\.{0,2}\/|\.{1,2}$)/.test(specifier)) return relative(folder, specifier);
    if (SCHEME.test(specifier)) return { kind: 'external', package: specifier };
    for (const config of configs.of(folder)) {
      for (const candidate of mappedPaths(config, specifier)) {
        const found = fileOrFolder(candidate);
        if (found) return file(found);
      }
    }
    if (specifier.startsWith('#')) return hashImport(folder, specifier);
    const [name] = splitSpecifier(specifier);
    if (NODE_BUILTINS.has(name)) return { kind: 'external', package: `node:${name}` };
    return bare(folder, specifier);
  };

  // Bundlers hang queries on specifiers: `./worker.ts?url`.
  return resolverByFolder((folder, specifier) => resolve(folder, specifier.replace(/\?.*$/, '')));
}

function file(path: string): Resolution {
  return { kind: 'file', path };
}

/** A target of `imports` is a path of the package, not one of its exports. */
function withoutExports(owner: Package): Package {
  const { exports: _, ...json } = owner.json;
  return { ...owner, json };
}

/** `@scope/name/sub/path` → `['@scope/name', 'sub/path']`. */
function splitSpecifier(specifier: string): [name: string, subpath: string] {
  const parts = specifier.split('/');
  const count = specifier.startsWith('@') ? 2 : 1;
  return [parts.slice(0, count).join('/'), parts.slice(count).join('/')];
}
