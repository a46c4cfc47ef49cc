// Runs VS Code's server on loopback and its workbench in a headless Chromium: a real VS Code without a desktop.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium, ensureServer } from './vscodeInstall.mjs';

const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.inlineSuggest.enabled': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'github.gitAuthentication': false,
  'json.schemaDownload.enable': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'workbench.editor.empty.hint': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** The workbench's own log lines come through the same door as the tests' output. VERBOSE=1 keeps them. */
const workbenchNoise =
  /^(Ignoring fetching additional|Updating additional builtin|Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace|\[Service Worker\]|\[AgentHost|\[AccountPolicyGate|Creation of workbench contribution|Creating an? |Timed out waiting for authentication provider|\[DefaultAccount\]|\[chat-stt\])/;

/**
 * Starts the server on a free loopback port with a profile of its own; resolves when it listens.
 * @param {object} [options]
 * @param {Record<string, unknown>} [options.settings] user settings over the quiet ones
 * @param {Record<string, string>} [options.env] added to the environment of the server and so of the extension host
 * @param {string} [options.extensionsDir] where .vsix files were installed (`installVsix`)
 * @param {boolean} [options.driver] Needed for an extension under development and for tests; it hides notification
 *   toasts and lets modal dialogs throw. Default true.
 * @param {boolean} [options.trust] keep workspace trust switched on. Default false.
 * @returns {Promise<{ port: number, data: string, log: () => string, stop: () => void }>}
 */
export async function startServer({ settings = {}, env = {}, extensionsDir, driver = true, trust = false } = {}) {
  const { node, main } = ensureServer();
  const port = await freePort();
  const data = mkdtempSync(path.join(tmpdir(), 'cairn-vscode-'));
  const user = path.join(data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  const trustSettings = trust ? { 'security.workspace.trust.enabled': true } : {};
  writeFileSync(
    path.join(user, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...trustSettings, ...settings }, null, 1),
  );
  const args = [
    ...[main, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--server-data-dir', data],
    ...['--telemetry-level', 'off', '--disable-telemetry'],
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...(driver ? ['--enable-smoke-test-driver'] : []),
    ...['--extensions-dir', extensionsDir ?? path.join(data, 'extensions')],
  ];
  const server = spawn(node, args, {
    env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that stopping also ends the extension host and what it forked.
    detached: true,
  });
  let log = '';
  const stop = () => {
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.once('exit', stop);
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The VS Code server did not start in 60 s.\n${log}`)), 60_000);
    server.once('exit', code => reject(new Error(`The VS Code server ended with code ${code}.\n${log}`)));
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', chunk => {
        log += chunk;
        if (!/Web UI available|Extension host agent listening/.test(log)) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
  return { port, data, stop, log: () => log };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Launches a headless Chromium that can reach nothing but this machine.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export function launchBrowser() {
  return chromium.launch({
    executablePath: ensureChromium(),
    headless: true,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  });
}

/**
 * URL of the workbench.
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.workspace absolute path of a folder or of a .code-workspace file
 * @param {string} [options.extension] folder of an extension under development (needs `driver`)
 * @param {string} [options.tests] file whose exported `run()` the extension host calls (needs `driver`)
 */
export function workbenchUrl({ port, workspace, extension, tests }) {
  const remote = file => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: workspace, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

/** Installs a .vsix into `extensionsDir`, to be passed to `startServer`. Throws what the server says when it refuses. */
export function installVsix(vsix, extensionsDir) {
  const { node, main } = ensureServer();
  const data = mkdtempSync(path.join(tmpdir(), 'cairn-install-'));
  try {
    return execFileSync(
      node,
      [
        ...[main, '--install-extension', vsix, '--extensions-dir', extensionsDir],
        ...['--accept-server-license-terms', '--server-data-dir', data],
      ],
      { env: { ...process.env, EXTENSIONS_GALLERY: '{}' }, encoding: 'utf8' },
    );
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Records the origins that a page asks for beyond this machine: the project promises that there are none. */
export function watchOrigins(page) {
  const origins = new Set();
  page.on('request', request => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !['127.0.0.1', 'localhost'].includes(url.hostname))
      origins.add(url.origin);
  });
  return origins;
}

/**
 * Opens a workbench that runs `tests` inside the extension host; what the tests print is printed here.
 * @param {object} options
 * @param {string} options.extension folder of the extension under development
 * @param {string} options.tests file whose exported `run()` the extension host calls
 * @param {string} options.workspace absolute path of a folder or of a .code-workspace file
 * @param {string} [options.extensionsDir] where .vsix files were installed
 * @param {Record<string, unknown>} [options.settings]
 * @param {number} [options.timeout] milliseconds
 * @returns {Promise<number>} exit code of the tests; 124 when they took too long, 1 when the page asked for another origin
 */
export async function runInHost({ extension, tests, workspace, extensionsDir, settings, timeout = 300_000 }) {
  const server = await startServer({ extensionsDir, settings });
  const browser = await launchBrowser();
  let timer;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const origins = watchOrigins(page);
    const code = await new Promise((resolve, reject) => {
      timer = setTimeout(() => {
        console.error(`The tests did not end in ${timeout / 1000} s.\n${server.log().slice(-4000)}`);
        resolve(124);
      }, timeout);
      openTests(page, workbenchUrl({ port: server.port, workspace, extension, tests }), resolve).catch(reject);
    });
    if (origins.size === 0) return code;
    console.error('The workbench asked for other machines:', ...origins);
    return code || 1;
  } finally {
    clearTimeout(timer);
    await browser.close();
    server.stop();
  }
}

/** These two functions are how the workbench hands the tests' output and result to the program that drives it. */
async function openTests(page, url, onExit) {
  await page.exposeFunction('codeAutomationLog', (_level, args) => {
    if (process.env.VERBOSE || !workbenchNoise.test(String(args[0]))) console.log(...args);
  });
  await page.exposeFunction('codeAutomationExit', onExit);
  await page.goto(url);
}
