import { compareStrings } from '../../base/paths.ts';
import type { ImportFact, SymbolFact } from '../../facts/fileFacts.ts';
import type { ImportanceIndex } from '../../graph/importance.ts';
import { isTestPath } from '../../graph/role.ts';
import { signatureOf } from '../../graph/signature.ts';
import {
  type FileId,
  fileOf,
  type IndexedFile,
  indexOf,
  type ReferenceEdge,
  type Snapshot,
  type SymbolId,
  symbolId,
} from '../../index/snapshot.ts';

/** What the graphs say of one module: the view model behind the document. Lists are complete and sorted; a renderer cuts them. */
export interface ModuleView {
  readonly file: IndexedFile;
  readonly importance: number;
  readonly exports: readonly ExportView[];
  /** Specifiers of `export * from`. */
  readonly reexportsAll: readonly string[];
  /** Most uses first; tests and examples after the rest, the module's own test before the others. */
  readonly users: readonly UserView[];
  /** Files of the workspace that it imports, in order of import. */
  readonly uses: readonly UsedModule[];
  /** Packages and the standard library. */
  readonly packages: readonly UsedModule[];
  readonly unresolved: readonly { readonly specifier: string; readonly line: number }[];
  /** The functions that matter most here, the first first. */
  readonly keyFunctions: readonly SymbolView[];
  /** What runs when the module is loaded. */
  readonly calledOnLoad: readonly { readonly name: string; readonly line: number }[];
  /** Uses of this module's symbols that rest on a bare name only, and are not counted. */
  readonly guesses: number;
}

export interface SymbolView {
  readonly id: SymbolId;
  readonly fact: SymbolFact;
  readonly signature: string;
  /** Uses in other files, and number of these files. */
  readonly uses: number;
  readonly files: number;
}

export interface ExportView extends SymbolView {
  /** Name that importers see. */
  readonly name: string;
  /** The defining file when it is another one. */
  readonly from?: IndexedFile;
  /** Visible members of a class or interface, in source order. */
  readonly members: readonly SymbolView[];
}

export interface UserView {
  readonly file: IndexedFile;
  readonly test: boolean;
  /** How it comes by the module's names; `undefined` when no import says so and only the types do. */
  readonly route: Route | undefined;
  /** Number of uses, their names (the most used first), and the symbols they stand in. */
  readonly uses: number;
  readonly names: readonly string[];
  readonly callers: readonly string[];
}

/** `through` is the barrel by way of which the names come; `names` are those that the statement lists. */
export interface Route {
  readonly kind: 'import' | 'reexport' | 'through';
  readonly names: readonly string[];
  readonly through?: IndexedFile;
}

