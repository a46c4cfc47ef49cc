import { describe, test } from 'vitest';
import { createJavaScriptResolver } from '../../../src/index/resolvers/javascript/javascriptResolver.ts';
import { createPythonResolver } from '../../../src/index/resolvers/python/pythonResolver.ts';
import { check } from './resolverCheck.ts';

describe('JavaScript and TypeScript', () => {
  test('relative paths, extensions, index files', () => {
    check(
      createJavaScriptResolver,
      {},
      'a.ts b.tsx c.d.ts d.js d.ts e.mts f/index.ts g.json h/index.js k.cjs Comp.vue',
      `a.ts: ./b → b.tsx
       a.ts: ./b.js → b.tsx
       a.ts: ./c → c.d.ts
       a.ts: ./d.js → d.ts
       a.ts: ./e.mjs → e.mts
       a.ts: ./f → f/index.ts
       a.ts: ./f/ → f/index.ts
       f/index.ts: .. → ?
       f/index.ts: . → f/index.ts
       a.ts: ./g.json → g.json
       a.ts: ./h → h/index.js
       a.ts: ./k → k.cjs
       a.ts: ./Comp.vue → Comp.vue
       a.ts: ./b?raw → b.tsx
       a.ts: ./missing → ?
       f/index.ts: ../../../../a → ?`,
    );
  });

  test('packages outside are external', () => {
    check(
      createJavaScriptResolver,
      {},
      'a.ts',
      `a.ts: react → (react)
       a.ts: @scope/pack/sub → (@scope/pack)
       a.ts: fs/promises → (node:fs)
       a.ts: node:fs → (node:fs)
       a.ts: jsr:@std/path → (jsr:@std/path)`,
    );
  });

  test('tsconfig: comments, extends, paths, baseUrl, configDir, references', () => {
    check(
      createJavaScriptResolver,
      {
        'tsconfig.json': '{ "files": [], /* solution */ "references": [{ "path": "./tsconfig.app.json" }], }',
        'tsconfig.app.json':
          '{ "extends": ["./base.json"], "compilerOptions": { "paths": { "@/*": ["./src/*"], "@/x/*": ["./other/*"] } } }',
        'base.json': { compilerOptions: { baseUrl: '${configDir}/src' } },
        'sub/tsconfig.json': { extends: '@my/config/ts.json' },
        'cfg/package.json': { name: '@my/config' },
        'package.json': { workspaces: ['cfg'] },
        'cfg/ts.json': { compilerOptions: { paths: { exact: ['../src/a.ts'] } } },
      },
      'src/a.ts other/b.ts sub/c.ts src/src/a.ts src/src/z.ts',
      `src/a.ts: @/z → src/src/z.ts
       src/a.ts: a → src/a.ts
       sub/c.ts: exact → src/a.ts
       sub/c.ts: @/z → (@/z)`,
    );
  });

  test('rootDirs stand for one another', () => {
    check(
      createJavaScriptResolver,
      { 'tsconfig.json': { compilerOptions: { rootDirs: ['src', 'generated'] } } },
      'src/x/a.ts generated/x/b.ts',
      `src/x/a.ts: ./b → generated/x/b.ts`,
    );
  });

  test('workspace packages: exports, conditions, patterns, built output mapped to its source', () => {
    check(
      createJavaScriptResolver,
      {
        'package.json': { name: 'root', workspaces: { packages: ['packages/*', '!packages/hidden'] } },
        'packages/core/package.json': {
          name: '@my/core',
          exports: {
            '.': { types: './dist/index.d.ts', import: './dist/index.mjs' },
            './utils/*': { import: './dist/esm/utils/*.js' },
            './feature': './dist/features/feature/index.cjs',
          },
          imports: { '#internal/*': './src/internal/*.ts', '#dep': '@my/legacy' },
        },
        'packages/legacy/package.json': { name: '@my/legacy', main: 'lib/main.js' },
        'packages/legacy/tsconfig.json': { compilerOptions: { outDir: 'lib', rootDir: 'code' } },
        'packages/hidden/package.json': { name: 'hidden' },
        'examples/app/package.json': { name: 'app', dependencies: { thing: 'file:../thing' } },
        'examples/thing/package.json': { name: 'thing', main: 'index.js' },
      },
      `packages/core/src/index.ts packages/core/src/utils/time.ts packages/core/src/features/feature/index.ts
       packages/core/src/internal/deep.ts packages/legacy/code/main.ts packages/legacy/code/sub/x.ts packages/hidden/index.ts
       examples/app/a.js examples/thing/index.js`,
      `packages/legacy/code/main.ts: @my/core → packages/core/src/index.ts
       packages/legacy/code/main.ts: @my/core/utils/time → packages/core/src/utils/time.ts
       packages/legacy/code/main.ts: @my/core/feature → packages/core/src/features/feature/index.ts
       packages/core/src/index.ts: #internal/deep → packages/core/src/internal/deep.ts
       packages/core/src/index.ts: #dep → packages/legacy/code/main.ts
       packages/core/src/index.ts: @my/core → packages/core/src/index.ts
       packages/core/src/index.ts: @my/legacy/lib/sub/x → packages/legacy/code/sub/x.ts
       packages/core/src/index.ts: hidden → (hidden)
       packages/core/src/index.ts: thing → (thing)
       examples/app/a.js: thing → examples/thing/index.js`,
    );
  });

  test('pnpm and lerna lists', () => {
    check(
      createJavaScriptResolver,
      {
        'pnpm-workspace.yaml': "packages:\n  - 'libs/**'\n",
        'old/lerna.json': { packages: ['mods/*'] },
        'libs/x/y/package.json': { name: 'y' },
        'old/mods/z/package.json': { name: 'z', module: 'es/index.js' },
      },
      'libs/x/y/index.ts old/mods/z/src/index.js a.ts',
      `a.ts: y → libs/x/y/index.ts
       a.ts: z → old/mods/z/src/index.js`,
    );
  });

  test('broken configuration is no obstacle', () => {
    check(
      createJavaScriptResolver,
      {
        'tsconfig.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": [1',
        'package.json': '[]',
        'pnpm-workspace.yaml': '\t{',
      },
      'a.ts b.ts',
      `a.ts: ./b → b.ts`,
    );
  });
});

