import { moduleLevelDefinition } from '../../resolve/modules.ts';
import type { LanguageFamily } from '../../resolve/program.ts';
import { csharpLibrary } from './csharpLibrary.ts';
import { aliasedDefinition, memberOfNamespace, visibleName } from './csharpNames.ts';
import { createCsharpResolver } from './csharpResolver.ts';
import { extensionMethod } from './extensionMethods.ts';

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
  separateTypes: true,
  boundedTypes: true,
  declaresTypes: true,
  inheritedOverloads: true,
  sharedImports: true,
  library: csharpLibrary,
  moduleName: (_, facts) => facts.namespace ?? '',
  exported: moduleLevelDefinition,
  imported: (program, file, fact, { local }) =>
    local === '' ? undefined : aliasedDefinition(program, csharpFamily, file, fact.enclosing, fact.specifier),
  visible: (program, place, name) => visibleName(program, csharpFamily, place, name),
  extensionMember: (program, inference, place, receiver, name) =>
    extensionMethod(program, csharpFamily, inference, place, receiver, name),
  memberOfPackage: (program, key, name) => memberOfNamespace(program, csharpFamily, key, name),
};
