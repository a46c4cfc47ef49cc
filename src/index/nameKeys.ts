import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import { isClassLike, type LanguageFamily } from './resolve/program.ts';

/** Key under which classes are found by the variables that are usually named after them: `http_client` for `HttpClient`. */
export function hintKey(name: string): string {
  return `~${name.replaceAll('_', '').toLowerCase()}`;
}

/** Key under which the symbols are found that declare a type for something called `name`: themselves or a parameter. */
export function typedKey(name: string): string {
  return `:${name}`;
}

/** Key of a full name: package, enclosing types and simple name, joined by dots. */
export function fullNameKey(fullName: string): string {
  return `=${fullName}`;
}

/** Key under which the files are found that lie in a package or namespace or below it. */
export function packageKey(name: string): string {
  return `%${name}`;
}

/** Key under which the files of a family are found whose imports count for other files, too. */
export function sharedImportsKey(family: string): string {
  return `^${family}`;
}

/** Key of the members called `name` that stand outside of the declaration of their type, by the type's simple name. */
export function outsideMemberKey(type: string, name: string): string {
  return `+${simpleName(type)}.${name}`;
}

/** Key of the blocks that extend a type, and of the members that stand outside with it as owner, by its simple name. */
export function outsiderKey(type: string): string {
  return `+${simpleName(type)}`;
}

/** Key of all that is called `name` and is a member of a type in whose declaration it does not stand. */
export function outsideNameKey(name: string): string {
  return `*${name}`;
}

export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** All keys under which a file's symbols are found; index -1 stands for the file. */
export function nameKeys(
  facts: FileFacts,
  family: LanguageFamily | undefined,
  module: string | undefined,
): readonly (readonly [key: string, symbol: number])[] {
  const keys: (readonly [string, number])[] = [];
  const full = module === undefined ? undefined : fullNames(facts, module, keys);
  if (family?.sharedImports && facts.imports.some(({ kind }) => kind === 'reexport'))
    keys.push([sharedImportsKey(family.id), -1]);
  facts.symbols.forEach((symbol, index) => {
    const add = (key: string): void => void keys.push([key, index]);
    if (symbol.kind === 'extension') add(outsiderKey(symbol.name));
    else add(symbol.name);
    if (symbol.owner !== undefined) add(outsiderKey(symbol.owner));
    if (isClassLike(symbol) && symbol.kind !== 'namespace' && symbol.kind !== 'extension') add(hintKey(symbol.name));
    if (symbol.kind === 'property' && symbol.type !== undefined) add(typedKey(symbol.name));
    for (const { name, type } of symbol.parameters ?? []) if (type !== undefined) add(typedKey(name));
    if (family?.outsideMembers) {
      const owner = symbol.owner ?? extensionAround(facts, symbol);
      if (owner !== undefined) add(outsideMemberKey(owner, symbol.name));
      if (owner !== undefined || isBeside(facts, symbol)) add(outsideNameKey(symbol.name));
    }
    const name = full?.[index];
    if (name !== undefined) add(fullNameKey(name));
  });
  return keys;
}

/** Whether a symbol stands beside the declaration of what it is known as a member of. */
function isBeside({ symbols }: FileFacts, { parent, span }: SymbolFact): boolean {
  const around = symbols[parent]?.span;
  return around !== undefined && (span[0] > around[2] || span[2] < around[0]);
}

function extensionAround({ symbols }: FileFacts, { parent }: SymbolFact): string | undefined {
  const around = symbols[parent];
  return around?.kind === 'extension' ? around.name : undefined;
}

/** Full names of what stands at module level, in namespaces and as types inside types; adds the keys of the packages. */
function fullNames(facts: FileFacts, module: string, keys: (readonly [string, number])[]): (string | undefined)[] {
  const packages = new Set<string>();
  const open = (name: string): void => {
    for (let prefix = name; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.'))))
      packages.add(prefix);
  };
  open(module);
  const names: (string | undefined)[] = [];
  facts.symbols.forEach(symbol => {
    const parent = facts.symbols[symbol.parent];
    const prefix = symbol.parent === -1 ? module : names[symbol.parent];
    const named = symbol.parent === -1 || parent?.kind === 'namespace' || isClassLike(symbol);
    const full =
      prefix === undefined || !named || symbol.owner !== undefined || symbol.kind === 'extension'
        ? undefined
        : joined(prefix, symbol.name);
    names.push(full);
    if (full === undefined) return;
    if (symbol.kind === 'namespace') open(full);
    // `class A::B` says that there is an `A`.
    else if (symbol.name.includes('.')) open(full.slice(0, full.lastIndexOf('.')));
  });
  for (const name of packages) keys.push([packageKey(name), -1]);
  return names;
}

/** Parts of a full name, the empty ones left out. */
export function joined(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('.');
}
