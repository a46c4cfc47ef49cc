// Drives a real VS Code workbench with the extension as a user would, asserts on what is on screen, and leaves screenshots
// of a dark and a light theme in test/e2e/out. Run by `npm run e2e`, after a build. Exit code 0 when every step passed.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser, startServer, watchOrigins, workbenchUrl } from '../../.config/vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const output = path.join(import.meta.dirname, 'out');
const temporary = mkdtempSync(path.join(tmpdir(), 'cairn-e2e-'));
const workspace = path.join(temporary, 'corner-shop');
const patience = 30_000;

mkdirSync(output, { recursive: true });
cpSync(path.join(root, 'test/fixtures/workspace'), workspace, { recursive: true });
const server = await startServer({
  settings: { 'window.commandCenter': false },
});
const browser = await launchBrowser();
const page = await browser.newPage({
  viewport: { width: 1360, height: 860 },
  deviceScaleFactor: 1,
  colorScheme: 'dark',
});
page.setDefaultTimeout(patience);
const origins = watchOrigins(page);
let passed = 0;
let failed = 0;

const contextPane = paneOf('Context');
const rows = contextPane.locator('.monaco-list-row');
const preview = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');

await step('the workbench starts with the extension', async () => {
  await page.goto(workbenchUrl({ port: server.port, workspace, extension: root }));
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.activitybar .action-item a[aria-label^="Cairn"]').waitFor({ timeout: 60_000 });
  await theme('dark');
});

await step('the status bar says that the index is ready', async () => {
  await page.locator('.statusbar-item[aria-label^="Cairn: is ready"]').waitFor({ timeout: 60_000 });
});

await step('the view asks for a place before there is one', async () => {
  await page.locator('.activitybar .action-item a[aria-label^="Cairn"]').click();
  await page.locator('.welcome-view-content', { hasText: 'Place the cursor in a file' }).waitFor();
});

await step('a click into a function shows the context for it', async () => {
  await open('src/orders/checkout.ts');
  await clickLine('reservations.push(inventory.reserve');
  await row('inventory.ts').waitFor();
  await row('linePrice').waitFor();
  await page.waitForTimeout(800);
  const texts = await rowTexts();
  assert.match(texts[0] ?? '', /^[\d,]+ of 4,000 tokens ?[▰▱]{5} \d+%$/);
  const [, used] = /^([\d,]+) of/.exec(texts[0] ?? '') ?? [];
  assert.ok(Number(used?.replace(',', '')) > 0 && Number(used?.replace(',', '')) <= 4000, `tokens in ${texts[0]}`);
  assert.ok(
    texts.some(text => /^linePrice ?\d+ tokens · (signature|documented|elided|full)/.test(text)),
    texts.join('\n'),
  );
  assert.ok(
    texts.some(text => /^pricing\.ts ?\d+ tokens · src\/store/.test(text)),
    texts.join('\n'),
  );
  assert.ok(!texts.some(text => text.includes('hidden.ts')), 'a file that .gitignore names is in the view');
});

await step('the reasons are in the tooltip', async () => {
  await row('linePrice').hover();
  const hover = page.locator('.workbench-hover', { hasText: 'relevance' });
  await hover.waitFor();
  assert.match(await hover.innerText(), /pricing\.ts:\d+/);
  await screenshot('context-tooltip-dark');
  await page.mouse.move(900, 400);
});

await step('the context follows the cursor to another place', async () => {
  const before = await placeShown();
  assert.match(before, /^checkout\.ts:\d+$/);
  await clickLine('return formatReceipt(receipt)');
  await until('the view is for another line', async () => (await placeShown()) !== before);
  await row('formatReceipt').waitFor();
});

await step('the context follows into a file of another language', async () => {
  await open('tools/report/summary.py');
  await clickLine('for sale in load_sales(folder)');
  await row('load_sales').waitFor();
  await until('the view is for the Python file', async () => (await placeShown()).startsWith('summary.py'));
  await open('src/orders/checkout.ts');
  await row('formatReceipt').waitFor();
});

await step('a click on an excerpt opens and marks its lines, and the context stays', async () => {
  const before = await placeShown();
  await row('formatReceipt').click();
  await page.locator('.tab.active', { hasText: 'receipt.ts' }).waitFor();
  await page.locator('.monaco-editor .view-line', { hasText: 'function formatReceipt' }).waitFor();
  await page.waitForTimeout(600);
  assert.equal(await placeShown(), before);
  await screenshot('context-opened-dark');
});

