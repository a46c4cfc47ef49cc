import { beforeAll, describe, expect, it } from 'vitest';
import { buildCallGraph } from '../../../src/graph/callGraph.ts';
import { confidenceOf, levelOf } from '../../../src/graph/confidence.ts';
import { createFileGraph } from '../../../src/graph/fileGraph.ts';
import { measureImportance } from '../../../src/graph/importance.ts';
import { type CallTreeNode, callTree } from '../../../src/graph/queries/callTree.ts';
import { moduleCycles } from '../../../src/graph/queries/cycles.ts';
import { deadExports } from '../../../src/graph/queries/deadExports.ts';
import { entryPoints } from '../../../src/graph/queries/entryPoints.ts';
import { createImpactGraphs, impactOf } from '../../../src/graph/queries/impact.ts';
import { fileNeighbors, filePath, symbolNeighbors, symbolPath } from '../../../src/graph/queries/neighbors.ts';
import { findSymbols, placeOf } from '../../../src/graph/queries/places.ts';
import { createSymbolGraph } from '../../../src/graph/symbolGraph.ts';
import type { FileId, Snapshot, SymbolId } from '../../../src/index/snapshot.ts';
import { createWorkspace, loadGrammars } from '../index/workspace.ts';

const FILES = {
  'package.json': `{ "name": "zoo", "main": "./dist/index.js", "bin": { "zoo": "./dist/cli.js" },
    "exports": { ".": "./dist/index.js", "./keeper": "./dist/keeper.js" }, "scripts": { "seed": "node tools/seed.js --all" } }`,
  'src/index.ts': `export { Zoo } from './zoo.js';\nexport * from './animal.js';\n`,
  'src/animal.ts': `export interface Animal {
  speak(): string;
}
export abstract class Base implements Animal {
  speak(): string { return this.sound(); }
  protected sound(): string { return ''; }
}
export class Dog extends Base {
  sound(): string { return 'woof'; }
}
export class Puppy extends Dog {
  sound(): string { return super.sound() + '!'; }
}
`,
  'src/zoo.ts': `import type { Animal } from './animal.js';
import { log } from './log.js';
export class Zoo {
  greet(animal: Animal): string {
    log('greet');
    return animal.speak();
  }
}
export function unusedHelper(): void {}
export function testedHelper(): number { return 1; }
`,
  'src/log.ts': `import { format } from './format.js';\nexport function log(text: string): void { format(text); }\n`,
  'src/format.ts': `import { log } from './log.js';
export function format(text: string): string { return text === '' ? again(text) : text; }
function again(text: string): string { log(text); return format(text); }
`,
  'src/keeper.ts': `import { Zoo } from './zoo.js';\nexport function keep(zoo: Zoo): string { return zoo.greet({ speak: () => '' }); }\n`,
  'src/cli.ts': `import { keep } from './keeper.js';\nimport { Zoo } from './zoo.js';\nkeep(new Zoo());\n`,
  'src/lonely.ts': `import { log } from './log.js';\nexport const alone = (): void => log('');\n`,
  'src/types.ts': `import type { Left } from './left.js';\nexport type Right = Left | string;\n`,
  'src/left.ts': `import type { Right } from './types.js';\nexport type Left = Right[];\n`,
  'tools/seed.js': `const { dir } = require('./dir.js');\ndir();\n`,
  'tools/dir.js': `exports.dir = () => 1;\nexports.later = () => import('./seed.js');\n`,
  'pyproject.toml': '[project]\nname = "bird-house"\n[project.scripts]\nbirds = "bird_house.nest:open"\n',
  'bird_house/__init__.py': 'from .nest import open\n',
  'bird_house/nest.py': 'def open():\n    from .egg import lay\n    lay()\n',
  'bird_house/egg.py': 'from .nest import open\n\ndef lay():\n    open()\n',
  'tools/run.py': `def main():\n    pass\n\nif __name__ == "__main__":\n    main()\n`,
  'test/zoo.test.ts': `import { testedHelper } from '../src/zoo.js';\ntestedHelper();\n`,
};

let snapshot: Snapshot;
beforeAll(async () => {
  await loadGrammars();
  snapshot = createWorkspace().write(FILES);
});

