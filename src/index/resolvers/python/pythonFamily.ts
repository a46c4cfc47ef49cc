import type { FileScope } from '../../resolve/fileScope.ts';
import { exportedDefinition, moduleDefinition, moduleLevelDefinition } from '../../resolve/modules.ts';
import type { Definition, LanguageFamily, Program } from '../../resolve/program.ts';
import type { FileId } from '../../snapshot.ts';
import { scriptLibrary } from '../scriptLibrary.ts';
import { createPythonResolver } from './pythonResolver.ts';

/** Python: packages of modules, star imports. */
export const pythonFamily: LanguageFamily = {
  id: 'python',
  languages: ['python'],
  createResolver: createPythonResolver,
  configuration: /^(pyproject\.toml|setup\.cfg)$/,
  self: new Set(['self']),
  selfType: new Set(['cls']),
  superWord: 'super',
  explicitSelf: true,
  library: scriptLibrary,
  // `import a.b` binds `a`.
  moreSpecifiers: specifier => (specifier.startsWith('.') ? [] : [topName(specifier)]),
  exported: (program, scope, file, name) =>
    moduleLevelDefinition(program, scope, file, name) ?? starDefinition(program, scope, file, name),
  imported(program, file, { specifier }, { name, local }) {
    const top = topName(specifier);
    const bindsTop = name === '*' && specifier.includes('.') && !specifier.startsWith('.') && local === top;
    return bindsTop ? moduleDefinition(program.target(file, top)) : undefined;
  },
  visible(program, { file }, name) {
    const scope = program.scope(file);
    return scope && starDefinition(program, scope, file, name);
  },
  memberOfPackage: (program, key, name) => moduleDefinition(program.submodule({ family: pythonFamily, key }, name)),
};

function topName(specifier: string): string {
  return specifier.split('.', 1)[0] ?? '';
}

/** A name that a Python module has by `from … import *`: those in `__all__`, else the public ones. */
function starDefinition(program: Program, scope: FileScope, file: FileId, name: string): Definition | undefined {
  for (const fact of scope.starImports) {
    const target = program.target(file, scope.facts.imports[fact]?.specifier ?? '');
    if (target.kind !== 'file') continue;
    const other = program.scope(target.file);
    if (!other) continue;
    const listed = other.facts.exports.length > 0;
    if (listed ? other.exports(name).length === 0 : name.startsWith('_')) continue;
    const found = exportedDefinition(program, target.file, name);
    if (found) return found;
  }
  return undefined;
}
