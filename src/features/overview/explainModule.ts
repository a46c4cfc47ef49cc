import type { FilePath } from '../../base/paths.ts';
import { lineCount } from '../../base/span.ts';
import { type ImportanceIndex, measureImportance } from '../../graph/importance.ts';
import { isEntryName } from '../../graph/role.ts';
import type { FileId, IndexedFile, Snapshot } from '../../index/snapshot.ts';
import { code, counted, escapeText, lineTarget, link } from './markdown.ts';
import {
  type ExportView,
  type ModuleView,
  type Route,
  type SymbolView,
  type UsedModule,
  viewModule,
} from './moduleView.ts';
import { type PackageTexts, purposeOf } from './purpose.ts';

export interface ExplainOptions {
  /** Measured anew when absent: pass it when several modules of one snapshot are explained. */
  readonly importance?: ImportanceIndex;
  /** Texts at `packageFiles`, when the module is the entry of a package. */
  readonly texts?: PackageTexts;
  /** Target of a link to a 0-based line; by default relative to the root: `src/a.ts#L12`. */
  readonly target?: (path: FilePath, line?: number) => string;
}

/**
 * The document of one module, made of the graphs alone, as Markdown: what it is for, what it offers, who uses it, what it
 * uses, where to start reading, and what the index does not know. A file that the snapshot does not hold gives a page that
 * says so.
 */
export function explainModule(snapshot: Snapshot, file: FileId, options: ExplainOptions = {}): string {
  const importance = options.importance ?? measureImportance(snapshot);
  const view = viewModule(snapshot, file, importance);
  if (view === undefined)
    return '# Not in the index\n\nThe index does not hold this file: it may be ignored or too new.\n';
  const target = options.target ?? ((path, line) => lineTarget(path.relative, line));
  const purpose = purposeOf(snapshot, view.file, options.texts ?? {});
  const sections = [
    `# ${code(view.file.source.path.relative)}`,
    purpose === undefined
      ? '*Nothing in the module says what it is for.*'
      : `> ${escapeText(purpose.text)}\n>\n> — ${purpose.from}`,
    summary(view),
    section('Exports', exportLines(view, target)),
    section('Used by', userLines(view, target)),
    section('Uses', useLines(view, target)),
    section('Entry points', entryLines(view, target)),
    section('Key functions', keyFunctionLines(view, target)),
    section('Tests and examples', testLines(view, target)),
    section('What this page does not know', limits(snapshot, view, target)),
  ];
  return `${sections.filter(text => text !== '').join('\n\n')}\n`;
}

type Target = (path: FilePath, line?: number) => string;

const SHOWN = 12;
const SHOWN_MEMBERS = 10;
const SHOWN_FUNCTIONS = 6;
const SHOWN_NAMES = 6;

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}

function summary(view: ModuleView): string {
  const { facts, source } = view.file;
  const users = view.users.filter(user => !user.test).length;
  const tests = view.users.length - users;
  const parts = [
    facts.language,
    counted(facts.lines, 'line'),
    counted(view.exports.length, 'export'),
    `used by ${counted(users, 'file')}${tests === 0 ? '' : ` and ${counted(tests, 'test or example', 'tests or examples')}`}`,
    `importance ${Math.round(view.importance * 100)} of 100`,
  ];
  return [...parts, ...(source.class === 'source' ? [] : [source.class])].join(' · ');
}

function exportLines(view: ModuleView, target: Target): readonly string[] {
  const limit = view.exports.some(each => each.members.length > 0) ? SHOWN * 2 : SHOWN * 3;
  const order = view.exports.length <= limit ? view.exports : [...view.exports].sort((a, b) => b.uses - a.uses);
  const lines = order.slice(0, limit).flatMap(each => exportLine(each, view.file, target));
  const rest = view.exports.length - limit;
  return [
    ...lines,
    ...(rest > 0 ? [`- and ${rest} more, used less`] : []),
    ...view.reexportsAll.map(specifier => `- everything that ${code(specifier)} exports`),
  ];
}

function exportLine(view: ExportView, home: IndexedFile, target: Target): readonly string[] {
  const file = view.from ?? home;
  const alias = view.name === view.fact.name ? '' : ` as ${code(view.name)}`;
  const origin = view.from === undefined ? '' : ` from ${code(view.from.source.path.relative)}`;
  const members = view.members.slice(0, SHOWN_MEMBERS).map(member => `  - ${symbolLine(member, file, target)}`);
  const rest = view.members.length - SHOWN_MEMBERS;
  return [
    `- ${KEYWORDS[view.fact.kind] ?? view.fact.kind} ${symbolLine(view, file, target, alias + origin)}`,
    ...members,
    ...(rest > 0 ? [`  - and ${counted(rest, 'more method')}`] : []),
  ];
}

const KEYWORDS: Readonly<Record<string, string>> = { variable: 'value', enumMember: 'member' };

function symbolLine(view: SymbolView, file: IndexedFile, target: Target, note = ''): string {
  const name = link(code(view.signature), target(file.source.path, view.fact.nameSpan[0]));
  const uses = view.uses === 0 ? '' : ` *(${counted(view.uses, 'use')} in ${counted(view.files, 'file')})*`;
  const doc = view.fact.doc === undefined ? '' : ` — ${escapeText(view.fact.doc)}`;
  return name + note + doc + uses;
}

