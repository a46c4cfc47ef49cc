import type { ReferenceReport } from '../features/report/referenceReport.ts';
import { CONFIDENCE_LEVELS } from '../graph/confidence.ts';
import type { Paint } from './paint.ts';
import { dashed, number, share } from './reportColumns.ts';
import { type Column, table } from './table.ts';
import { grouped, shorten, wrap } from './textLayout.ts';

const SHOWN_NAMES = 3;

const KIND_NAMES: Readonly<Record<ReferenceReport['kind'], string>> = {
  call: 'calls',
  type: 'types',
  inherit: 'base classes',
  value: 'values',
};

/** How references were resolved, in lines of at most `width` columns. */
export function referenceLines(reports: readonly ReferenceReport[], width: number, paint: Paint): readonly string[] {
  if (reports.every(each => each.references === 0)) return ['None found.'];
  const figures = (figure: (report: ReferenceReport) => number): readonly number[] => reports.map(figure);
  const columns: readonly Column[] = [
    { title: '', cells: reports.map(each => KIND_NAMES[each.kind]), style: paint.cyan },
    number(
      'all',
      figures(each => each.references),
    ),
    number(
      'resolved',
      figures(each => each.resolved),
    ),
    number(
      'high',
      figures(each => each.levels.high),
      undefined,
      undefined,
      2,
    ),
    number(
      'medium',
      figures(each => each.levels.medium),
      undefined,
      undefined,
      3,
    ),
    number(
      'low',
      figures(each => each.levels.low),
      undefined,
      undefined,
      3,
    ),
    number(
      'outside',
      figures(each => each.outside),
      undefined,
      undefined,
      1,
    ),
    number(
      'local',
      figures(each => each.local),
      undefined,
      undefined,
      1,
    ),
    number(
      'unresolved',
      figures(each => each.unresolved),
    ),
    share(
      'share',
      figures(each => each.unresolvedShare),
      paint,
    ),
  ];
  const { high, medium } = CONFIDENCE_LEVELS;
  const top = reports.flatMap(report =>
    report.top.slice(0, SHOWN_NAMES).map(each => {
      const place = shorten(`${each.path}:${each.line + 1}`, Math.max(20, Math.floor(width / 2)));
      const kind = KIND_NAMES[report.kind].padEnd(12);
      return `${paint.dim(`${grouped(each.count).padStart(6)} × ${kind}`)} ${shorten(each.name, 24)}  ${paint.dim(place)}`;
    }),
  );
  return [
    ...table(columns, width, paint.dim),
    '',
    ...ruleLines(reports, width, paint),
    ...(top.length === 0 ? [] : ['', 'unresolved most often:', ...top]),
    '',
    ...wrap(
      `high: confidence from ${high}, medium: from ${medium}, low: below. outside: no symbol of the workspace has that name, or it ` +
        'is imported from outside. local: a parameter or variable holds it. share: unresolved among resolved and unresolved.',
      width,
    ).map(line => paint.dim(line)),
  ];
}

/** How many references of each kind each rule resolved, the surest rule first. */
function ruleLines(reports: readonly ReferenceReport[], width: number, paint: Paint): readonly string[] {
  const confidences = new Map(reports.flatMap(each => each.rules.map(rule => [rule.rule, rule.confidence] as const)));
  const rules = [...confidences].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (rules.length === 0) return [];
  const columns: readonly Column[] = [
    { title: 'by rule', cells: rules.map(([rule]) => rule), style: paint.cyan },
    { title: 'confidence', align: 'right', cells: rules.map(([, figure]) => figure.toFixed(2)) },
    ...reports.map((report, index): Column => {
      const counts = rules.map(([rule]) => report.rules.find(each => each.rule === rule)?.count ?? 0);
      return number(KIND_NAMES[report.kind], counts, dashed, undefined, index === 0 ? undefined : index);
    }),
  ];
  return table(columns, width, paint.dim);
}