export interface UsedModule {
  readonly name: string;
  /** Set for a file of the workspace. */
  readonly file?: IndexedFile;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

/** Gathers the view of `file`; `undefined` when the snapshot does not hold it. */
export function viewModule(snapshot: Snapshot, file: FileId, importance: ImportanceIndex): ModuleView | undefined {
  const indexed = snapshot.file(file);
  if (indexed === undefined) return undefined;
  const incoming = indexed.facts.symbols.flatMap((_, index) => foreignUses(snapshot, symbolId(file, index)));
  const sure = incoming.filter(edge => edge.rule !== 'guess');
  const view = (id: SymbolId, fact: SymbolFact): SymbolView => viewSymbol(snapshot, id, fact);
  return {
    file: indexed,
    importance: importance.file(file).score,
    exports: viewExports(snapshot, indexed, view),
    reexportsAll: unique(
      indexed.facts.exports.filter(each => each.name === '*' && each.specifier).map(each => each.specifier ?? ''),
    ),
    users: viewUsers(snapshot, file, sure),
    ...viewImports(snapshot, file),
    keyFunctions: keyFunctions(indexed, importance, view),
    calledOnLoad: calledOnLoad(snapshot, file),
    guesses: incoming.length - sure.length,
  };
}

function foreignUses(snapshot: Snapshot, id: SymbolId): readonly ReferenceEdge[] {
  return snapshot.uses(id).filter(edge => fileOf(edge.from) !== fileOf(id));
}

function viewSymbol(snapshot: Snapshot, id: SymbolId, fact: SymbolFact): SymbolView {
  const language = snapshot.file(fileOf(id))?.facts.language ?? '';
  const uses = foreignUses(snapshot, id).filter(edge => edge.rule !== 'guess');
  const files = new Set(uses.map(edge => fileOf(edge.from)));
  return { id, fact, signature: signatureOf(fact, language), uses: uses.length, files: files.size };
}

type View = (id: SymbolId, fact: SymbolFact) => SymbolView;

function viewExports(snapshot: Snapshot, file: IndexedFile, view: View): readonly ExportView[] {
  const { facts, id } = file;
  const found = new Map<SymbolId, string>();
  for (const [index, symbol] of facts.symbols.entries()) {
    if (symbol.exported && symbol.parent === -1) found.set(symbolId(id, index), symbol.name);
  }
  for (const { name } of facts.exports) {
    if (name === '*' || name === '=') continue;
    const definition = snapshot.exported(id, name);
    if (definition !== undefined && indexOf(definition) >= 0 && !found.has(definition)) found.set(definition, name);
  }
  return [...found].flatMap(([symbol, name]): ExportView[] => {
    const fact = snapshot.symbol(symbol);
    const from = snapshot.file(fileOf(symbol));
    if (fact === undefined || from === undefined) return [];
    const foreign = from.id === id ? {} : { from };
    return [{ ...view(symbol, fact), name, members: members(from, symbol, view), ...foreign }];
  });
}

function members(file: IndexedFile, type: SymbolId, view: View): readonly SymbolView[] {
  const parent = indexOf(type);
  if (!['class', 'interface'].includes(file.facts.symbols[parent]?.kind ?? '')) return [];
  return file.facts.symbols.flatMap((symbol, index) => {
    const shown =
      symbol.parent === parent && symbol.exported && (symbol.kind === 'method' || symbol.kind === 'constructor');
    return shown ? [view(symbolId(file.id, index), symbol)] : [];
  });
}

function viewUsers(snapshot: Snapshot, file: FileId, incoming: readonly ReferenceEdge[]): readonly UserView[] {
  const byFile = new Map<FileId, ReferenceEdge[]>(snapshot.importers(file).map(importer => [importer, []]));
  for (const edge of incoming) {
    const from = fileOf(edge.from);
    const known = byFile.get(from);
    if (known === undefined) byFile.set(from, [edge]);
    else known.push(edge);
  }
  const users = [...byFile].flatMap(([id, edges]): UserView[] => {
    const user = snapshot.file(id);
    if (user === undefined) return [];
    return [
      {
        file: user,
        test: isTestPath(user.source.path.relative),
        route: routeOf(snapshot, id, file),
        uses: edges.length,
        names: byCount(edges.flatMap(edge => snapshot.symbol(edge.to)?.name ?? [])),
        callers: byCount(edges.flatMap(edge => snapshot.symbol(edge.from)?.qualifiedName ?? [])),
      },
    ];
  });
  const stem = stemOf(snapshot.file(file));
  const kind = (user: UserView): number => (!user.test ? 0 : stemOf(user.file) === stem ? 1 : 2);
  return users.sort((a, b) => kind(a) - kind(b) || b.uses - a.uses || comparePaths(a.file, b.file));
}

/** What a test file shares with the file it tests: `order` of order.ts, order.test.ts, test_order.py, order_test.py. */
function stemOf(file: IndexedFile | undefined): string {
  const name = file?.source.path.relative.replace(/^.*\//, '') ?? '';
  return name.replace(/[._-](test|spec|bench)(?=\.)|^test_|_test(?=\.)/g, '').replace(/\..*$/, '');
}

function routeOf(snapshot: Snapshot, user: FileId, file: FileId): Route | undefined {
  const imports = snapshot.imports(user);
  const direct = imports.filter(({ target }) => target.kind === 'file' && target.file === file);
  if (direct.length > 0) {
    const kind = direct.every(({ fact }) => fact.kind === 'reexport') ? 'reexport' : 'import';
    return { kind, names: unique(direct.flatMap(({ fact }) => namesOf(fact))) };
  }
  for (const { target, definitions } of imports) {
    if (target.kind !== 'file' || !definitions.some(each => each !== undefined && fileOf(each) === file)) continue;
    const through = snapshot.file(target.file);
    return { kind: 'through', names: [], ...(through && { through }) };
  }
  return undefined;
}

/** Names of the imported module; a namespace import gives the local name. */
function namesOf(fact: ImportFact): readonly string[] {
  return fact.names.map(({ name, local }) => (name === '*' ? local : name)).filter(name => name !== '');
}

function viewImports(snapshot: Snapshot, file: FileId): Pick<ModuleView, 'uses' | 'packages' | 'unresolved'> {
  const uses = new Map<string, UsedModule>();
  const packages = new Map<string, UsedModule>();
  const unresolved: { specifier: string; line: number }[] = [];
  for (const { fact, target } of snapshot.imports(file)) {
    const names = namesOf(fact);
    const typeOnly = fact.typeOnly === true;
    if (target.kind === 'unresolved') unresolved.push({ specifier: fact.specifier, line: fact.span[0] });
    else if (target.kind === 'external') merge(packages, { name: target.package, names, typeOnly });
    else if (target.kind === 'package') merge(packages, { name: target.name, names, typeOnly });
    else {
      const used = snapshot.file(target.file);
      if (used !== undefined) merge(uses, { name: used.source.path.relative, file: used, names, typeOnly });
    }
  }
  return { uses: [...uses.values()], packages: [...packages.values()], unresolved };
}

function merge(modules: Map<string, UsedModule>, added: UsedModule): void {
  const known = modules.get(added.name);
  const names = unique([...(known?.names ?? []), ...added.names]);
  modules.set(added.name, { ...added, names, typeOnly: added.typeOnly && (known?.typeOnly ?? true) });
}

function keyFunctions(file: IndexedFile, importance: ImportanceIndex, view: View): readonly SymbolView[] {
  const callables = file.facts.symbols.flatMap((symbol, index) => {
    const id = symbolId(file.id, index);
    const weight = importance.uses(id) + 2 * (symbol.branches ?? 0);
    const callable = ['function', 'method', 'constructor'].includes(symbol.kind) && symbol.bodySpan !== undefined;
    return callable && weight > 0 ? [{ id, symbol, weight }] : [];
  });
  callables.sort((a, b) => b.weight - a.weight || a.id - b.id);
  return callables.map(({ id, symbol }) => view(id, symbol));
}

function calledOnLoad(snapshot: Snapshot, file: FileId): ModuleView['calledOnLoad'] {
  const calls = snapshot.references(file).filter(edge => edge.kind === 'call' && indexOf(edge.from) === -1);
  const first = new Map<string, number>();
  for (const edge of calls) {
    const name = snapshot.symbol(edge.to)?.qualifiedName;
    if (name !== undefined && !first.has(name)) first.set(name, edge.line);
  }
  return [...first].map(([name, line]) => ({ name, line }));
}

function byCount(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const order = [...counts].sort((a, b) => b[1] - a[1] || compareStrings(a[0], b[0]));
  return order.map(([name]) => name);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function comparePaths(left: IndexedFile, right: IndexedFile): number {
  const [a, b] = [left.source.path, right.source.path];
  return a.root - b.root || compareStrings(a.relative, b.relative);
}
