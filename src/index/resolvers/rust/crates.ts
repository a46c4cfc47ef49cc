import { parse as parseToml } from 'smol-toml';
import { type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { asObject, asString, type JsonObject } from '../javascript/json.ts';

/** One package of Cargo with the files at which its crates begin. */
export interface CargoPackage {
  readonly folder: string;
  /** The file at which the library begins, where there is one. */
  readonly library: string | undefined;
  /** What other code calls the library. */
  readonly name: string;
  /** Whether paths of `use` begin at the crate, as they did before the edition of 2018. */
  readonly oldPaths: boolean;
  /** Crates by the names that this package's code uses; `undefined`: outside of the workspace. */
  readonly dependencies: ReadonlyMap<string, string | undefined>;
}

export interface Crates {
  /** Files at which crates begin, with their packages. */
  readonly roots: ReadonlyMap<string, CargoPackage>;
  /** The package whose folder holds a file, the innermost. */
  packageOf(path: string): CargoPackage | undefined;
  /** Where the library of the package in `folder` begins. */
  libraryOf(folder: string): string | undefined;
}

/** Reads every `Cargo.toml` of the tree. */
export function readCrates(tree: FileTree): Crates {
  const manifests = new Map<string, JsonObject>();
  for (const path of tree.withName('Cargo.toml')) {
    const manifest = readManifest(tree.read(path));
    if (manifest) manifests.set(parentOf(path), manifest);
  }
  const packages = new Map<string, CargoPackage>();
  const roots = new Map<string, CargoPackage>();
  for (const [folder, manifest] of manifests) {
    if (!asObject(manifest['package'])) continue;
    const found = readPackage(tree, manifests, folder, manifest);
    packages.set(folder, found);
    for (const root of rootsOf(tree, folder, manifest, found.library)) roots.set(root, found);
  }
  return {
    roots,
    packageOf(path) {
      for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
        const found = packages.get(folder);
        if (found) return found;
      }
      return undefined;
    },
    libraryOf: folder => packages.get(folder)?.library,
  };
}

function readManifest(text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  try {
    return asObject(parseToml(text));
  } catch {
    return undefined;
  }
}

/** The name of a package or dependency as code writes it. */
function crateName(name: string): string {
  return name.replaceAll('-', '_');
}

function readPackage(
  tree: FileTree,
  manifests: ReadonlyMap<string, JsonObject>,
  folder: string,
  manifest: JsonObject,
): CargoPackage {
  const about = asObject(manifest['package']) ?? {};
  const library = asObject(manifest['lib']);
  const path = joinPath(folder, asString(library?.['path']) ?? 'src/lib.rs');
  const shared = workspaceOf(manifests, folder);
  const edition = asString(about['edition']) ?? asString(asObject(shared?.manifest['package'])?.['edition']);
  const inherits = asObject(about['edition']) !== undefined;
  return {
    folder,
    library: tree.has(path) ? path : undefined,
    name: crateName(asString(library?.['name']) ?? asString(about['name']) ?? ''),
    oldPaths: inherits ? edition === '2015' : (asString(about['edition']) ?? '2015') === '2015',
    dependencies: readDependencies(folder, manifest, shared),
  };
}

interface Workspace {
  readonly folder: string;
  /** The table `workspace`. */
  readonly manifest: JsonObject;
}

/** The nearest workspace around a package. */
function workspaceOf(manifests: ReadonlyMap<string, JsonObject>, from: string): Workspace | undefined {
  for (let folder = from; folder !== ''; folder = parentOf(folder)) {
    const manifest = asObject(manifests.get(folder)?.['workspace']);
    if (manifest) return { folder, manifest };
  }
  return undefined;
}

const DEPENDENCIES = [
  'dependencies',
  'dev-dependencies',
  'build-dependencies',
  'dev_dependencies',
  'build_dependencies',
];

/** Crates that a package depends on, by their names in code, with the folder of those that the workspace holds. */
function readDependencies(
  folder: string,
  manifest: JsonObject,
  workspace: Workspace | undefined,
): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  const targets = Object.values(asObject(manifest['target']) ?? {}).map(asObject);
  for (const holder of [manifest, ...targets]) {
    for (const table of DEPENDENCIES) {
      for (const [name, value] of Object.entries(asObject(holder?.[table]) ?? {})) {
        const own = asObject(value);
        const inherited = own?.['workspace'] === true;
        const shared = asObject(asObject(workspace?.manifest['dependencies'])?.[name]);
        const path = asString((inherited ? shared : own)?.['path']);
        const base = inherited ? (workspace?.folder ?? folder) : folder;
        found.set(crateName(name), path === undefined ? undefined : joinPath(base, path));
      }
    }
  }
  return found;
}

/** What Cargo finds by itself: the kind of target, its folder, and the key that turns this off. */
const TARGETS = [
  ['bin', 'src/bin', 'autobins'],
  ['example', 'examples', 'autoexamples'],
  ['test', 'tests', 'autotests'],
  ['bench', 'benches', 'autobenches'],
] as const;

/** Files at which the crates of a package begin. */
function rootsOf(tree: FileTree, folder: string, manifest: JsonObject, library: string | undefined): readonly string[] {
  const about = asObject(manifest['package']) ?? {};
  const found: string[] = library === undefined ? [] : [library];
  const add = (path: string): void => {
    if (tree.has(path)) found.push(path);
  };
  add(`${folder}/src/main.rs`);
  add(joinPath(folder, asString(about['build']) ?? 'build.rs'));
  for (const [kind, inner, auto] of TARGETS) {
    const listed = manifest[kind];
    for (const target of Array.isArray(listed) ? listed.map(asObject) : []) {
      const path = asString(target?.['path']);
      if (path !== undefined) add(joinPath(folder, path));
    }
    if (about[auto] === false) continue;
    for (const entry of tree.entries(`${folder}/${inner}`)) {
      if (entry.endsWith('.rs')) found.push(`${folder}/${inner}/${entry}`);
      else add(`${folder}/${inner}/${entry}/main.rs`);
    }
  }
  return found;
}
