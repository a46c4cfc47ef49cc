import { levelOf } from '../graph/confidence.ts';
import { type Feature, IMPORTANCE_WEIGHTS, type ImportanceIndex } from '../graph/importance.ts';
import type { ModuleCycle } from '../graph/queries/cycles.ts';
import type { DeadExports } from '../graph/queries/deadExports.ts';
import type { EntryPoint } from '../graph/queries/entryPoint.ts';
import type { Impact, ImpactItem } from '../graph/queries/impact.ts';
import { placeOf } from '../graph/queries/places.ts';
import { type FileId, fileOf, type Snapshot, type SymbolId } from '../index/snapshot.ts';
import type { Paint } from './paint.ts';
import { bar, counted } from './textLayout.ts';

/** What a question gets: plain data for `--json`, and the same for people. */
export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A symbol in JSON. */
export interface SymbolJson {
  readonly path: string;
  /** Qualified name; '' for a module. */
  readonly name: string;
  readonly kind: string;
  /** 0-based. */
  readonly line: number;
}

/** Names of files and symbols, for people and for JSON. */
export interface Names {
  path(file: FileId): string;
  symbol(symbol: SymbolId): SymbolJson;
  /** `src/a.ts#Class.name`, or the path of a module. */
  text(symbol: SymbolId): string;
  /** `src/a.ts:12` of a 0-based line in the symbol's file. */
  site(symbol: SymbolId, line: number): string;
}

export function createNames(snapshot: Snapshot): Names {
  const path = (file: FileId): string => snapshot.file(file)?.source.path.relative ?? '';
  const symbol = (id: SymbolId): SymbolJson => {
    const place = placeOf(snapshot, id);
    return { path: path(fileOf(id)), name: place?.name ?? '', kind: place?.kind ?? 'module', line: place?.line ?? 0 };
  };
  return {
    path,
    symbol,
    text: id => {
      const { name, path: file } = symbol(id);
      return name === '' ? file : `${file}#${name}`;
    },
    site: (id, line) => `${path(fileOf(id))}:${line + 1}`,
  };
}

const VERBS: Readonly<Record<ImpactItem['kind'], string>> = {
  call: 'calls',
  dispatch: 'may call, by a method that it overrides,',
  type: 'has as a type',
  inherit: 'derives from',
  value: 'uses',
  override: 'overrides',
  import: 'imports',
};

export function impactAnswer(names: Names, impact: Impact, paint: Paint): Answer {
  const data = {
    changed: impact.changed.map(names.symbol),
    items: impact.items.map(({ symbol, through, ...item }) => ({
      ...names.symbol(symbol),
      ...item,
      site: names.site(symbol, item.line),
      through: names.symbol(through),
    })),
    files: impact.files.map(({ file, ...figures }) => ({ path: names.path(file), ...figures })),
    truncated: impact.truncated,
  };
  const lines: string[] = [];
  let distance = 0;
  for (const item of impact.items) {
    if (item.distance !== distance) {
      distance = item.distance;
      lines.push('', paint.bold(distance === 1 ? 'Directly' : `In ${distance} steps`));
    }
    const reason = `${VERBS[item.kind]} ${names.symbol(item.through).name || names.text(item.through)}`;
    const sure = levelOf(item.confidence) === 'high' ? '' : paint.yellow(`  ${item.confidence.toFixed(2)}`);
    const lineText = paint.dim(`:${item.line + 1}  ${reason}, by ${item.rule}`);
    lines.push(`  ${names.text(item.symbol)}${lineText}${sure}`);
  }
  const inFiles = `${counted(impact.items.length, 'place')} in ${counted(impact.files.length, 'file')} could break`;
  const more = impact.truncated ? paint.yellow(' (more than that: --limit)') : '';
  return { data, text: [paint.bold(inFiles) + more, ...lines].join('\n') };
}

