import type { FileScope } from '../../resolve/fileScope.ts';
import { exportedDefinition, memberOfModule, moduleDefinition, moduleLevelDefinition } from '../../resolve/modules.ts';
import type { Definition, LanguageFamily, Program } from '../../resolve/program.ts';
import { type FileId, fileOf, indexOf, type SymbolId, symbolId } from '../../snapshot.ts';
import { scriptLibrary } from '../scriptLibrary.ts';
import { createJavaScriptResolver } from './javascriptResolver.ts';

/** JavaScript, TypeScript and their JSX forms: ECMAScript and CommonJS modules. */
export const javascriptFamily: LanguageFamily = {
  id: 'javascript',
  languages: ['typescript', 'typescriptreact', 'tsx', 'javascript', 'javascriptreact', 'jsx', 'vue', 'svelte', 'astro'],
  createResolver: createJavaScriptResolver,
  configuration: /^([tj]sconfig[^/]*\.json|package\.json|pnpm-workspace\.yaml|lerna\.json)$/,
  self: new Set(['this']),
  selfType: new Set(),
  superWord: 'super',
  superConstructs: true,
  library: scriptLibrary,
  exported,
  imported(program, file, { kind, specifier }, { name }) {
    const target = name === '*' && kind === 'require' ? program.target(file, specifier) : undefined;
    return target?.kind === 'file' ? exportedDefinition(program, target.file, '=') : undefined;
  },
};

function exported(program: Program, scope: FileScope, file: FileId, name: string): Definition | undefined {
  for (const fact of scope.exports(name)) {
    let found: Definition | undefined;
    if (fact.specifier !== undefined) {
      const target = program.target(file, fact.specifier);
      found = fact.local === '*' ? moduleDefinition(target) : memberOfModule(program, target, fact.local || name);
    } else {
      found = moduleLevelDefinition(program, scope, file, fact.local || name);
    }
    if (found) return found;
  }
  if (name === '=') return undefined;
  if (name === 'default') return exportedDefinition(program, file, '=');
  for (const fact of scope.starExports) {
    const target = program.target(file, fact.specifier ?? '');
    const found = target.kind === 'file' ? exportedDefinition(program, target.file, name) : undefined;
    if (found) return found;
  }
  const declared = scope.children(-1, name).find(index => scope.facts.symbols[index]?.exported);
  if (declared !== undefined) return { symbol: symbolId(file, declared) };
  return memberOfWhole(program, file, name);
}

/** `module.exports = { name }` or a class with a static member: names of the one exported value. */
function memberOfWhole(program: Program, file: FileId, name: string): Definition | undefined {
  const whole = exportedDefinition(program, file, '=');
  if (!whole || 'package' in whole) return undefined;
  return memberOfSymbol(program, whole.symbol, name);
}

function memberOfSymbol(program: Program, symbol: SymbolId, name: string): Definition | undefined {
  const owner = fileOf(symbol);
  const index = indexOf(symbol);
  if (index < 0) return exportedDefinition(program, owner, name);
  const child = program.scope(owner)?.children(index, name)[0];
  return child === undefined ? undefined : { symbol: symbolId(owner, child) };
}