describe('Python', () => {
  test('relative imports by level', () => {
    check(
      createPythonResolver,
      {},
      'pkg/__init__.py pkg/a.py pkg/sub/__init__.py pkg/sub/b.py pkg/sub/c.pyi ns/d.py ns/e.py',
      `pkg/sub/b.py: . → pkg/sub/__init__.py
       pkg/sub/b.py: .c → pkg/sub/c.pyi
       pkg/sub/b.py: .. → pkg/__init__.py
       pkg/sub/b.py: ..a → pkg/a.py
       pkg/__init__.py: .sub.b → pkg/sub/b.py
       ns/d.py: .e → ns/e.py
       ns/d.py: . → ns
       pkg/a.py: .missing → ?`,
    );
  });

  test('source roots: src layout, configured folders, nested projects, namespace packages', () => {
    check(
      createPythonResolver,
      {
        'pyproject.toml': '[tool.setuptools.package-dir]\n"" = "python"\n',
        'server/pyproject.toml': '[tool.poetry]\npackages = [{ include = "app", from = "code" }]\n',
      },
      `src/one/__init__.py src/one/m.py python/two/__init__.py server/code/app/__init__.py server/code/app/x.py
       tools/lib/__init__.py tools/run.py tools/helper.py space/part/mod.py data/file.txt tests/test_one.py`,
      `tests/test_one.py: one.m → src/one/m.py
       tests/test_one.py: two → python/two/__init__.py
       server/code/app/x.py: app → server/code/app/__init__.py
       tools/run.py: helper → tools/helper.py
       tools/run.py: lib → tools/lib/__init__.py
       tests/test_one.py: space.part.mod → space/part/mod.py
       tests/test_one.py: space.part → space/part
       tests/test_one.py: data → (data)
       tests/test_one.py: numpy.linalg → (numpy)
       tests/test_one.py: one.missing → ?`,
    );
  });

  test('the standard library is shadowed only from the top of a source root', () => {
    check(
      createPythonResolver,
      { 'setup.cfg': '' },
      'pkg/__init__.py pkg/logging.py pkg/main.py scripts/types.py scripts/run.py random.py tests/inner/__init__.py tests/inner/json.py tests/inner/t.py',
      `pkg/main.py: logging → (logging)
       pkg/logging.py: logging → (logging)
       scripts/run.py: types → (types)
       pkg/main.py: random → random.py
       tests/inner/t.py: json → (json)`,
    );
  });
});