export function cyclesAnswer(names: Names, cycles: readonly ModuleCycle[], limit: number, paint: Paint): Answer {
  const data = {
    cycles: cycles.map(cycle => ({
      needs: cycle.needs,
      files: cycle.files.map(names.path),
      example: cycle.example.map(step => ({
        from: names.path(step.from),
        to: names.path(step.to),
        line: step.edge.line,
      })),
    })),
  };
  const texts = {
    load: 'while they are loaded',
    deferred: 'only by dynamic imports',
    types: 'only by imports of types',
  };
  const lines = cycles
    .slice(0, limit)
    .flatMap(cycle => [
      '',
      `${paint.bold(counted(cycle.files.length, 'file'))} need each other ${texts[cycle.needs]}, for example`,
      ...cycle.example.map(
        step => `  ${names.path(step.from)}${paint.dim(`:${step.edge.line + 1}  imports`)} ${names.path(step.to)}`,
      ),
    ]);
  const loaded = cycles.filter(cycle => cycle.needs === 'load').length;
  const head = `${counted(cycles.length, 'group')} of files that import each other, ${loaded} of them while they are loaded`;
  return { data, text: [paint.bold(cycles.length === 0 ? 'No import cycles' : head), ...lines].join('\n') };
}

export function deadAnswer(names: Names, dead: DeadExports, limit: number, paint: Paint): Answer {
  const { exports, judged, note, unjudged } = dead;
  const data = {
    exports: exports.map(({ symbol, ...rest }) => ({ ...names.symbol(symbol), ...rest })),
    judged,
    unjudged,
    note,
  };
  const lines: string[] = [];
  let level = '';
  for (const each of exports.slice(0, limit)) {
    if (each.confidence !== level) {
      level = each.confidence;
      const all = exports.filter(other => other.confidence === level).length;
      lines.push('', `${paint.bold(`Confidence ${level}`)} ${paint.dim(`(${all})`)}`);
    }
    const inside = each.usedByTests ? ['only tests use it'] : each.usedInside ? ['used in its own file'] : [];
    const notes = [...inside, ...each.doubts].join('; ');
    const { line } = names.symbol(each.symbol);
    lines.push(`  ${names.text(each.symbol)}${paint.dim(`:${line + 1}${notes === '' ? '' : `  ${notes}`}`)}`);
  }
  const rest = exports.length - Math.min(limit, exports.length);
  if (rest > 0) lines.push('', paint.yellow(`${counted(rest, 'more export')}: --limit`));
  const blind = unjudged === 0 ? '' : ` ${counted(unjudged, 'file')} of other languages not judged.`;
  const head = `${counted(exports.length, 'export')} of ${counted(judged, 'file')} that nobody in the workspace uses`;
  return { data, text: [paint.bold(head), ...lines, '', paint.dim(note + blind)].join('\n') };
}

export function entriesAnswer(names: Names, entries: readonly EntryPoint[], limit: number, paint: Paint): Answer {
  const data = {
    entries: entries.map(({ file, kind, reason, symbol }) => ({
      path: names.path(file),
      kind,
      reason,
      ...(symbol === undefined ? {} : { symbol: names.symbol(symbol) }),
    })),
  };
  const lines = entries
    .slice(0, limit)
    .map(each => `  ${paint.cyan(each.kind.padEnd(7))} ${names.path(each.file)}  ${paint.dim(each.reason)}`);
  const rest = entries.length - lines.length;
  const more = rest > 0 ? ['', paint.yellow(`${counted(rest, 'more entry', 'more entries')}: --limit`)] : [];
  return { data, text: [paint.bold(counted(entries.length, 'entry point')), ...lines, ...more].join('\n') };
}

/** How important files and symbols are, and every figure that makes it. */
export function importanceAnswer(
  names: Names,
  importance: ImportanceIndex,
  symbols: readonly SymbolId[],
  paint: Paint,
): Answer {
  const data = { places: symbols.map(symbol => ({ ...names.symbol(symbol), ...importance.symbol(symbol) })) };
  const blocks = symbols.map(symbol => {
    const { counts, features, score } = importance.symbol(symbol);
    const rows = (Object.keys(IMPORTANCE_WEIGHTS) as Feature[]).map(feature => {
      const weight = paint.dim(`× ${IMPORTANCE_WEIGHTS[feature].toFixed(2)}`);
      return `  ${paint.cyan(feature.padEnd(13))} ${bar(features[feature], 16)} ${features[feature].toFixed(2)} ${weight}`;
    });
    const made = `${counted(counts.uses, 'use')}, ${counted(counts.files, 'file')}, ${counted(counts.branches, 'decision point')}`;
    return [`${paint.bold(names.text(symbol))}  ${score.toFixed(2)}`, ...rows, `  ${paint.dim(made)}`].join('\n');
  });
  return { data, text: blocks.join('\n\n') };
}