function userLines(view: ModuleView, target: Target): readonly string[] {
  const users = view.users.filter(user => !user.test);
  if (users.length === 0) return ['Nothing in the workspace imports or calls it.'];
  const lines = users.slice(0, SHOWN).map(user => {
    const file = link(code(user.file.source.path.relative), target(user.file.source.path));
    if (user.uses === 0) return `- ${file} ${routeText(user.route)}`;
    const callers = user.callers.length === 0 ? '' : `, in ${names(user.callers, 3)}`;
    return `- ${file}${detour(user.route)}: ${counted(user.uses, 'use')} of ${names(user.names, SHOWN_NAMES)}${callers}`;
  });
  return users.length > SHOWN ? [...lines, `- and ${counted(users.length - SHOWN, 'more file')}`] : lines;
}

function routeText(route: Route | undefined): string {
  const verb = route?.kind === 'reexport' ? 're-exports' : 'imports';
  return `${verb} ${route === undefined || route.names.length === 0 ? 'it' : names(route.names, SHOWN_NAMES)}`;
}

/** Said only where the way is not a plain import. */
function detour(route: Route | undefined): string {
  if (route === undefined) return ' (without an import, by type)';
  return route.through === undefined ? '' : ` (through ${code(route.through.source.path.relative)})`;
}

function useLines(view: ModuleView, target: Target): readonly string[] {
  const files = view.uses.slice(0, SHOWN * 2).map(used => {
    const name = link(code(used.name), used.file ? target(used.file.source.path) : '');
    return `- ${name}${used.names.length === 0 ? '' : ': '}${names(used.names, SHOWN_NAMES)}${used.typeOnly ? ' (types only)' : ''}`;
  });
  const rest = view.uses.length - files.length;
  const packages = view.packages.filter(used => used.name !== '__future__').map(packageText);
  return [
    ...files,
    ...(rest > 0 ? [`- and ${counted(rest, 'more file')}`] : []),
    ...(packages.length > 0 ? [`- from outside the workspace: ${packages.join(', ')}`] : []),
  ];
}

function packageText(used: UsedModule): string {
  const listed = used.names.filter(name => name !== used.name && name !== 'default');
  return listed.length === 0 ? code(used.name) : `${code(used.name)} (${names(listed, SHOWN_NAMES)})`;
}

function entryLines(view: ModuleView, target: Target): readonly string[] {
  const { path } = view.file.source;
  const offered = view.exports.filter(each => each.from === undefined).flatMap(each => [each, ...each.members]);
  const entered = offered.filter(each => each.uses > 0 && each.fact.parameters !== undefined);
  const inside = entered.sort((a, b) => b.uses - a.uses).slice(0, SHOWN_NAMES);
  const called = inside.map(each => {
    const name = link(code(each.fact.qualifiedName), target(path, each.fact.nameSpan[0]));
    return `${name} (${counted(each.uses, 'use')})`;
  });
  const loaded = view.calledOnLoad.slice(0, SHOWN_NAMES).map(({ name, line }) => link(code(name), target(path, line)));
  const more = view.calledOnLoad.length - loaded.length;
  return [
    ...(called.length > 0
      ? [`- Other files call ${called.join(', ')}${entered.length > called.length ? ' and others' : ''}.`]
      : []),
    ...(loaded.length > 0
      ? [`- Loading the module calls ${loaded.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`]
      : []),
    ...(isEntryName(path.relative) && view.users.length === 0
      ? ['- By its name, a program or a package starts here.']
      : []),
  ];
}

function keyFunctionLines(view: ModuleView, target: Target): readonly string[] {
  const { path } = view.file.source;
  return view.keyFunctions.slice(0, SHOWN_FUNCTIONS).map(each => {
    const branches = each.fact.branches ?? 0;
    const why = [
      ...(each.uses > 0 ? [`${counted(each.uses, 'use')} from ${counted(each.files, 'file')}`] : []),
      ...(branches > 0 ? [counted(branches, 'decision point')] : []),
      counted(lineCount(each.fact.span), 'line'),
    ];
    const doc = each.fact.doc === undefined ? '' : ` — ${escapeText(each.fact.doc)}`;
    return `- ${link(code(each.fact.qualifiedName), target(path, each.fact.nameSpan[0]))} (${why.join(', ')})${doc}`;
  });
}

function testLines(view: ModuleView, target: Target): readonly string[] {
  const tests = view.users.filter(user => user.test);
  const lines = tests.slice(0, SHOWN).map(user => {
    const file = link(code(user.file.source.path.relative), target(user.file.source.path));
    return user.uses === 0 ? `- ${file}` : `- ${file}: ${names(user.names, SHOWN_NAMES)}`;
  });
  return tests.length > SHOWN ? [...lines, `- and ${tests.length - SHOWN} more`] : lines;
}

function limits(snapshot: Snapshot, view: ModuleView, target: Target): readonly string[] {
  const { facts, source } = view.file;
  const unresolved = view.unresolved.map(
    ({ specifier, line }) =>
      `- The import of ${link(code(specifier), target(source.path, line))} could not be resolved.`,
  );
  return [
    ...(snapshot.complete ? [] : ['- The index is not complete yet: users may be missing.']),
    ...(facts.language === 'text' ? ['- No grammar knows this file: only its place is known.'] : []),
    ...(facts.truncated === undefined
      ? []
      : [`- Parsing stopped at its ${facts.truncated} limit: the end is missing.`]),
    ...(facts.parseErrors === 0 ? [] : [`- The parser met ${counted(facts.parseErrors, 'error')} in this file.`]),
    ...unresolved,
    ...(view.guesses === 0 ? [] : [`- ${counted(view.guesses, 'use')} matched by bare name only: not counted here.`]),
  ];
}

function names(all: readonly string[], limit: number): string {
  const shown = all.slice(0, limit).map(code).join(', ');
  return all.length > limit ? `${shown} and ${all.length - limit} more` : shown;
}
