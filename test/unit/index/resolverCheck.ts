import { expect } from 'vitest';
import { createFileTable } from '../../../src/index/fileTree.ts';
import type { CreateImportResolver } from '../../../src/index/resolvers/resolver.ts';

type Files = Readonly<Record<string, string | object>>;

/** Checks `from: specifier → answer` lines against a workspace of configuration texts and empty files. */
export function check(create: CreateImportResolver, files: Files, sources: string, expected: string): void {
  const texts = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) {
    texts.set(path, typeof text === 'string' ? text : JSON.stringify(text));
  }
  for (const path of sources.split(/\s+/).filter(Boolean)) texts.set(path, '');
  const paths = [...texts.keys()].map((relative, id) => [{ root: 0, relative }, id] as const);
  const tree = createFileTable(['/w'], paths, path => texts.get(path.relative));
  const resolver = create(tree);
  const lines = expected
    .trim()
    .split('\n')
    .map(line => line.trim());
  const actual = lines.map(line => {
    const [from = '', specifier = ''] = line.split(' → ')[0]?.split(': ') ?? [];
    const answer = resolver.resolve(`/w/${from}`, specifier);
    const text =
      answer.kind === 'external'
        ? `(${answer.package})`
        : answer.kind === 'unresolved'
          ? '?'
          : answer.path.replace(/^\/w\//, '');
    return `${from}: ${specifier} → ${text}`;
  });
  expect(actual).toEqual(lines);
}
