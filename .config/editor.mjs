// `npm run editor -- <folder>`, after a build: opens a real VS Code with the extension on that folder: the desktop's `code`
// if there is one, else a downloaded desktop VS Code, else the VS Code server in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { startServer, workbenchUrl } from './vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '..');
const windows = process.platform === 'win32';
const hasDisplay =
  windows || process.platform === 'darwin' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

const workspace = path.resolve(process.argv[2] ?? '.');
if (!existsSync(workspace)) {
  console.error(`There is no folder ${workspace}.`);
  process.exit(2);
}
if (!statSync(workspace).isDirectory() && !workspace.endsWith('.code-workspace')) {
  console.error(`${workspace} is neither a folder nor a .code-workspace file.`);
  process.exit(2);
}
const desktop = hasDisplay ? (installedDesktop() ?? (await downloadedDesktop())) : undefined;
if (desktop) {
  const child = spawn(desktop, [`--extensionDevelopmentPath=${root}`, workspace], { stdio: 'inherit', shell: windows });
  child.once('exit', code => process.exit(code ?? 1));
} else {
  await openInBrowser();
}

function installedDesktop() {
  const { status } = spawnSync('code', ['--version'], { stdio: 'ignore', shell: windows });
  return status === 0 ? 'code' : undefined;
}

async function downloadedDesktop() {
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return await downloadAndUnzipVSCode({ cachePath: path.join(root, '.cache', 'vscode-desktop'), timeout: 15_000 });
  } catch (error) {
    console.log(`A desktop VS Code could not be downloaded (${error.message}); taking the VS Code server.`);
    return undefined;
  }
}

/** Serves until Ctrl-C. */
async function openInBrowser() {
  const server = await startServer();
  const url = workbenchUrl({ port: server.port, workspace, extension: root });
  console.log(`\nVS Code with Cairn on ${workspace}:\n\n  ${url}\n\nCtrl-C ends it.`);
  const browser = process.env.BROWSER ?? (hasDisplay ? opener() : undefined);
  if (browser)
    spawn(browser, [url], { stdio: 'ignore', shell: windows, detached: true })
      .on('error', () => {})
      .unref();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
}

function opener() {
  if (windows) return 'start';
  return process.platform === 'darwin' ? 'open' : 'xdg-open';
}
