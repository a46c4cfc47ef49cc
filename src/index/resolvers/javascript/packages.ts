import { parse as parseYaml } from 'yaml';
import { ancestors, type FileTree, isInside, joinPath, parentOf } from '../../fileTree.ts';
import { asObject, asString, asStrings, type JsonObject, parseJsonObject } from './json.ts';

/** One package.json of the workspace. */
export interface Package {
  readonly folder: string;
  readonly name: string | undefined;
  readonly json: JsonObject;
}

export interface Packages {
  /** The package whose folder holds `folder`: the nearest package.json upwards. */
  around(folder: string): Package | undefined;
  /** The workspace's package called `name`, as a file in `folder` would import it. */
  named(name: string, folder: string): Package | undefined;
}

/** Reads the package.json files of the tree outside node_modules. */
export function createPackages(tree: FileTree): Packages {
  const byFolder = new Map<string, Package>();
  for (const path of tree.withName('package.json')) {
    if (path.includes('/node_modules/')) continue;
    const json = parseJsonObject(tree.read(path));
    if (json) byFolder.set(parentOf(path), { folder: parentOf(path), name: asString(json['name']), json });
  }
  const members = workspaceMembers(tree, byFolder);
  const around = (folder: string): Package | undefined => {
    for (const above of ancestors(folder)) {
      const found = byFolder.get(above);
      if (found) return found;
    }
    return undefined;
  };
  return {
    around,
    named(name, folder) {
      // A package sees itself by its own name.
      for (const above of ancestors(folder)) if (byFolder.get(above)?.name === name) return byFolder.get(above);
      return members.get(name) ?? localDependency(around(folder), name, byFolder);
    },
  };
}

/** Packages listed by npm, yarn, pnpm or lerna workspaces, by name. */
function workspaceMembers(tree: FileTree, byFolder: ReadonlyMap<string, Package>): ReadonlyMap<string, Package> {
  const members = new Map<string, Package>();
  const add = (folder: string, patterns: readonly string[]): void => {
    if (patterns.length === 0) return;
    const included = patterns.filter(pattern => !pattern.startsWith('!')).map(globExpression);
    const excluded = patterns
      .filter(pattern => pattern.startsWith('!'))
      .map(pattern => globExpression(pattern.slice(1)));
    for (const candidate of byFolder.values()) {
      if (!candidate.name || members.has(candidate.name) || !isInside(folder, candidate.folder)) continue;
      const inner = candidate.folder.slice(folder.length + 1);
      const fits = included.some(glob => glob.test(inner)) && !excluded.some(glob => glob.test(inner));
      if (fits || inner === '') members.set(candidate.name, candidate);
    }
  };
  for (const { folder, json } of byFolder.values()) {
    const workspaces = json['workspaces'];
    add(folder, asStrings(asObject(workspaces)?.['packages'] ?? workspaces));
  }
  for (const path of tree.withName('pnpm-workspace.yaml')) add(parentOf(path), pnpmPackages(tree.read(path)));
  for (const path of tree.withName('lerna.json')) {
    const json = parseJsonObject(tree.read(path));
    if (json) add(parentOf(path), asStrings(json['packages'] ?? 'packages/*'));
  }
  return members;
}

function pnpmPackages(text: string | undefined): readonly string[] {
  try {
    return asStrings(asObject(parseYaml(text ?? ''))?.['packages']);
  } catch {
    return [];
  }
}

/** `*` is one path segment, `**` any number. */
function globExpression(pattern: string): RegExp {
  const segments = pattern.replace(/^\.\//, '').replace(/\/+$/, '').split('/');
  const source = segments.map((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '**') return last ? '.*' : '(?:.*/)?';
    const escaped = segment.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replace(/\*/g, '[^/]*');
    return (
      escaped.replace(/\\\{([^}]*)\\\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`) + (last ? '' : '/')
    );
  });
  return new RegExp(`^${source.join('')}$`);
}

const LOCAL_DEPENDENCY = /^(?:file|link|portal):(.*)$/;

/** A dependency that the importing package declares by a path. */
function localDependency(
  owner: Package | undefined,
  name: string,
  byFolder: ReadonlyMap<string, Package>,
): Package | undefined {
  if (!owner) return undefined;
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    const version = asString(asObject(owner.json[field])?.[name]);
    const path = version && LOCAL_DEPENDENCY.exec(version)?.[1];
    if (path) return byFolder.get(joinPath(owner.folder, path));
  }
  return undefined;
}
