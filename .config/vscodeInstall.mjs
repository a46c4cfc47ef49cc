// What a real VS Code without a desktop needs: the server that code-server's npm package carries (MIT), the Node version
// that runs it, and Chromium for its workbench. Everything but Chromium goes into .cache/, once.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(root, '.cache', 'vscode');

const nodeVersion = '24';
const serverVersion = process.env.CODE_SERVER_VERSION ?? '4.139.1';

/** Never needed here, and more than half of the installed size. */
const unneeded = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@devcontainers',
  'extensions/copilot',
  'extensions/microsoft-authentication',
  'extensions/github-authentication',
];

/**
 * Installs Node and the VS Code server into .cache/vscode unless they are complete already. Takes about 40 s and 520 MB once.
 * @returns {{ node: string, main: string }} the Node binary and the server's entry file
 */
export function ensureServer() {
  const folder = path.join(cache, serverVersion);
  const installed = {
    node: path.join(folder, 'node', 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node'),
    main: path.join(folder, 'server', 'out', 'server-main.js'),
  };
  // The marker is written last: a folder without it is what an interrupted installation left.
  const marker = path.join(folder, 'complete.json');
  const wanted = JSON.stringify({ node: nodeVersion, server: serverVersion });
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted && existsSync(installed.node)) return installed;

  console.log(`Installing the VS Code server ${serverVersion} into ${path.relative(root, folder)} (once) ...`);
  rmSync(folder, { recursive: true, force: true });
  installNode(path.join(folder, 'node'));
  const environment = { ...process.env, PATH: `${path.dirname(installed.node)}${path.delimiter}${process.env.PATH}` };
  installServer(folder, environment);
  writeStandIns(path.join(folder, 'server'));
  for (const name of unneeded) rmSync(path.join(folder, 'server', name), { recursive: true, force: true });
  if (!existsSync(installed.main)) throw new Error(`The package code-server ${serverVersion} has no lib/vscode/out.`);
  execFileSync(installed.node, [installed.main, '--version'], { stdio: 'ignore' });
  writeFileSync(marker, wanted);
  return installed;
}

function installNode(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  npm(['install', '--no-audit', '--no-fund', `node-${process.platform}-${process.arch}@${nodeVersion}`], folder);
}

function installServer(folder, environment) {
  const unpack = path.join(folder, 'unpack');
  mkdirSync(unpack, { recursive: true });
  npm(['pack', '--silent', `code-server@${serverVersion}`], unpack, environment);
  execFileSync('tar', ['xzf', `code-server-${serverVersion}.tgz`, 'package/lib/vscode'], { cwd: unpack });
  renameSync(path.join(unpack, 'package', 'lib', 'vscode'), path.join(folder, 'server'));
  rmSync(unpack, { recursive: true, force: true });
  // `npm ci` fails on this folder's shrinkwrap; `npm install` obeys the same versions. Native modules need a compiler: no scripts.
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  npm(install, path.join(folder, 'server'), environment);
  npm(install, path.join(folder, 'server', 'extensions'), environment);
}

/** Without scripts two native modules are missing: one keeps every extension from loading, one is the log writer. */
function writeStandIns(server) {
  const watchdog = path.join(server, 'node_modules', '@vscode', 'native-watchdog', 'build', 'Release');
  mkdirSync(watchdog, { recursive: true });
  writeFileSync(path.join(watchdog, 'watchdog.js'), 'exports.start = () => {};\n');
  cpSync(
    path.join(import.meta.dirname, 'serverLog.cjs'),
    path.join(server, 'node_modules', '@vscode', 'spdlog', 'index.js'),
  );
}

function npm(args, cwd, env = process.env) {
  const result = spawnSync('npm', args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}\n${result.stderr}`);
}

/**
 * Path of a Chromium. Missing, it is installed with apt-get where that can be done.
 * @throws Error that says in one sentence what to install
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('Installing Chromium with apt-get (once) ...');
    const apt = args => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: aptEnvironment() });
    // Another apt-get may be at work: wait for it instead of failing.
    const wait = ['-o', 'DPkg::Lock::Timeout=300'];
    apt([...wait, 'update', '-qq']);
    apt([...wait, 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core', 'git']);
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'Chromium is missing: install it (Debian and Ubuntu: sudo apt-get install chromium) or set CHROMIUM to the path of one.',
  );
}

function aptEnvironment() {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
}

function findChromium() {
  const candidates = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return candidates.find(candidate => candidate && existsSync(candidate));
}
