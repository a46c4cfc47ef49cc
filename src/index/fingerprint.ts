import { createHash } from 'node:crypto';
import type { FileFacts, SymbolFact } from '../facts/fileFacts.ts';
import type { FileScope } from './resolve/fileScope.ts';
import { isCallable } from './resolve/program.ts';

/**
 * A hash over all that other files can see of a file: symbols with their kinds, parents and types in order, what
 * initialises them, imports and exports. Lines and bodies do not count. Equal hash: other files resolve as before.
 */
export function interfaceFingerprint(facts: FileFacts, scope: FileScope): string {
  const hash = createHash('sha1');
  const write = (value: unknown): void => void hash.update(JSON.stringify(value) ?? '-').update('\n');
  write([facts.language, facts.namespace]);
  facts.symbols.forEach((symbol, index) => {
    const { name, kind, parent, owner, exported, type, bases, parameters, initializer } = symbol;
    write([name, kind, parent, owner, exported, symbol.static, type, bases, parameters, initializer]);
    if (symbol.typeParameters || symbol.baseArguments) write([symbol.typeParameters, symbol.baseArguments]);
    write([symbol.signatures, symbol.holdsFunction, scope.children(parent, name).includes(index)]);
    if (initializer) write(bindingsBehind(facts, scope, symbol, index));
  });
  for (const { specifier, kind, names, enclosing } of facts.imports) {
    write([specifier, kind, enclosing, names.map(({ name, local }) => [name, local])]);
  }
  write(facts.exports);
  for (const { name, type, enclosing, typeParameter } of facts.bindings)
    if (typeParameter) write([name, type, enclosing]);
  return hash.digest('base64');
}

/** The local variables and parameters that a symbol's initial value goes back to, as far as this file knows. */
function bindingsBehind(facts: FileFacts, scope: FileScope, symbol: SymbolFact, index: number): unknown {
  const chain: unknown[] = [];
  let path = symbol.initializer?.path;
  const inside = symbol.bodySpan && isCallable(symbol);
  let line = inside ? symbol.bodySpan[2] : symbol.nameSpan[0];
  const seen = new Set<string>();
  const member = scope.childrenOf(symbol.parent).find(other => other !== index && isAround(facts.symbols[other], line));
  for (let enclosing = inside ? index : (member ?? symbol.parent); path !== undefined; ) {
    const root: string | undefined = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(path)?.[0];
    if (root === undefined || seen.has(root)) break;
    seen.add(root);
    const [found] = scope.lookup(root, line, enclosing);
    if (found?.kind !== 'binding') {
      chain.push(found);
      break;
    }
    const { binding } = found;
    chain.push([binding.name, binding.type, binding.initializer, binding.enclosing]);
    path = binding.initializer?.path;
    line = binding.line;
    enclosing = binding.enclosing;
  }
  return chain;
}

function isAround(symbol: SymbolFact | undefined, line: number): boolean {
  return symbol?.bodySpan !== undefined && symbol.span[0] <= line && line <= symbol.span[2];
}
