import { parse as parseToml } from 'smol-toml';
import { type FilePath, pathKey } from '../../base/paths.ts';
import { createFileTable, type FileTable } from '../../index/fileTree.ts';
import { asObject, asString, type JsonObject, parseJsonObject } from '../../index/resolvers/javascript/json.ts';
import { packageEntry } from '../../index/resolvers/javascript/packageEntry.ts';
import { createTsConfigs } from '../../index/resolvers/javascript/tsconfig.ts';
import { type FileId, type Snapshot, symbolId } from '../../index/snapshot.ts';
import type { EntryPoint } from './entryPoint.ts';

/** Text of a file of the workspace; `undefined` when it cannot be read. */
export type ReadText = (path: FilePath) => string | undefined;

/** What package.json and pyproject.toml name as entries, mapped back from built output to its source. */
export function manifestEntries(snapshot: Snapshot, read: ReadText): readonly EntryPoint[] {
  // Roots get folders that cannot hold one another: the real ones are of no interest here.
  const roots = [...new Set(snapshot.files.map(file => file.source.path.root))];
  const folders = Array.from({ length: Math.max(0, ...roots) + 1 }, (_, root) => `/${root}`);
  const texts = new Map<string, string | undefined>();
  const once: ReadText = path => {
    const key = pathKey(path);
    if (!texts.has(key)) texts.set(key, read(path));
    return texts.get(key);
  };
  const tree = createFileTable(
    folders,
    snapshot.files.map(({ id, source }) => [source.path, id] as const),
    once,
  );
  const inside = (path: string): boolean => !path.includes('/node_modules/');
  return [
    ...tree
      .withName('package.json')
      .filter(inside)
      .flatMap(path => packageJson(tree, path)),
    ...tree
      .withName('pyproject.toml')
      .filter(inside)
      .flatMap(path => pyproject(snapshot, tree, path)),
  ];
}

function packageJson(tree: FileTable, path: string): readonly EntryPoint[] {
  const json = parseJsonObject(tree.read(path));
  if (json === undefined) return [];
  const folder = path.slice(0, path.lastIndexOf('/'));
  const shown = path.replace(/^\/\d+\//, '');
  const configs = createTsConfigs(tree, () => undefined);
  const locate = (target: string): FileId | undefined => {
    const file = packageEntry(tree, configs, { folder, name: undefined, json: {} }, target.replace(/^\.\//, ''));
    return file === undefined ? undefined : tree.id(file);
  };
  return targetsOf(json).flatMap(({ field, kind, target }): EntryPoint[] => {
    const file = /[*:]/.test(target) ? undefined : locate(target);
    return file === undefined ? [] : [{ file, kind, reason: `${field} of ${shown}` }];
  });
}

interface Target {
  readonly field: string;
  readonly kind: EntryPoint['kind'];
  readonly target: string;
}

function targetsOf(json: JsonObject): readonly Target[] {
  const fields = ['source', 'main', 'module', 'browser', 'types', 'typings'];
  const main = fields.flatMap((field): Target[] => {
    const target = asString(json[field]);
    return target === undefined ? [] : [{ field, kind: 'package', target }];
  });
  const bins = asString(json['bin']);
  const bin = bins === undefined ? Object.entries(asObject(json['bin']) ?? {}) : [['', bins] as const];
  const scripts = Object.entries(asObject(json['scripts']) ?? {});
  return [
    ...main,
    ...leaves(json['exports'], 'exports').map(leaf => ({ ...leaf, kind: 'package' as const })),
    ...bin.flatMap(([name, target]): Target[] =>
      typeof target === 'string' ? [{ field: name === '' ? 'bin' : `bin.${name}`, kind: 'bin', target }] : [],
    ),
    ...scripts.flatMap(([name, command]) =>
      (typeof command === 'string' ? command.split(/[\s'"=]+/) : [])
        .filter(word => /^[\w./@-]+\.[cm]?[jt]sx?$/.test(word))
        .map((target): Target => ({ field: `script ${name}`, kind: 'script', target })),
    ),
  ];
}

/** The strings below `exports`, named by the subpath that leads to them. */
function leaves(value: unknown, field: string): readonly { field: string; target: string }[] {
  if (typeof value === 'string') return [{ field, target: value }];
  if (Array.isArray(value)) return value.flatMap(item => leaves(item, field));
  return Object.entries(asObject(value) ?? {}).flatMap(([key, item]) =>
    leaves(item, key.startsWith('.') && key !== '.' ? `exports["${key}"]` : field),
  );
}

function pyproject(snapshot: Snapshot, tree: FileTable, path: string): readonly EntryPoint[] {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const shown = path.replace(/^\/\d+\//, '');
  const toml = parsed(tree.read(path) ?? '');
  const project = asObject(toml?.['project']);
  const poetry = asObject(asObject(toml?.['tool'])?.['poetry']);
  const name = asString(project?.['name']) ?? asString(poetry?.['name']) ?? '';
  const module = name.replaceAll(/[-.]/g, '_');
  const main = ['src/', ''].map(top => tree.id(`${folder}/${top}${module}/__init__.py`)).find(id => id !== undefined);
  const own: EntryPoint[] =
    main === undefined || name === '' ? [] : [{ file: main, kind: 'package', reason: `project.name of ${shown}` }];
  const tables = [project?.['scripts'], project?.['gui-scripts'], poetry?.['scripts']];
  const programs = tables.flatMap(table =>
    Object.entries(asObject(table) ?? {}).flatMap(([name, value]): EntryPoint[] => {
      const [module = '', called = ''] = (asString(value) ?? '').split(':');
      const inner = module.trim().replaceAll('.', '/');
      const files = ['', 'src/'].flatMap(top => [`${top}${inner}.py`, `${top}${inner}/__init__.py`]);
      const file = files.map(each => tree.id(`${folder}/${each}`)).find(id => id !== undefined);
      if (file === undefined || inner === '') return [];
      const symbols = snapshot.file(file)?.facts.symbols ?? [];
      const index = symbols.findIndex(symbol => symbol.qualifiedName === called.trim());
      const entry: EntryPoint = { file, kind: 'bin', reason: `script ${name} of ${shown}` };
      return [index < 0 ? entry : { ...entry, symbol: symbolId(file, index) }];
    }),
  );
  return [...own, ...programs];
}

function parsed(text: string): JsonObject | undefined {
  try {
    return asObject(parseToml(text));
  } catch {
    return undefined;
  }
}
