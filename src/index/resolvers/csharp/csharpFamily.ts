import type { SymbolFact } from '../../../facts/fileFacts.ts';
import { joined } from '../../nameKeys.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import type { LanguageFamily, Place, Program } from '../../resolve/program.ts';
import { fileOf, indexOf, type SymbolId } from '../../snapshot.ts';
import { csharpLibrary } from './csharpLibrary.ts';
import { aliasedDefinition, memberOfNamespace, namespacesInScope, visibleName } from './csharpNames.ts';
import { createCsharpResolver } from './csharpResolver.ts';

/**
 * C#: namespaces that files declare, directives that open them, partial types, extension methods. References between
 * projects do not limit what a file can see.
 */
export const csharpFamily: LanguageFamily = {
  id: 'csharp',
  languages: ['csharp'],
  createResolver: createCsharpResolver,
  configuration: /^(?:.*\.csproj|Directory\.Build\.(?:props|targets))$/,
  self: new Set(['this']),
  selfType: new Set(),
  superWord: 'base',
  superConstructs: true,
  bareMembers: true,
  outsideMembers: true,
  mergedTypes: true,
  typeArity: true,
  sharedImports: true,
  library: csharpLibrary,
  moduleName: (_, facts) => facts.namespace ?? '',
  exported: moduleLevelDefinition,
  imported: (program, file, fact, { local }) =>
    local === '' ? undefined : aliasedDefinition(program, csharpFamily, file, fact.enclosing, fact.specifier),
  visible: (program, place, name) => visibleName(program, csharpFamily, place, name),
  extensionMember,
  memberOfPackage: (program, key, name) => memberOfNamespace(program, csharpFamily, key, name),
};

/** The only class in scope that has extension methods of a name; for a known receiver those of types from outside alone. */
function extensionMember(program: Program, place: Place, name: string, knownReceiver: boolean): SymbolId | undefined {
  const inScope = namespacesInScope(program, csharpFamily, place);
  const found = program.named(name).filter(id => {
    const scope = program.scope(fileOf(id));
    const symbol = scope?.facts.symbols[indexOf(id)];
    if (!symbol || !isExtension(symbol)) return false;
    const around = scope?.facts.symbols[scope.facts.symbols[symbol.parent]?.parent ?? -1];
    const namespace = joined(program.moduleName(fileOf(id)) ?? '', around?.qualifiedName ?? '');
    if (!inScope.has(namespace)) return false;
    const at: Place = { file: fileOf(id), line: symbol.nameSpan[0], enclosing: symbol.parent };
    return !knownReceiver || !visibleName(program, csharpFamily, at, symbol.owner ?? '');
  });
  const parents = new Set(found.map(id => `${fileOf(id)} ${parentName(program, id)}`));
  return parents.size === 1 ? found[0] : undefined;
}

function isExtension(symbol: SymbolFact): boolean {
  return symbol.owner !== undefined && symbol.static === true && symbol.kind === 'method';
}

function parentName(program: Program, id: SymbolId): string {
  const symbols = program.scope(fileOf(id))?.facts.symbols ?? [];
  return symbols[symbols[indexOf(id)]?.parent ?? -1]?.qualifiedName ?? '';
}
