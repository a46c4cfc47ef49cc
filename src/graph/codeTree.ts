import { compareStrings, type FilePath, pathKey } from '../base/paths.ts';
import { lineCount } from '../base/span.ts';
import type { SymbolKind } from '../facts/fileFacts.ts';
import { type IndexedFile, type Snapshot, symbolId } from '../index/snapshot.ts';
import type { Importance, ImportanceIndex } from './importance.ts';
import { signatureOf } from './signature.ts';

/** One node of the code tree (RepoMaster, arXiv 2505.21577): repository → package → module → class → function. */
export interface CodeTreeNode {
  /** Handle for {@link CodeTree.children}: stays the same from snapshot to snapshot while the path (and symbol position) does. */
  readonly id: string;
  readonly name: string;
  /** `package` is a folder with its language's manifest or an `__init__.py`; `file` is a module that no grammar knows. */
  readonly kind: 'repository' | 'package' | 'folder' | 'module' | 'file' | SymbolKind;
  /** The file or folder. */
  readonly path: FilePath;
  /** 0-based lines of a symbol. */
  readonly startLine?: number;
  readonly endLine?: number;
  readonly signature?: string;
  /** First sentence of its documentation. */
  readonly doc?: string;
  /** Size in lines; of a folder, all its parsed files. */
  readonly lines: number;
  /** 0 … 1; of a folder, its most important file. */
  readonly importance: number;
  /** What the importance of a file or symbol is made of. */
  readonly measures?: Importance;
  readonly expandable: boolean;
}

export interface CodeTree {
  /** The roots when `id` is ''; nothing for an unknown id. Folders first, then files by name, symbols in source order. */
  children(id: string): readonly CodeTreeNode[];
  /** The node of a file or folder, `undefined` when there is none. */
  find(path: FilePath): CodeTreeNode | undefined;
}

interface Folder {
  readonly path: FilePath;
  readonly folders: Folder[];
  readonly files: IndexedFile[];
  lines: number;
  importance: number;
}

/** Makes a lazily expanded tree: folders are laid out at once, symbols only when a module is opened. */
export function createCodeTree(
  snapshot: Snapshot,
  importance: ImportanceIndex,
  rootNames: readonly string[],
): CodeTree {
  const folders = layFolders(snapshot, importance);
  const roots = rootNames.flatMap((_, root) => folders.get(pathKey({ root, relative: '' })) ?? []);
  const folderOf = (folder: Folder): CodeTreeNode => folderNode(folder, rootNames);
  const fileOf = (file: IndexedFile): CodeTreeNode => fileNode(file, importance);
  return {
    children: id => {
      if (id === '') return roots.map(folderOf);
      const { key, symbol } = parseId(id);
      const folder = folders.get(key);
      if (folder !== undefined) return [...folder.folders.map(folderOf), ...folder.files.map(fileOf)];
      const file = snapshot.find(pathOf(key));
      return file === undefined ? [] : symbolNodes(file, symbol, importance);
    },
    find: path => {
      const folder = folders.get(pathKey(path));
      if (folder !== undefined) return folderOf(folder);
      const file = snapshot.find(path);
      return file && fileOf(file);
    },
  };
}

/** `root:relative` or `root:relative#symbol`; a `#` in a path is told apart by being followed by more than digits. */
function parseId(id: string): { key: string; symbol: number } {
  const match = /^(.*)#(\d+)$/s.exec(id);
  return match ? { key: match[1] ?? '', symbol: Number(match[2]) } : { key: id.replace(/#$/, ''), symbol: -1 };
}

function pathOf(key: string): FilePath {
  const colon = key.indexOf(':');
  return { root: Number(key.slice(0, colon)), relative: key.slice(colon + 1) };
}

function layFolders(snapshot: Snapshot, importance: ImportanceIndex): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>();
  const ensure = (path: FilePath): Folder => {
    const known = folders.get(pathKey(path));
    if (known !== undefined) return known;
    const folder: Folder = { path, folders: [], files: [], lines: 0, importance: 0 };
    folders.set(pathKey(path), folder);
    if (path.relative !== '') ensure(parentOf(path)).folders.push(folder);
    return folder;
  };
  for (const file of snapshot.files) {
    const score = importance.file(file.id).score;
    let path = parentOf(file.source.path);
    ensure(path).files.push(file);
    for (;;) {
      const folder = ensure(path);
      if (file.summary.language !== 'text') folder.lines += file.summary.lines;
      folder.importance = Math.max(folder.importance, score);
      if (path.relative === '') break;
      path = parentOf(path);
    }
  }
  for (const folder of folders.values())
    folder.folders.sort((a, b) => compareStrings(a.path.relative, b.path.relative));
  return folders;
}

function folderNode(folder: Folder, rootNames: readonly string[]): CodeTreeNode {
  const { relative, root } = folder.path;
  return {
    id: `${pathKey(folder.path)}#`,
    name: relative === '' ? (rootNames[root] ?? '') : nameOf(relative),
    kind: relative === '' ? 'repository' : folder.files.some(isManifest) ? 'package' : 'folder',
    path: folder.path,
    lines: folder.lines,
    importance: folder.importance,
    expandable: true,
  };
}

function fileNode(file: IndexedFile, importance: ImportanceIndex): CodeTreeNode {
  const { facts, source } = file;
  return {
    id: `${pathKey(source.path)}#`,
    name: nameOf(source.path.relative),
    kind: facts.language === 'text' ? 'file' : 'module',
    path: source.path,
    ...(facts.moduleDoc === undefined ? {} : { doc: facts.moduleDoc }),
    lines: facts.lines,
    importance: importance.file(file.id).score,
    measures: importance.file(file.id),
    expandable: facts.symbols.length > 0,
  };
}

function symbolNodes(file: IndexedFile, parent: number, importance: ImportanceIndex): readonly CodeTreeNode[] {
  const { symbols } = file.facts;
  const parents = new Set(symbols.map(symbol => symbol.parent));
  return symbols.flatMap((symbol, index) => {
    if (symbol.parent !== parent) return [];
    const measures = importance.symbol(symbolId(file.id, index));
    const node: CodeTreeNode = {
      id: `${pathKey(file.source.path)}#${index}`,
      name: symbol.name,
      kind: symbol.kind,
      path: file.source.path,
      startLine: symbol.span[0],
      endLine: symbol.span[2],
      signature: signatureOf(symbol, file.summary.language),
      ...(symbol.doc === undefined ? {} : { doc: symbol.doc }),
      lines: lineCount(symbol.span),
      importance: measures.score,
      measures,
      expandable: parents.has(index),
    };
    return [node];
  });
}

const MANIFESTS = new Set(
  `package.json pyproject.toml setup.py setup.cfg __init__.py go.mod cargo.toml pom.xml build.gradle build.gradle.kts
  composer.json gemfile cmakelists.txt meson.build`.split(/\s+/),
);
const MANIFEST_ENDING = /\.(?:gemspec|csproj|fsproj|vbproj|cabal)$/;

function isManifest(file: IndexedFile): boolean {
  const name = nameOf(file.source.path.relative);
  return MANIFESTS.has(name === '__init__.py' ? name : name.toLowerCase()) || MANIFEST_ENDING.test(name);
}

function parentOf(path: FilePath): FilePath {
  return { root: path.root, relative: path.relative.slice(0, Math.max(0, path.relative.lastIndexOf('/'))) };
}

function nameOf(relative: string): string {
  return relative.slice(relative.lastIndexOf('/') + 1);
}
