import { expect, test } from 'vitest';
import { filePath } from '../../../src/base/paths.ts';
import { createReadingOrder } from '../../../src/engine/readingOrder.ts';

const files = (...names: string[]) => names.map(name => ({ path: filePath(0, name), absolute: `/w/${name}` }));

/** What comes out, batch after batch: near ones in brackets. */
function drain(order: ReturnType<typeof createReadingOrder>, count = 2): string {
  const parts: string[] = [];
  for (let batch = order.next(count, 1); batch; batch = order.next(count, 1)) {
    const names = batch.files.map(({ path }) => path.relative).join(' ');
    parts.push(batch.near ? `[${names}]` : names);
  }
  return parts.join(' | ');
}

test('what is raised comes first, in the order of the raising, and every file comes once', () => {
  const order = createReadingOrder(files('a', 'b', 'c', 'd', 'e'));
  order.raise(['0:d', '0:nowhere', '0:b']);
  order.raise(['0:b', '0:e']);
  expect(order.near).toBe(true);
  expect(drain(order)).toBe('[d] | [b] | [e] | a c');
  expect(order.near).toBe(false);
});

test('what is raised on the way goes ahead of the rest, and what was read already does not come again', () => {
  const order = createReadingOrder(files('a', 'b', 'c', 'd'));
  expect(order.next(1, 1)?.files[0]?.path.relative).toBe('a');
  order.raise(['0:a', '0:d']);
  expect(drain(order)).toBe('[d] | b c');
});
