// For @vscode/test-cli, in a desktop VS Code that it downloads: `npm run desktop`, after
// `npm run host`, which bundles the tests. VSCODE_EXECUTABLE names another one: a desktop VS Code that is installed,
// or .config/vscodeShim.mjs.
import path from 'node:path';
import { defineConfig } from '@vscode/test-cli';

const root = path.resolve(import.meta.dirname, '..');
const executable = process.env.VSCODE_EXECUTABLE;

export default defineConfig(
  [
    { label: 'single', workspace: 'workspace' },
    { label: 'multiroot', workspace: 'multiroot/multi.code-workspace' },
  ].map(({ label, workspace }) => ({
    label,
    files: `../dist-test/host/${label}/*.test.js`,
    extensionDevelopmentPath: root,
    workspaceFolder: path.join(root, 'test/fixtures', workspace),
    mocha: { ui: 'bdd', timeout: 60_000 },
    ...(executable ? { useInstallation: { fromPath: path.resolve(executable) } } : {}),
  })),
);
