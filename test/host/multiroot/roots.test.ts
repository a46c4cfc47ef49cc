import * as assert from 'node:assert/strict';
import type { CairnApi } from '../../../src/vscode/extension.ts';
import { activateCairn, closeEditors, indexed, labels, openAt, rowsOfKind, showContext } from '../support.ts';

const outer = 0;
const inner = 1;

describe('several roots, one nested in another, with packages of one name', () => {
  let cairn: CairnApi;
  before(async () => {
    cairn = await activateCairn();
    await indexed(cairn);
  });
  afterEach(closeEditors);

  it('counts every file once, and leaves out what each root excludes', async () => {
    const locations = await fileLocations(cairn);
    assert.deepEqual(locations, [...new Set(locations)]);
    const sources = locations
      .filter(location => location.endsWith('.ts'))
      .map(location => location.replace(/^.*\/workspace\//, ''));
    assert.deepEqual(sources.sort(), [
      'other/src/clock.ts',
      'outer/packages/inner/legacy/old.ts',
      'outer/packages/inner/src/clock.ts',
      'outer/packages/inner/src/format.ts',
      'outer/src/clock.ts',
      'outer/src/format.ts',
    ]);
  });

  it('shows each file under the root that it belongs to', async () => {
    await openAt('src/clock.ts', 'formatInnerTime(now', inner);
    const rows = await showContext(cairn);
    const names = labels(rows);
    assert.ok(names.includes('formatInnerTime'), names.join());
    const descriptions = rowsOfKind(rows, 'file').map(row => row.description);
    assert.ok(
      descriptions.some(text => text.endsWith('inner/src')),
      descriptions.join(),
    );
    assert.ok(!names.includes('table.generated.ts'));
  });

  it('does not mix modules of the same relative path', async () => {
    await openAt('src/clock.ts', 'formatOuterTime(now', outer);
    const names = labels(await showContext(cairn));
    assert.ok(names.includes('formatOuterTime'), names.join());
    assert.ok(!names.includes('outerLegacyClock'), names.join());
  });
});

/** File system paths of all files in the code tree. */
async function fileLocations(cairn: CairnApi, id = ''): Promise<readonly string[]> {
  const found: string[] = [];
  for (const node of await cairn.codeTree(id)) {
    if (node.startLine !== undefined) continue;
    const below = node.expandable ? await fileLocations(cairn, node.id) : [];
    found.push(...below);
    if (node.location && /\.\w+$/.test(node.location)) found.push(node.location);
  }
  return found;
}