await step('an unsaved change counts as it is on screen', async () => {
  await open('src/index.ts');
  await page.keyboard.press('Control+End');
  await page.keyboard.type("import { formatCents } from './orders/receipt.ts';\nconst price = formatCents(1", {
    delay: 15,
  });
  await page.keyboard.press('Escape');
  await row('formatCents').waitFor();
  await command('File: Revert File');
});

await step('the code tree unfolds', async () => {
  const tree = paneOf('Code Tree');
  await tree.locator('.pane-header').click();
  await tree.locator('.monaco-list-row', { hasText: 'tools' }).first().waitFor();
  await screenshot('code-tree-dark');
  await tree.locator('.pane-header').click();
});

await step('Explain This Module opens a rendered document', async () => {
  await open('src/store/inventory.ts');
  await command('Cairn: Explain This Module');
  await preview.locator('h1', { hasText: 'inventory.ts' }).waitFor();
  const text = await preview.locator('body').innerText();
  for (const expected of ['Exports', 'Used by', 'reserve', 'checkout.ts']) {
    assert.ok(text.includes(expected), `'${expected}' in the explanation:\n${text}`);
  }
  await screenshot('explain-dark');
});

await step('a link in the explanation opens the file', async () => {
  await preview.locator('a', { hasText: 'checkout.ts' }).first().click();
  await page.locator('.tab.active', { hasText: 'checkout.ts' }).waitFor();
});

await step('everything can be read in a light theme', async () => {
  await command('View: Close All Editors');
  await open('src/orders/checkout.ts');
  await clickLine('reservations.push(inventory.reserve');
  await row('linePrice').waitFor();
  await screenshot('context-dark');
  await theme('light');
  await screenshot('context-light');
  await command('Cairn: Explain This Module');
  await preview.locator('h1', { hasText: 'checkout.ts' }).waitFor();
  await page.waitForTimeout(800);
  await screenshot('explain-light');
});

await step('the status bar opens the menu', async () => {
  await page.locator('.statusbar-item[aria-label^="Cairn: is ready"] a').click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Rebuild Index' }).waitFor();
  await screenshot('menu-light');
  await page.keyboard.press('Escape');
});

await step('no other machine was asked for anything', async () => {
  // Webviews read files of this machine through a name that the workbench's own service worker answers.
  const foreign = [...origins].filter(origin => !origin.endsWith('.vscode-resource.vscode-cdn.net'));
  assert.deepEqual(foreign, []);
});

await browser.close();
server.stop();
rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs one step; after a failure the later ones, which build on it, still run and may fail too. */
async function step(name, work) {
  try {
    await work();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
    await screenshot(`failed-${failed}`);
  }
}

/** Which theme a new workbench starts with is its own choice. */
async function theme(kind) {
  const wanted = page.locator(`.monaco-workbench.${kind === 'dark' ? 'vs-dark' : 'vs'}`);
  if ((await wanted.count()) === 0) await command('Preferences: Toggle between Light/Dark Themes');
  await wanted.waitFor();
}

/** File and line that the context view says it is for. */
function placeShown() {
  return contextPane.locator('.pane-header .description').innerText();
}

async function until(what, condition) {
  const end = Date.now() + patience;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `not in time: ${what}`);
    await page.waitForTimeout(50);
  }
}

function paneOf(title) {
  return page.locator('.pane', { has: page.locator(`.pane-header h3.title:text-is("${title}")`) });
}

function row(text) {
  return rows.filter({ hasText: text }).first();
}

/** Label and description of each row on screen, in their order. */
async function rowTexts() {
  const found = [];
  for (const each of await rows.all())
    found.push([Number(await each.getAttribute('data-index')), await each.innerText()]);
  return found.sort(([a], [b]) => a - b).map(([, text]) => text.replace(/\s+/g, ' ').trim());
}

async function command(label) {
  await page.keyboard.press('F1');
  await choose(`>${label}`, label);
}

async function open(file) {
  await page.keyboard.press('Control+p');
  await choose(file, path.basename(file));
  await page.locator('.tab.active', { hasText: path.basename(file) }).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Types into the quick input that is open, and takes the entry `label` once it is the chosen one. */
async function choose(text, label) {
  const input = page.locator('.quick-input-widget input.input');
  await input.waitFor();
  await input.fill(text);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).first().waitFor();
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

async function clickLine(text) {
  // The editor writes spaces as no-break spaces.
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s'));
  await page.locator('.editor-instance .view-line', { hasText: pattern }).first().click();
}

async function screenshot(name) {
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(output, `${name}.png`) });
}
