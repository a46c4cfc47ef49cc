import { joined } from '../../nameKeys.ts';
import { definitionNamed, namesAround, packageNamed } from '../../resolve/fullNames.ts';
import { createLibrary } from '../../resolve/library.ts';
import { moduleLevelDefinition } from '../../resolve/modules.ts';
import { type Definition, isClassLike, type LanguageFamily, type Place, type Program } from '../../resolve/program.ts';
import { symbolId } from '../../snapshot.ts';
import { createRubyResolver } from './rubyResolver.ts';

/** Ruby: constants are known everywhere once a file defines them; classes and modules are reopened at will. */
export const rubyFamily: LanguageFamily = {
  id: 'ruby',
  languages: ['ruby'],
  createResolver: createRubyResolver,
  self: new Set(['self']),
  selfType: new Set(),
  superWord: 'super',
  superCallsOverridden: true,
  bareMembers: true,
  bareCalls: true,
  mergedTypes: true,
  constructorMember: 'new',
  classMember: 'class',
  library: createLibrary({
    last: 'Array Hash Set Enumerable Enumerator Range Struct',
    class: 'Class',
    elementMethods: 'first last find detect pop shift sample min max fetch dig',
    sameMethods: 'each map select reject sort sort_by reverse uniq compact to_a dup filter take drop values',
    common:
      'new each map select reject find first last push pop shift unshift join split size length empty? any? all? none? include? key? keys values ' +
      'merge merge! fetch delete to_s to_a to_h to_sym to_i inspect dup clone freeze call name value type id path body status headers get set add ' +
      'run start stop close open read write puts print p raise require class is_a? kind_of? respond_to? send public_send instance_variable_get ' +
      'instance_variable_set method nil? == eql? hash sub gsub match match? strip start_with? end_with? concat format sort sort_by group_by ' +
      'flatten uniq compact reduce inject zip min max sum count index slice times upto options update create save',
  }),
  moduleName: () => '',
  exported: moduleLevelDefinition,
  // `autoload :Name, 'path'` stands inside of the modules that the file opens again.
  imported(program, file, { specifier }, { name }) {
    const target = program.target(file, specifier);
    if (target.kind !== 'file') return undefined;
    const symbols = program.scope(target.file)?.facts.symbols ?? [];
    const index = symbols.findIndex(symbol => symbol.name === name && isClassLike(symbol));
    return index < 0 ? undefined : { symbol: symbolId(target.file, index) };
  },
  visible,
  memberOfPackage: (program, key, name) =>
    definitionNamed(program, rubyFamily, joined(key, name)) ?? packageNamed(program, rubyFamily, joined(key, name)),
};

function requiredMethod(program: Program, { file }: Place, name: string): Definition | undefined {
  for (const { specifier } of program.scope(file)?.facts.imports ?? []) {
    const target = program.target(file, specifier);
    const method = target.kind === 'file' ? program.scope(target.file)?.children(-1, name)[0] : undefined;
    if (target.kind === 'file' && method !== undefined) return { symbol: symbolId(target.file, method) };
  }
  return undefined;
}

const NESTING: ReadonlySet<string> = new Set(['namespace', 'class']);

/** A constant of the modules around, of those around them, or of none; a method outside of all classes in a required file. */
function visible(program: Program, place: Place, name: string): Definition | undefined {
  if (!/^\p{Lu}/u.test(name)) return requiredMethod(program, place, name);
  for (const around of namesAround(program, place, NESTING)) {
    const found = definitionNamed(program, rubyFamily, joined(around, name), place.file);
    if (found) return found;
  }
  return definitionNamed(program, rubyFamily, name, place.file) ?? packageNamed(program, rubyFamily, name);
}
