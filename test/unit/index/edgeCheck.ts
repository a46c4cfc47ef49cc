import { expect } from 'vitest';
import type { ReferenceEdge } from '../../../src/index/snapshot.ts';
import { createWorkspace, describeSymbol } from './workspace.ts';

/**
 * `files` hold marks: after `//=>` or `#=>` stand the edges that begin on this line, as `name rule`, in source order.
 * Every marked line must give exactly these of the given kinds.
 */
export function checkEdges(
  files: Readonly<Record<string, string>>,
  kinds: readonly ReferenceEdge['kind'][] = ['call', 'type', 'inherit', 'value'],
): void {
  const snapshot = createWorkspace().write(files);
  const expected: string[] = [];
  const actual: string[] = [];
  for (const [relative, text] of Object.entries(files)) {
    const file = snapshot.find({ root: 0, relative });
    const edges = file ? snapshot.references(file.id) : [];
    text.split('\n').forEach((content, line) => {
      const mark = /(?:\/\/|#)=>(.*)$/.exec(content)?.[1];
      if (mark === undefined) return;
      expected.push(`${relative}:${line + 1} ${mark.trim()}`.trim());
      const found = edges
        .filter(edge => edge.line === line && kinds.includes(edge.kind))
        .map(edge => `${describeSymbol(snapshot, edge.to)} ${edge.rule}`);
      actual.push(`${relative}:${line + 1} ${found.join(', ')}`.trim());
    });
  }
  expect(expected.length).toBeGreaterThan(0);
  expect(actual).toEqual(expected);
}
