// `npm run package`: packs dist/ and the manifest into cairn-context-<version>.vsix. Everything is bundled, so no node_modules.
// Fails when the package holds a file that is not expected, lacks one that is, or is too large.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const limit = 25 * 1024 * 1024;

const allowed = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/(extension|engine|parseWorker|uninstall|cli|webview)\.js$/,
  /^dist\/tokenizers\/[^/]+\.js$/,
  /^dist\/THIRD_PARTY_NOTICES\.txt$/,
  /^dist\/grammars\/([^/]+\/)?[^/]+\.(wasm|scm)$/,
  /^media\/[^/]+\.(svg|png|md|css)$/,
];
const required = [
  ...['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE'],
  ...[
    'dist/extension.js',
    'dist/engine.js',
    'dist/parseWorker.js',
    'dist/uninstall.js',
    'dist/cli.js',
    'dist/THIRD_PARTY_NOTICES.txt',
  ],
  ...['dist/tokenizers/cl100k_base.js', 'dist/tokenizers/o200k_base.js'],
];

const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const unexpected = files.filter(file => !allowed.some(pattern => pattern.test(file)));
const missing = required.filter(file => !files.includes(file));
if (!files.some(file => file.endsWith('.wasm'))) missing.push('a grammar (dist/grammars/*.wasm)');
if (unexpected.length > 0) console.error(`Not expected in the package: ${unexpected.join(', ')}`);
if (missing.length > 0) console.error(`Missing from the package: ${missing.join(', ')}`);

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const vsix = path.join(root, `${name}-${version}.vsix`);
await createVSIX({
  cwd: root,
  packagePath: vsix,
  dependencies: false,
  rewriteRelativeLinks: false,
  allowMissingRepository: true,
});
const { size } = statSync(vsix);
const megabytes = bytes => `${(bytes / 1024 / 1024).toFixed(2)} MB`;
console.log(`${path.basename(vsix)}: ${files.length} files, ${megabytes(size)}`);
if (size > limit) console.error(`The package is larger than ${megabytes(limit)}.`);
if (unexpected.length > 0 || missing.length > 0 || size > limit) process.exitCode = 1;
