import { type FileTree, joinPath } from '../../fileTree.ts';
import { asObject, asString, type JsonObject } from './json.ts';
import type { Package } from './packages.ts';
import { probeFile, probeIndex } from './probe.ts';
import { matchPattern, sourceByOutDir, type TsConfigs } from './tsconfig.ts';

/** The workspace file behind `subpath` ('' or `a/b`) of a package, mapped back from built output to its source. */
export function packageEntry(tree: FileTree, configs: TsConfigs, owner: Package, subpath: string): string | undefined {
  const { folder, json } = owner;
  const find = (target: string): string | undefined => packageFile(tree, configs, folder, target);
  if (json['exports'] !== undefined && json['exports'] !== null) {
    const found = firstTarget(exportTargets(json['exports'], subpath === '' ? '.' : `./${subpath}`), find);
    if (found) return found;
  }
  if (subpath !== '') {
    return find(subpath) ?? probeFile(tree, `${folder}/src/${subpath}`) ?? probeIndex(tree, `${folder}/src/${subpath}`);
  }
  const fields = ['source', 'types', 'typings', 'module', 'main', 'browser'].flatMap(
    name => asString(json[name]) ?? [],
  );
  return (
    firstTarget(fields, find) ??
    probeIndex(tree, `${folder}/src`) ??
    probeIndex(tree, folder) ??
    probeFile(tree, `${folder}/src/main`)
  );
}

/** The file that a key of package.json's `imports` leads to, or the bare specifier it stands for. */
export function importTargets(owner: Package, specifier: string): readonly string[] {
  const imports = asObject(owner.json['imports']);
  return imports ? [...matchTargets(imports, specifier)] : [];
}

function firstTarget(targets: Iterable<string>, find: (target: string) => string | undefined): string | undefined {
  for (const target of targets) {
    const found = find(target);
    if (found) return found;
  }
  return undefined;
}

function* exportTargets(exports: unknown, key: string): Generator<string> {
  const table = asObject(exports);
  const hasPaths = table && Object.keys(table).some(name => name.startsWith('.'));
  if (table && hasPaths) yield* matchTargets(table, key);
  else if (key === '.') yield* leaves(exports);
}

/** Exact key first, then the pattern with the longest prefix. */
function* matchTargets(table: JsonObject, key: string): Generator<string> {
  if (Object.hasOwn(table, key)) {
    yield* leaves(table[key]);
    return;
  }
  const patterns = Object.keys(table).filter(pattern => pattern.includes('*') || pattern.endsWith('/'));
  patterns.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  for (const pattern of patterns) {
    const star = matchPattern(pattern.endsWith('/') ? `${pattern}*` : pattern, key);
    if (star === undefined) continue;
    for (const leaf of leaves(table[pattern])) {
      yield pattern.endsWith('/') ? leaf + star : leaf.replaceAll('*', () => star);
    }
    return;
  }
}

/** All targets below any condition, in their order: which condition holds is not known, all mean the same module. */
function* leaves(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* leaves(item);
  else for (const item of Object.values(asObject(value) ?? {})) yield* leaves(item);
}

/** Folders that hold built output, and the formats that some builds put below. */
const OUTPUT = /^(?:dist|lib|build|out|output|es|esm|cjs|types|typings|_?esm\d*|umd)$/;
const FORMAT =
  /^(?:esm|cjs|es|mjs|types|typings|umd|node|browser|module|commonjs|legacy|production|development|modern|src)$/;

/** A path of package.json as a file of the workspace: itself, or the source that is built to it. */
function packageFile(tree: FileTree, configs: TsConfigs, folder: string, target: string): string | undefined {
  const path = joinPath(folder, target);
  const direct = probeFile(tree, path) ?? probeIndex(tree, path);
  if (direct) return direct;
  for (const config of configs.of(folder)) {
    const found = sourceByOutDir(tree, config, path, folder);
    if (found) return found;
  }
  const segments = target.replace(/^\.\//, '').split('/');
  if (!OUTPUT.test(segments[0] ?? '')) return undefined;
  segments.shift();
  for (;;) {
    const rest = segments.join('/');
    for (const source of ['src', 'source', 'lib', '.']) {
      const found = probeFile(tree, joinPath(folder, `${source}/${rest}`));
      if (found) return found;
    }
    if (segments.length < 2 || !FORMAT.test(segments[0] ?? '')) return undefined;
    segments.shift();
  }
}
