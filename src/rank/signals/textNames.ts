import type { Span } from '../../base/span.ts';
import { type FileId, fileOf, type IndexedFile, type Snapshot, symbolId } from '../../index/snapshot.ts';
import type { EditQuery, SignalResult } from '../ranking.ts';
import { createScoreBoard, type ScoreBoard } from '../scoreBoard.ts';
import { type MentionedPath, namesIn } from '../textNames.ts';

/** Strength of each kind of evidence, 0 … 1: a path leaves no doubt; a name says where to look, but a change is often elsewhere. */
const STRENGTH = { path: 1, line: 1, name: 0.2 };
/** A name or a path that more things share says nothing about which is meant. */
const MOST_HOMES = 8;

/** What the instruction names: paths, lines of stack traces, names in backticks. Silent without an instruction. */
export function signalTextNames({ snapshot, instruction }: EditQuery): SignalResult {
  const board = createScoreBoard('textNames');
  if (instruction === undefined) return board.result();
  const { paths, names } = namesIn(instruction);
  for (const [path, files] of filesNamed(snapshot, paths))
    for (const file of files) addPath(file, path, files.length, board);
  for (const name of names) addName(snapshot, name, board);
  return board.result();
}

/** The files that each path can mean: those that agree with it in most folders from its end. */
function filesNamed(
  snapshot: Snapshot,
  paths: readonly MentionedPath[],
): ReadonlyMap<MentionedPath, readonly IndexedFile[]> {
  const byName = new Map<string, IndexedFile[]>(paths.map(({ path }) => [baseName(path), []]));
  if (byName.size === 0) return new Map();
  for (const file of snapshot.files) byName.get(baseName(file.source.path.relative))?.push(file);
  return new Map(
    paths.map(mentioned => {
      const files = byName.get(baseName(mentioned.path)) ?? [];
      const shared = files.map(({ source }) => sharedEnd(source.path.relative, mentioned.path));
      const most = Math.max(...shared);
      return [mentioned, files.filter((_, index) => shared[index] === most)];
    }),
  );
}

function addPath(file: IndexedFile, { path, line }: MentionedPath, homes: number, board: ScoreBoard): void {
  if (homes > MOST_HOMES) return;
  const reason = `the text names \`${path}${line === undefined ? '' : `:${line + 1}`}\``;
  board.addFile(file.id, STRENGTH.path / homes, reason);
  const index = line === undefined ? -1 : innermost(file, line);
  if (index >= 0) board.addSymbol(symbolId(file.id, index), STRENGTH.line / homes, reason);
}

function addName(snapshot: Snapshot, name: string, board: ScoreBoard): void {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const all = snapshot.named(simple);
  const qualified = all.filter(id => `.${snapshot.symbol(id)?.qualifiedName}`.endsWith(`.${name}`));
  const found = qualified.length > 0 ? qualified : all;
  const files = new Set(found.map(fileOf));
  if (files.size === 0 || files.size > MOST_HOMES) return;
  const reason = `the text names \`${name}\``;
  for (const id of found) board.addSymbol(id, STRENGTH.name / files.size, reason);
  for (const file of files) board.addFile(file as FileId, STRENGTH.name / files.size, reason);
}

function innermost({ facts }: IndexedFile, line: number): number {
  let best = -1;
  const lines = ([first, , last]: Span): number => last - first;
  facts.symbols.forEach(({ span }, index) => {
    const inner = facts.symbols[best];
    if (span[0] <= line && line <= span[2] && (!inner || lines(span) <= lines(inner.span))) best = index;
  });
  return best;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Names that two paths have in common from their ends. */
function sharedEnd(a: string, b: string): number {
  const [one, other] = [a.split('/').reverse(), b.split('/').reverse()];
  const differs = one.findIndex((name, at) => name !== other[at]);
  return differs < 0 ? one.length : differs;
}
