import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** A file imports only from layers to the left of its own. src/README.md says what each one does. */
const layers = [
  ...['base', 'facts', 'files', 'parse', 'store', 'index', 'graph', 'history', 'rank', 'pack', 'models', 'features'],
  ...['engine', 'worker', 'webview'],
];
/** What users start. They stand side by side on the far right. */
const surfaces = ['vscode', 'cli'];

const anyOf = (names: readonly string[]) => `^src/(${names.join('|')})/`;
const sockets = ['http', 'https', 'http2', 'net', 'tls', 'dgram'];

const rules: IRegularForbiddenRuleType[] = [
  ...layers.map((layer, place) =>
    forbid(
      `${layer}: imports point left`,
      { path: anyOf([layer]) },
      { path: anyOf([...layers.slice(place + 1), ...surfaces]) },
    ),
  ),
  ...surfaces.map(surface =>
    forbid(
      `${surface}: surfaces do not know each other`,
      { path: anyOf([surface]) },
      { path: anyOf(surfaces.filter(other => other !== surface)) },
    ),
  ),
  forbid(
    'the editor stays in src/vscode',
    { pathNot: anyOf(['vscode']) },
    { path: '(^|node_modules/(@types/)?)vscode($|/)' },
  ),
  forbid(
    'the parser stays in src/parse',
    { path: '^(src|grammars)/', pathNot: anyOf(['parse']) },
    { path: '(^|node_modules/)web-tree-sitter' },
  ),
  forbid(
    'grammars are data for those who ask for the language of a file',
    { path: '^src/', pathNot: anyOf(['files', 'parse', 'index', 'engine', 'worker']) },
    { path: '^grammars/' },
  ),
  forbid('grammars import only grammars', { path: '^grammars/' }, { pathNot: '^grammars/' }),
  forbid(
    'only models open sockets',
    { path: '^src/', pathNot: anyOf(['models']) },
    { path: `^(node:)?(${sockets.join('|')})$` },
  ),
  forbid('the webview runs in a browser', { path: anyOf(['webview']) }, { dependencyTypes: ['core'] }),
  forbid('no cycles', {}, { circular: true }),
  forbid('imports resolve', {}, { couldNotResolve: true, pathNot: '^vscode$' }),
];

describe('layers', () => {
  test('every module of src and grammars keeps the rules', async () => {
    const result = await examine(root);
    expect(violations(result)).toEqual([]);
  });

  test('the rules see every module', async () => {
    const seen = (await examine(root)).modules.map(module => module.source).filter(isOwn);
    expect(seen.sort()).toEqual(['grammars', 'src'].flatMap(folder => typescriptFiles(root, folder)).sort());
  });

  test('every folder of src has a rule, and no file lies beside them', () => {
    const known = new Set([...layers, ...surfaces, 'README.md']);
    expect(readdirSync(path.join(root, 'src')).filter(name => !known.has(name))).toEqual([]);
  });

  test('unit tests mirror the layers', () => {
    const known = new Set([...layers, ...surfaces]);
    const folder = path.join(root, 'test/unit');
    expect((existsSync(folder) ? readdirSync(folder) : []).filter(name => !known.has(name))).toEqual([]);
  });

  test('the map of the code names what exists, and every layer', () => {
    const map = readFileSync(path.join(root, 'src/README.md'), 'utf8');
    const quoted = [...map.matchAll(/`((?:src|test|grammars|\.config)\/[^`\s]*)`/g)].map(match => String(match[1]));
    expect(quoted.filter(file => !existsSync(path.join(root, file)))).toEqual([]);
    const folders = readdirSync(path.join(root, 'src')).filter(name => name !== 'README.md');
    expect(folders.filter(name => !map.includes(`| \`${name}\` |`))).toEqual([]);
  });

  test('a wrong import is caught, a right one is not', async () => {
    const result = await examine(path.join(root, 'test/fixtures/architecture'));
    expect(violations(result).join('\n')).toBe(
      [
        'base: imports point left: src/base/lines.ts → src/facts/fact.ts',
        'cli: surfaces do not know each other: src/cli/main.ts → src/vscode/extension.ts',
        'grammars are data for those who ask for the language of a file: src/rank/score.ts → grammars/python.ts',
        'grammars import only grammars: grammars/python.ts → src/base/lines.ts',
        'imports resolve: src/cli/main.ts → ./missing.ts',
        'no cycles: src/rank/other.ts → src/rank/score.ts',
        'only models open sockets: src/pack/pack.ts → https',
        'pack: imports point left: src/pack/pack.ts → src/engine/api.ts',
        'the editor stays in src/vscode: src/rank/score.ts → @types/vscode/index.d.ts',
        'the parser stays in src/parse: src/rank/score.ts → web-tree-sitter/tree-sitter.js',
        'the webview runs in a browser: src/webview/main.ts → fs',
      ].join('\n'),
    );
  });
});

function forbid(
  name: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType {
  return { name, severity: 'error', from, to };
}

async function examine(baseDir: string): Promise<ICruiseResult> {
  const options: ICruiseOptions = {
    baseDir,
    validate: true,
    ruleSet: { forbidden: rules },
    // Imports of types count.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^grammars/[^/]+/fixtures/' },
  };
  const resolution = { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] };
  const result = await cruise(['src', 'grammars'], options, resolution);
  if (typeof result.output === 'string') throw new Error(result.output);
  return result.output;
}

/** One sorted line per violation; a package is named by its path inside node_modules, wherever that lies. */
function violations(result: ICruiseResult): string[] {
  return result.summary.violations
    .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to.replace(/^.*node_modules\//, '')}`)
    .sort();
}

function isOwn(source: string): boolean {
  return /^(src|grammars)\//.test(source);
}

/** `/`-separated paths of the TypeScript files under `folder`, relative to `base`, fixtures of grammars left out. */
function typescriptFiles(base: string, folder: string): string[] {
  return readdirSync(path.join(base, folder), { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(name => name.endsWith('.ts') && !/^grammars\/[^/]+\/fixtures\//.test(name));
}