const id = (name: string): SymbolId => findSymbols(snapshot, name)[0] ?? -1;
const file = (path: string): FileId => snapshot.find({ root: 0, relative: path })?.id ?? -1;
const path = (of: FileId): string => snapshot.file(of)?.source.path.relative.replace(/^src\//, '') ?? '?';
const name = (symbol: SymbolId): string => {
  const place = placeOf(snapshot, symbol);
  return place === undefined ? '?' : place.name || place.path;
};
const calls = (dispatch = false) => createSymbolGraph(snapshot, { of: 'calls', dispatch });
const read = ({ relative }: { relative: string }): string | undefined => (FILES as Record<string, string>)[relative];

describe('graphs after changes', () => {
  it('equal those of a workspace that was never anything else', () => {
    const edges = (of: Snapshot): readonly unknown[] => {
      const graph = createFileGraph(of);
      const at = (node: number | undefined) => of.file(graph.files[node ?? -1] ?? -1)?.source.path.relative;
      return graph.edges.map((edge, index) => [at(graph.sources[index]), at(graph.targets[index]), edge]);
    };
    const scores = (of: Snapshot): readonly unknown[] => {
      const importance = measureImportance(of);
      return of.files.map(each => [each.source.path.relative, importance.file(each.id)]);
    };
    const workspace = createWorkspace();
    edges(workspace.write(FILES));
    const steps: readonly Readonly<Record<string, string | undefined>>[] = [
      { 'src/log.ts': 'export function log(text: string): void {}\n' },
      { 'src/animal.ts': undefined },
      {
        'src/barrel.ts': `export * from './log.js';\n`,
        'src/zoo.ts': `import { log } from './barrel.js';\nlog('x');\n`,
      },
      { 'src/log.ts': undefined, 'src/barrel.ts': `export function log(text: string): void {}\n` },
      FILES,
    ];
    let texts: Readonly<Record<string, string | undefined>> = FILES;
    for (const step of steps) {
      texts = { ...texts, ...step };
      const changed = workspace.write(step);
      const fresh = createWorkspace().write(texts);
      expect(edges(changed)).toEqual(edges(fresh));
      expect(scores(changed)).toEqual(scores(fresh));
    }
  });
});

describe('levels of confidence', () => {
  it('are named in one table', () => {
    expect(['low', 'medium', 'high', '0', '0.35', '.5', '1', '1.0'].map(confidenceOf)).toEqual([
      0, 0.75, 0.9, 0, 0.35, 0.5, 1, 1,
    ]);
    expect(['', 'sure', '2', '1.5', '-1', 'NaN', 'toString'].map(confidenceOf)).toEqual(Array(7).fill(undefined));
    expect([1, 0.9, 0.89, 0.5, 0].map(levelOf)).toEqual(['high', 'high', 'medium', 'low', 'low']);
  });
});

describe('places', () => {
  it('finds symbols by path, line, qualified and simple name', () => {
    const found = (text: string) => findSymbols(snapshot, text).map(name);
    expect(found('src/zoo.ts')).toEqual(['src/zoo.ts']);
    expect(found('./src/zoo.ts#Zoo.greet')).toEqual(['Zoo.greet']);
    expect(found('src/zoo.ts:6')).toEqual(['Zoo.greet']);
    expect(found('src/zoo.ts:1')).toEqual(['src/zoo.ts']);
    expect(found('greet')).toEqual(['Zoo.greet']);
    expect(found('Dog.sound')).toEqual(['Dog.sound']);
    expect(found('sound')).toEqual(['Base.sound', 'Dog.sound', 'Puppy.sound']);
    expect(['', 'nothing', 'src/zoo.ts#nothing', 'src/nothing.ts:3', '#'].flatMap(found)).toEqual([]);
  });
});

describe('neighbours and paths', () => {
  it('lists files by direction and distance', () => {
    const near = (direction: 'in' | 'out', depth: number) =>
      fileNeighbors(createFileGraph(snapshot), file('src/zoo.ts'), direction, depth).map(
        each => `${path(each.id)} ${each.distance} by ${path(each.through)}`,
      );
    expect(near('out', 1)).toEqual(['animal.ts 1 by zoo.ts', 'log.ts 1 by zoo.ts']);
    expect(near('out', 2)).toEqual([...near('out', 1), 'format.ts 2 by log.ts']);
    expect(near('in', 1)).toEqual([
      'cli.ts 1 by zoo.ts',
      'index.ts 1 by zoo.ts',
      'keeper.ts 1 by zoo.ts',
      'test/zoo.test.ts 1 by zoo.ts',
    ]);
  });
  it('lists symbols with the edge that leads to them', () => {
    const near = symbolNeighbors(calls(), id('log'), 'in', 1).map(each => [
      name(each.id),
      each.edge.rule,
      each.edge.line,
    ]);
    expect(near).toEqual([
      ['again', 'import', 2],
      ['alone', 'import', 1],
      ['Zoo.greet', 'import', 4],
    ]);
  });
  it('finds shortest chains between files and between symbols, and says when there are none', () => {
    const graph = createFileGraph(snapshot);
    const chain = (from: string, to: string) =>
      filePath(graph, file(from), file(to))?.map(step => `${path(step.from)} → ${path(step.to)}`);
    expect(chain('src/cli.ts', 'src/format.ts')).toEqual(['cli.ts → zoo.ts', 'zoo.ts → log.ts', 'log.ts → format.ts']);
    expect(chain('src/cli.ts', 'src/cli.ts')).toEqual([]);
    expect(chain('src/format.ts', 'src/cli.ts')).toBeUndefined();
    expect(chain('src/nothing.ts', 'src/cli.ts')).toBeUndefined();
    const steps = symbolPath(calls(), id('keep'), id('again'))?.map(step => name(step.to));
    expect(steps).toEqual(['Zoo.greet', 'log', 'format', 'again']);
  });
});

describe('call trees', () => {
  const lines = (node: CallTreeNode | undefined, indent = ''): readonly string[] => {
    if (node === undefined) return [];
    const more = node.omitted > 0 ? ` +${node.omitted}` : '';
    const line = `${indent}${name(node.symbol)}${node.repeats === undefined ? '' : ` (${node.repeats})`}${more}`;
    return [line, ...node.children.flatMap(child => lines(child, `${indent}  `))];
  };
  const tree = (root: string, direction: 'in' | 'out', depth: number, limit: number) =>
    lines(callTree(calls(), id(root), { direction, depth, limit }));
  it('marks cycles and what is listed elsewhere', () => {
    expect(tree('log', 'out', 9, 99)).toEqual([
      'log',
      '  format',
      '    again',
      '      format (cycle)',
      '      log (cycle)',
    ]);
    expect(tree('keep', 'in', 9, 99)).toEqual(['keep', '  src/cli.ts']);
  });
  it('keeps its bounds and says what they left out', () => {
    expect(tree('log', 'out', 1, 99)).toEqual(['log', '  format +1']);
    expect(tree('log', 'in', 9, 3)[0]).toBe('log +1');
    expect(tree('log', 'in', 9, 3)).toHaveLength(3);
    expect(callTree(calls(), -5, { direction: 'in', depth: 1, limit: 1 })).toBeUndefined();
  });
});

describe('overrides', () => {
  const reached = (from: string, dispatch: boolean) =>
    symbolNeighbors(calls(dispatch), id(from), 'out', 1).map(
      each => `${name(each.id)} ${each.edge.kind} ${each.edge.confidence.toFixed(2)}`,
    );
  it('are reached by calls to an interface only when asked for, marked and less sure', () => {
    expect(reached('Zoo.greet', false)).toEqual(['Animal.speak call 0.93', 'log call 0.98']);
    expect(reached('Zoo.greet', true)).toEqual(['Animal.speak call 0.93', 'Base.speak dispatch 0.74', 'log call 0.98']);
  });
  it('are reached by calls through this, with half the confidence where the base has a body', () => {
    expect(reached('Base.speak', true)).toEqual([
      'Base.sound call 0.95',
      'Dog.sound dispatch 0.47',
      'Puppy.sound dispatch 0.47',
    ]);
  });
  it('are not reached by super', () => {
    expect(reached('Puppy.sound', true)).toEqual(reached('Puppy.sound', false));
  });
  it('are dropped under the least confidence', () => {
    const graph = buildCallGraph(snapshot, { dispatch: true, minimumConfidence: 0.9 });
    expect(graph.filterEdges((_, edge) => edge.kind === 'dispatch' || edge.confidence < 0.9)).toEqual([]);
    expect(graph.size).toBeGreaterThan(5);
  });
});

describe('impact', () => {
  const impact = (place: string, depth = 3, limit = 50) =>
    impactOf(snapshot, createImpactGraphs(snapshot), findSymbols(snapshot, place), { depth, limit });
  const items = (place: string, depth?: number) =>
    impact(place, depth).items.map(each => `${each.distance} ${name(each.symbol)} ${each.kind} ${name(each.through)}`);
  it('follows users, overrides and calls that may end in them', () => {
    expect(items('Base.sound', 2)).toEqual([
      '1 Base.speak call Base.sound',
      '1 Dog.sound override Base.sound',
      '1 Puppy.sound override Base.sound',
      '2 Zoo.greet dispatch Base.speak',
    ]);
  });
  it('names importers that nothing else names, and the files', () => {
    const found = impact('src/zoo.ts#testedHelper');
    expect(found.items.map(each => name(each.symbol))).toEqual(['test/zoo.test.ts']);
    expect(found.files.map(each => [path(each.file), each.distance])).toEqual([['test/zoo.test.ts', 1]]);
  });
  it('takes a module as a whole: all that depends on its file', () => {
    const found = impact('src/log.ts', 9);
    const files = found.files.map(each => path(each.file));
    for (const each of ['zoo.ts', 'format.ts', 'lonely.ts', 'index.ts', 'keeper.ts', 'cli.ts'])
      expect(files).toContain(each);
    expect(files).not.toContain('animal.ts');
    expect(found.changed.map(name)).toEqual(['src/log.ts', 'log']);
  });
  it('stops at its limit and says so', () => {
    expect(impact('log', 9, 2)).toMatchObject({ truncated: true, items: { length: 2 } });
    expect(impact('log', 9).truncated).toBe(false);
  });
  it('gives the weakest step on the way as confidence', () => {
    for (const each of impact('Base.sound', 9).items) expect(each.confidence).toBeLessThanOrEqual(0.98);
    const greet = impact('Base.sound', 9).items.find(each => name(each.symbol) === 'Zoo.greet');
    expect(greet?.confidence).toBeCloseTo(0.93 * 0.8);
  });
});

describe('cycles', () => {
  it('tells those at load time from those of types and of dynamic imports', () => {
    const cycles = moduleCycles(createFileGraph(snapshot)).map(cycle => [
      cycle.needs,
      cycle.files.map(path).join(' '),
      cycle.example.map(step => path(step.to)).join(' '),
    ]);
    expect(cycles).toEqual([
      ['load', 'format.ts log.ts', 'log.ts format.ts'],
      ['deferred', 'bird_house/egg.py bird_house/nest.py', 'bird_house/nest.py bird_house/egg.py'],
      ['deferred', 'tools/dir.js tools/seed.js', 'tools/seed.js tools/dir.js'],
      ['types', 'left.ts types.ts', 'types.ts left.ts'],
    ]);
  });
});

describe('entry points', () => {
  it('come from manifests, from the language, and from what nobody imports', () => {
    const found = entryPoints(snapshot, read).map(each => `${each.kind} ${path(each.file)}: ${each.reason}`);
    expect(found).toEqual([
      'package bird_house/__init__.py: project.name of pyproject.toml',
      'package index.ts: main of package.json',
      'package keeper.ts: exports["./keeper"] of package.json',
      'bin bird_house/nest.py: script birds of pyproject.toml',
      'bin cli.ts: bin.zoo of package.json',
      'main tools/run.py: if __name__ == "__main__"',
      'script tools/seed.js: script seed of package.json',
      'root lonely.ts: nobody imports it, and it imports 1 file',
    ]);
  });
  it('stand without manifests, and with broken ones', () => {
    for (const text of [undefined, '{', '[]', '{"main": 3, "bin": [], "exports": {"a": null}, "scripts": "x"}']) {
      const kinds = entryPoints(snapshot, () => text).map(each => each.kind);
      expect(kinds).toContain('root');
      expect(kinds).not.toContain('package');
    }
  });
});

describe('dead exports', () => {
  it('are those that nobody uses; entries, what they offer, and tests excluded', () => {
    const { exports, judged, note } = deadExports(snapshot, entryPoints(snapshot, read));
    const found = exports.map(
      each =>
        `${each.confidence} ${name(each.symbol)}${each.usedByTests ? ' (tests)' : ''}${each.usedInside ? ' (inside)' : ''}`,
    );
    expect(found).toContain('high unusedHelper');
    expect(found).toContain('high testedHelper (tests)');
    expect(found).toContain('medium alone');
    expect(exports.find(each => name(each.symbol) === 'alone')?.doubts).toEqual([
      'nobody imports its file: a framework or tool may load it by its path',
    ]);
    for (const used of ['Zoo', 'Dog', 'Puppy', 'log', 'format', 'keep', 'main']) {
      expect(found.filter(line => line.split(' ')[1] === used)).toEqual([]);
    }
    expect(judged).toBeGreaterThan(10);
    expect(note).toMatch(/outside the workspace/);
  });
});
