import type { ImportReport } from '../features/report/importReport.ts';
import type { FileReport, IndexReport } from '../features/report/indexReport.ts';
import type { Paint } from './paint.ts';
import { referenceLines } from './referenceReportText.ts';
import { dashed, number, percent, share } from './reportColumns.ts';
import { type Column, table } from './table.ts';
import { bar, counted, grouped, shorten, wrap } from './textLayout.ts';

/** The report for people, in lines of at most `width` columns. */
export function indexReportText(title: string, report: IndexReport, width: number, paint: Paint): string {
  return [
    ...headLines(title, report, width, paint),
    ...section('Files', fileLines(report.files, width - INDENT.length, paint), paint),
    ...section('Imports', importLines(report.imports, width - INDENT.length, paint), paint),
    ...section('References', referenceLines(report.references, width - INDENT.length, paint), paint),
    '',
  ].join('\n');
}

const INDENT = '  ';
const SHOWN_ENDINGS = 10;

function section(title: string, lines: readonly string[], paint: Paint): readonly string[] {
  return ['', paint.bold(title), ...lines.map(line => (line === '' ? '' : INDENT + line))];
}

function headLines(title: string, report: IndexReport, width: number, paint: Paint): readonly string[] {
  const { files, imports, missing, references, state } = report;
  const states = {
    complete: paint.green(`✔ complete: all ${counted(files.found, 'file')} read, all code parsed`),
    gaps: paint.yellow(`▲ all ${counted(files.found, 'file')} read, with gaps:`),
    incomplete: paint.red(`✘ incomplete: ${grouped(files.read)} of ${counted(files.found, 'file')} read`),
  };
  const gaps = missing.flatMap(gap =>
    wrap(gap, width - 4).map((line, index) => `${index === 0 ? '  • ' : '    '}${line}`),
  );
  const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
  const lost = sum(imports.map(each => each.unresolvedInside));
  const inside = sum(imports.map(each => each.inside + each.package)) + lost;
  const calls = references.find(each => each.kind === 'call');
  const found = [
    ...(inside === 0 ? [] : [`${percent(1 - lost / inside)} of the imports that lead inside`]),
    ...(calls === undefined || calls.resolved + calls.unresolved === 0
      ? []
      : [
          `${percent(1 - calls.unresolvedShare)} of the calls that may end inside ` +
            `(${percent(calls.levels.high / (calls.resolved + calls.unresolved))} with high confidence)`,
        ]),
  ];
  return [
    paint.bold(shorten(title, width)),
    states[state],
    ...gaps.map(line => paint.yellow(line)),
    ...(found.length === 0 ? [] : wrap(`resolved: ${found.join(', ')}`, width)),
  ];
}

function fileLines(files: FileReport, width: number, paint: Paint): readonly string[] {
  const { languages } = files;
  const most = languages[0]?.files ?? 0;
  const columns: readonly Column[] = [
    { title: '', cells: languages.map(each => each.language), style: paint.cyan },
    { title: 'files', align: 'right', cells: languages.map(each => grouped(each.files)) },
    { title: '', rank: 3, cells: languages.map(each => bar(each.files / most, 12)), style: paint.dim },
    { title: 'lines', align: 'right', rank: 2, cells: languages.map(each => grouped(each.lines)) },
    { title: 'symbols', align: 'right', rank: 1, cells: languages.map(each => grouped(each.symbols)) },
    number(
      'with errors',
      languages.map(each => each.withErrors),
      dashed,
      paint.yellow,
    ),
    number(
      'partial',
      languages.map(each => each.truncated),
      dashed,
      paint.red,
    ),
  ];
  const lexical = files.lexical.reduce((sum, each) => sum + each.files, 0);
  const endings = files.lexical.slice(0, SHOWN_ENDINGS).map(each => `${each.ending} ${grouped(each.files)}`);
  const others = files.lexical.length - endings.length;
  if (others > 0) endings.push(`${others} others`);
  const { generated, vendored } = files.secondary;
  return [
    ...(languages.length === 0
      ? [paint.yellow('No file in a language that is parsed.')]
      : table(columns, width, paint.dim)),
    ...(lexical === 0 ? [] : ['', ...list(`read as text ${grouped(lexical)}:`, endings, width, paint)]),
    ...files.skipped.map(each =>
      plain(
        `${each.reason === 'minified' ? 'not parsed' : 'not read'}: ${each.reason} ${grouped(each.files)}, such as`,
        each.example,
        width,
        paint,
      ),
    ),
    ...(generated + vendored === 0 ? [] : [`ranked lower: generated ${generated}, vendored ${vendored}`]),
    ...languages
      .filter(each => each.worst !== undefined)
      .map(each => plain(`most syntax errors in ${each.language}:`, each.worst ?? '', width, paint)),
  ];
}

function importLines(reports: readonly ImportReport[], width: number, paint: Paint): readonly string[] {
  if (reports.length === 0) return ['None found.'];
  const figures = (figure: (report: ImportReport) => number): readonly number[] => reports.map(figure);
  const columns: readonly Column[] = [
    { title: '', cells: reports.map(each => each.language), style: paint.cyan },
    number(
      'all',
      figures(each => each.imports),
    ),
    number(
      'file',
      figures(each => each.inside),
      undefined,
      undefined,
      2,
    ),
    number(
      'package',
      figures(each => each.package),
      undefined,
      undefined,
      3,
    ),
    number(
      'outside',
      figures(each => each.external),
      undefined,
      undefined,
      1,
    ),
    number(
      'unresolved',
      figures(each => each.unresolved),
    ),
    number(
      'of these inside',
      figures(each => each.unresolvedInside),
      undefined,
      undefined,
      4,
    ),
    share(
      'share inside',
      figures(each => each.unresolvedShare),
      paint,
    ),
  ];
  const top = reports
    .flatMap(report => report.top.map(each => ({ ...each, language: report.language })))
    .sort((a, b) => Number(b.inside) - Number(a.inside) || b.count - a.count)
    .slice(0, 8);
  const lines = top.map(each => {
    const place = `${shorten(each.path, Math.max(20, Math.floor(width / 2)))}:${each.line + 1}`;
    const name = shorten(each.specifier, Math.max(12, width - place.length - 12));
    const mark = each.inside ? paint.yellow(name) : name;
    return `${paint.dim(`${grouped(each.count).padStart(5)} ×`)} ${mark}  ${paint.dim(place)}`;
  });
  return [...table(columns, width, paint.dim), ...(lines.length === 0 ? [] : ['', 'unresolved most often:', ...lines])];
}

function list(title: string, items: readonly string[], width: number, paint: Paint): readonly string[] {
  const lines = wrap(`${title} ${items.map(item => item.replaceAll(' ', '\u00a0')).join(' · ')}`, width - 2);
  return lines.map((line, index) => {
    const text = line.replaceAll('\u00a0', ' ');
    if (index > 0) return paint.dim(`  ${text}`);
    return text.startsWith(title) ? title + paint.dim(text.slice(title.length)) : text;
  });
}

function plain(title: string, example: string, width: number, paint: Paint): string {
  return `${title} ${paint.dim(shorten(example, Math.max(16, width - title.length - 1)))}`;
}
