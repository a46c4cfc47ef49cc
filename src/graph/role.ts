import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import type { IndexedFile } from '../index/snapshot.ts';

const ENTRY_NAMES = new Set([
  'main',
  'index',
  'cli',
  'app',
  'server',
  'extension',
  'manage',
  '__main__',
  '__init__',
  'mod',
]);
const CORE_NAMES = /(^|[/_.-])(core|engine|kernel|api|base|client|router|store|service|model|models)([/_.-]|$)/i;
const TEST_PATH =
  /(^|\/)(tests?|__tests__|spec|specs|testing|fixtures?|__fixtures__|__mocks__|e2e|benchmarks?|examples?)\/|[._-](test|spec|e2e|bench)\.[a-z]+$|(^|\/)(test_[^/]*|conftest)\.py$|_test\.[a-z]+$/i;

/** Whether the path belongs to tests, fixtures, benchmarks or examples by the usual conventions. */
export function isTestPath(relative: string): boolean {
  return TEST_PATH.test(relative);
}

/** Whether the file's name is one that programs are started or packages entered by. */
export function isEntryName(relative: string): boolean {
  return ENTRY_NAMES.has(baseName(relative));
}

/** Part that a file plays, 0 … 1: entry point 1, core module 0.8, imported module 0.5, unimported 0.3, test 0.1, not source 0. */
export function fileRole(file: IndexedFile, importers: number): number {
  const path = file.source.path.relative;
  if (file.source.class !== 'source' || file.summary.language === 'text') return 0;
  if (isTestPath(path)) return 0.1;
  if (isEntryName(path)) return 1;
  if (CORE_NAMES.test(path)) return 0.8;
  return importers > 0 ? 0.5 : 0.3;
}

/** Part that a symbol plays in its file, 0 … 1: what others can see counts, types and callables before data. */
export function symbolRole(symbol: SymbolFact): number {
  if (!symbol.exported) return 0.2;
  if (symbol.name === 'main' || symbol.kind === 'class' || symbol.kind === 'interface') return 1;
  if (symbol.kind === 'function' || symbol.kind === 'method' || symbol.kind === 'constructor') return 0.9;
  return symbol.kind === 'type' || symbol.kind === 'enum' ? 0.7 : 0.5;
}

/** Share of documentation, 0 … 1: half for the module's own, half for its exported top-level symbols. */
export function documentationOf(facts: FileFacts): number {
  const exported = facts.symbols.filter(symbol => symbol.exported && symbol.parent === -1);
  const documented = exported.filter(symbol => symbol.doc !== undefined).length;
  return (facts.moduleDoc === undefined ? 0 : 0.5) + (exported.length === 0 ? 0 : documented / exported.length / 2);
}

function baseName(relative: string): string {
  const name = relative.slice(relative.lastIndexOf('/') + 1);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}
