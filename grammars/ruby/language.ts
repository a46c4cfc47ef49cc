import type { Declaration, Language } from '../language.ts';
import { readImports } from './imports.ts';

export const ruby: Language = {
  id: 'ruby',
  extensions: ['.rb', '.rake', '.gemspec', '.ru', '.podspec', '.thor', '.jbuilder'],
  fileNames: ['rakefile', 'gemfile', 'guardfile', 'capfile', 'vagrantfile', 'podfile', 'fastfile', 'dangerfile'],
  wasm: 'tree-sitter-ruby/tree-sitter-ruby.wasm',
  queries: ['ruby'],
  documentation: 'comment',
  documentedTypes: 'yard',
  lineComment: '#',
  visibility: declaration => !isPrivate(declaration),
  isStatic: ({ modifiers }) => /\bself\s*\.\s*$/.test(modifiers),
  constructors: ['initialize'],
  openNames: true,
  bareCalls: true,
  separators: /&\.|::/g,
  expressions: [
    [/^::/, ''],
    // `@x ||= Foo.new` gives what is assigned.
    [/^@{1,2}\w+\s*(?:\|\|)?=(?![=~>])\s*/, ''],
    // A reader gives its variable.
    [/^:(\w+)$/, '@$1'],
    [/\s*(?:\{[^{}]*\}|\bdo\b[\s\S]*?\bend\b)/g, ''],
    [/^((?:[A-Z]\w*::)*[A-Z]\w*\.new)\b[\s\S]*$/, '$1'],
  ],
  types: [
    [/^::/, ''],
    [/=>/g, ','],
    [/\s*\|\s*(?:nil|void|Boolean)\b|\b(?:nil|void|Boolean)\b\s*\|?/g, ''],
    [/\bself\b/g, 'this'],
  ],
  imports: readImports,
};

/** A word of its own on a line makes private what follows it; before a definition it means that one. */
function isPrivate({ name, modifiers, before }: Declaration): boolean {
  if (/\b(?:private|protected)\b/.test(modifiers)) return true;
  const sections = [
    ...before().matchAll(/^[ \t]*(private|protected|public|module_function)[ \t]*(?:#.*)?$|^[ \t]*(class)\b/gm),
  ];
  const last = sections.at(-1);
  return (last?.[1] ?? '').startsWith('pr') || name.startsWith('_');
}
