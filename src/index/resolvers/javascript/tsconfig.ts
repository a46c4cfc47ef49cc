import { ancestors, type FileTree, joinPath, parentOf } from '../../fileTree.ts';
import { asObject, asString, asStrings, type JsonObject, parseJsonObject } from './json.ts';
import { probeFile } from './probe.ts';

/** The options of one tsconfig or jsconfig, `extends` applied, that decide where imports lead. Paths are absolute. */
export interface TsConfig {
  readonly baseUrl?: string;
  /** Pattern with at most one `*` → candidate paths with the same `*`; exact patterns and longer prefixes first. */
  readonly paths: readonly (readonly [pattern: string, candidates: readonly string[]])[];
  readonly rootDirs: readonly string[];
  readonly outDir?: string;
  readonly declarationDir?: string;
  readonly rootDir?: string;
  /** Configurations that this one only collects. */
  readonly references: readonly string[];
}

/** Finds and reads the configurations of a tree; answers are cached. */
export interface TsConfigs {
  /** The configurations that may rule over files of `folder`: the nearest one and those it references, in order. */
  of(folder: string): readonly TsConfig[];
}

/** `resolvePackage` finds a configuration that `extends` names by package. */
export function createTsConfigs(
  tree: FileTree,
  resolvePackage: (folder: string, specifier: string) => string | undefined,
): TsConfigs {
  const loaded = new Map<string, TsConfig | undefined>();
  const ruling = new Map<string, readonly TsConfig[]>();

  const load = (path: string, open: readonly string[]): TsConfig | undefined => {
    if (loaded.has(path)) return loaded.get(path);
    if (open.includes(path)) return undefined;
    const json = parseJsonObject(tree.read(path));
    const config = json && merge(path, json, [...open, path]);
    loaded.set(path, config);
    return config;
  };

  const merge = (path: string, json: JsonObject, open: readonly string[]): TsConfig => {
    const folder = parentOf(path);
    let base: Partial<TsConfig> = {};
    for (const specifier of asStrings(json['extends'])) {
      const parent = configPath(tree, folder, specifier) ?? resolvePackage(folder, specifier);
      if (parent) base = { ...base, ...load(parent, open) };
    }
    return readOptions(folder, json, base);
  };

  const collect = (path: string, into: TsConfig[], seen: Set<string>): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const config = load(path, []);
    if (!config) return;
    into.push(config);
    for (const reference of config.references) {
      const target = tree.has(reference) ? reference : joinPath(reference, 'tsconfig.json');
      collect(target, into, seen);
    }
  };

  return {
    of(folder) {
      const known = ruling.get(folder);
      if (known) return known;
      const configs: TsConfig[] = [];
      for (const above of ancestors(folder)) {
        const path = ['tsconfig.json', 'jsconfig.json'].map(name => `${above}/${name}`).find(tree.has);
        if (!path) continue;
        collect(path, configs, new Set());
        break;
      }
      ruling.set(folder, configs);
      return configs;
    },
  };
}

function configPath(tree: FileTree, folder: string, specifier: string): string | undefined {
  const absolute = specifier.startsWith('/');
  if (!absolute && !specifier.startsWith('.')) return undefined;
  const path = absolute ? specifier : joinPath(folder, specifier);
  return [path, `${path}.json`, `${path}/tsconfig.json`].find(tree.has);
}

function readOptions(folder: string, json: JsonObject, base: Partial<TsConfig>): TsConfig {
  const options = asObject(json['compilerOptions']) ?? {};
  const place = (value: string): string => {
    const text = value.replace(/^\$\{configDir\}\/?/, './');
    return text.startsWith('/') ? text : joinPath(folder, text);
  };
  const folderOption = (name: string): string | undefined => {
    const value = asString(options[name]);
    return value === undefined ? undefined : place(value);
  };
  const baseUrl = folderOption('baseUrl') ?? base.baseUrl;
  const outDir = folderOption('outDir') ?? base.outDir;
  const declarationDir = folderOption('declarationDir') ?? base.declarationDir;
  const rootDir = folderOption('rootDir') ?? base.rootDir;
  const paths = asObject(options['paths']);
  const references = Array.isArray(json['references']) ? json['references'] : [];
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    ...(outDir !== undefined && { outDir }),
    ...(declarationDir !== undefined && { declarationDir }),
    ...(rootDir !== undefined && { rootDir }),
    paths: paths
      ? readPaths(paths, text => (baseUrl && !text.startsWith('$') ? joinPath(baseUrl, text) : place(text)))
      : (base.paths ?? []),
    rootDirs: options['rootDirs'] ? asStrings(options['rootDirs']).map(place) : (base.rootDirs ?? []),
    references: references.flatMap(item => asString(asObject(item)?.['path']) ?? []).map(place),
  };
}

function readPaths(paths: JsonObject, place: (text: string) => string): TsConfig['paths'] {
  const prefix = (pattern: string): number => {
    const star = pattern.indexOf('*');
    return star < 0 ? Number.MAX_SAFE_INTEGER : star;
  };
  return Object.entries(paths)
    .map(([pattern, targets]) => [pattern, asStrings(targets).map(place)] as const)
    .sort((a, b) => prefix(b[0]) - prefix(a[0]) || (a[0] < b[0] ? -1 : 1));
}

/** What `*` stands for when `text` matches `pattern`; '' for an exact match, `undefined` for none. */
export function matchPattern(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text ? '' : undefined;
  const head = pattern.slice(0, star);
  const tail = pattern.slice(star + 1);
  const fits = text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  return fits ? text.slice(head.length, text.length - tail.length) : undefined;
}

/** Candidates that a configuration gives for a specifier that is not relative. */
export function* mappedPaths(config: TsConfig, specifier: string): Generator<string> {
  for (const [pattern, candidates] of config.paths) {
    const star = matchPattern(pattern, specifier);
    if (star === undefined) continue;
    for (const candidate of candidates) yield candidate.replace('*', () => star);
    break;
  }
  if (config.baseUrl !== undefined) yield joinPath(config.baseUrl, specifier);
}

/** Other places of a relative import's target, by `rootDirs`: the longest root that holds `path` is exchanged for the others. */
export function* otherRoots(config: TsConfig, path: string): Generator<string> {
  const own = config.rootDirs.filter(root => path.startsWith(`${root}/`)).sort((a, b) => b.length - a.length)[0];
  if (own === undefined) return;
  for (const root of config.rootDirs) if (root !== own) yield root + path.slice(own.length);
}

/** The source of an emitted file by `outDir` and `rootDir`. */
export function sourceByOutDir(tree: FileTree, config: TsConfig, emitted: string, folder: string): string | undefined {
  for (const out of [config.outDir, config.declarationDir]) {
    if (out === undefined || !emitted.startsWith(`${out}/`)) continue;
    for (const root of config.rootDir === undefined ? [`${folder}/src`, folder] : [config.rootDir]) {
      const found = probeFile(tree, root + emitted.slice(out.length));
      if (found) return found;
    }
  }
  return undefined;
}
