import { beforeAll, describe, expect, it } from 'vitest';
import { explainModule } from '../../../src/features/overview/explainModule.ts';
import { packageFiles } from '../../../src/features/overview/purpose.ts';
import type { Snapshot } from '../../../src/index/snapshot.ts';
import { fixtureSnapshot } from '../graph/fixtureSnapshot.ts';

let snapshot: Snapshot;
beforeAll(async () => {
  snapshot = await fixtureSnapshot('cli/shop');
}, 60_000);

const fileOf = (path: string) => {
  const file = snapshot.find({ root: 0, relative: path });
  if (file === undefined) throw new Error(`no ${path}`);
  return file;
};
const explain = (path: string) => explainModule(snapshot, fileOf(path).id);

describe('explainModule', () => {
  it('describes a module with users, uses and an import that leads nowhere', () => {
    expect(explain('src/checkout.ts')).toMatchInlineSnapshot(`
      "# \`src/checkout.ts\`

      > Turns a basket into an order: prices every line and writes the receipt.
      >
      > — module documentation

      typescript · 29 lines · 2 exports · used by 1 file and 1 test or example · importance 59 of 100

      ## Exports

      - interface [\`Basket\`](src/checkout.ts#L8)
      - function [\`checkout(basket: Basket): Order\`](src/checkout.ts#L14) — Prices the basket and gives the order with its receipt. *(1 use in 1 file)*

      ## Used by

      - [\`src/index.ts\`](src/index.ts) re-exports \`checkout\`

      ## Uses

      - [\`src/model/index.ts\`](src/model/index.ts): \`Order\`, \`Line\`
      - [\`src/pricing/total.ts\`](src/pricing/total.ts): \`totalOf\`
      - [\`src/pricing/discount.ts\`](src/pricing/discount.ts): \`bestDiscount\`
      - [\`src/util/money.ts\`](src/util/money.ts): \`formatCents\`

      ## Entry points

      - Other files call [\`checkout\`](src/checkout.ts#L14) (1 use).

      ## Key functions

      - [\`checkout\`](src/checkout.ts#L14) (1 use from 1 file, 1 decision point, 9 lines) — Prices the basket and gives the order with its receipt.
      - [\`receiptOf\`](src/checkout.ts#L24) (5 lines)

      ## Tests and examples

      - [\`test/checkout.test.ts\`](test/checkout.test.ts): \`checkout\`

      ## What this page does not know

      - The import of [\`./missing.js\`](src/checkout.ts#L6) could not be resolved.
      "
    `);
  });
  it('describes a class', () => {
    expect(explain('src/model/order.ts')).toMatchInlineSnapshot(`
      "# \`src/model/order.ts\`

      > What a customer bought, and whether it is paid.
      >
      > — documentation of its main export

      typescript · 33 lines · 1 export · used by 3 files and 1 test or example · importance 85 of 100

      ## Exports

      - class [\`Order extends Entity\`](src/model/order.ts#L6) — What a customer bought, and whether it is paid. *(4 uses in 2 files)*
        - [\`constructor(customer: string, lines: Line[])\`](src/model/order.ts#L11)
        - [\`subtotal(): number\`](src/model/order.ts#L17) — Sum of all lines in cents, before any discount. *(1 use in 1 file)*
        - [\`pay(cents: number): void\`](src/model/order.ts#L24) — Books a payment; more than is owed is refused. *(1 use in 1 file)*
        - [\`isPaid(): boolean\`](src/model/order.ts#L29) *(1 use in 1 file)*

      ## Used by

      - [\`src/checkout.ts\`](src/checkout.ts) (through \`src/model/index.ts\`): 6 uses of \`Order\`, \`lines\`, \`pay\`, \`receipt\`, in \`checkout\`, \`receiptOf\`
      - [\`src/pricing/total.ts\`](src/pricing/total.ts) (through \`src/model/index.ts\`): 2 uses of \`Order\`, \`subtotal\`, in \`totalOf\`
      - [\`src/model/index.ts\`](src/model/index.ts) re-exports \`Order\`

      ## Uses

      - [\`src/model/customer.ts\`](src/model/customer.ts): \`Customer\`
      - [\`src/model/entity.ts\`](src/model/entity.ts): \`Entity\`
      - [\`src/model/line.ts\`](src/model/line.ts): \`Line\`, \`lineTotal\`

      ## Entry points

      - Other files call [\`Order.subtotal\`](src/model/order.ts#L17) (1 use), [\`Order.pay\`](src/model/order.ts#L24) (1 use), [\`Order.isPaid\`](src/model/order.ts#L29) (1 use).

      ## Key functions

      - [\`Order.subtotal\`](src/model/order.ts#L17) (1 use from 1 file, 1 decision point, 5 lines) — Sum of all lines in cents, before any discount.
      - [\`Order.pay\`](src/model/order.ts#L24) (1 use from 1 file, 2 decision points, 4 lines) — Books a payment; more than is owed is refused.
      - [\`Order.isPaid\`](src/model/order.ts#L29) (1 use from 1 file, 3 lines)

      ## Tests and examples

      - [\`test/checkout.test.ts\`](test/checkout.test.ts): \`isPaid\`
      "
    `);
  });
  it('describes a barrel by what it passes on', () => {
    expect(explain('src/model/index.ts')).toMatchInlineSnapshot(`
      "# \`src/model/index.ts\`

      *Nothing in the module says what it is for.*

      typescript · 4 lines · 3 exports · used by 3 files · importance 43 of 100

      ## Exports

      - class [\`Order extends Entity\`](src/model/order.ts#L6) from \`src/model/order.ts\` — What a customer bought, and whether it is paid. *(4 uses in 2 files)*
        - [\`constructor(customer: string, lines: Line[])\`](src/model/order.ts#L11)
        - [\`subtotal(): number\`](src/model/order.ts#L17) — Sum of all lines in cents, before any discount. *(1 use in 1 file)*
        - [\`pay(cents: number): void\`](src/model/order.ts#L24) — Books a payment; more than is owed is refused. *(1 use in 1 file)*
        - [\`isPaid(): boolean\`](src/model/order.ts#L29) *(1 use in 1 file)*
      - interface [\`Line\`](src/model/line.ts#L2) from \`src/model/line.ts\` — One row of a basket. *(3 uses in 3 files)*
      - class [\`Customer extends Entity\`](src/model/customer.ts#L4) as \`Buyer\` from \`src/model/customer.ts\` — Someone who buys. *(2 uses in 1 file)*
        - [\`constructor(name: string)\`](src/model/customer.ts#L5)

      ## Used by

      - [\`src/checkout.ts\`](src/checkout.ts) imports \`Order\`, \`Line\`
      - [\`src/index.ts\`](src/index.ts) re-exports it
      - [\`src/pricing/total.ts\`](src/pricing/total.ts) imports \`Order\`

      ## Uses

      - [\`src/model/order.ts\`](src/model/order.ts): \`Order\`
      - [\`src/model/line.ts\`](src/model/line.ts): \`Line\` (types only)
      - [\`src/model/customer.ts\`](src/model/customer.ts): \`Customer\`
      "
    `);
  });
  it('describes a Python module', () => {
    expect(explain('tools/report/figures.py')).toMatchInlineSnapshot(`
      "# \`tools/report/figures.py\`

      > Reads the orders of a month and adds them up.
      >
      > — module documentation

      python · 32 lines · 2 exports · used by 3 files · importance 86 of 100

      ## Exports

      - class [\`Figures\`](tools/report/figures.py#L9) — Sums of one month. *(1 use in 1 file)*
        - [\`add(self, cents: int) -> None\`](tools/report/figures.py#L15) — Counts one more order.
        - [\`mean(self) -> float\`](tools/report/figures.py#L20) *(1 use in 1 file)*
      - function [\`load(path: str) -> Figures\`](tools/report/figures.py#L24) — Adds up the orders in a file of JSON lines. *(1 use in 1 file)*

      ## Used by

      - [\`tools/report/table.py\`](tools/report/table.py): 3 uses of \`Figures\`, \`mean\`, \`orders\`, in \`render\`
      - [\`tools/report/__main__.py\`](tools/report/__main__.py) (through \`tools/report/__init__.py\`): 1 use of \`load\`, in \`main\`
      - [\`tools/report/__init__.py\`](tools/report/__init__.py) imports \`Figures\`, \`load\`

      ## Uses

      - from outside the workspace: \`json\`, \`dataclasses\` (\`dataclass\`)

      ## Entry points

      - Other files call [\`Figures.mean\`](tools/report/figures.py#L20) (1 use), [\`load\`](tools/report/figures.py#L24) (1 use).

      ## Key functions

      - [\`load\`](tools/report/figures.py#L24) (1 use from 1 file, 2 decision points, 8 lines) — Adds up the orders in a file of JSON lines.
      - [\`Figures.mean\`](tools/report/figures.py#L20) (1 use from 1 file, 1 decision point, 2 lines)
      - [\`Figures.add\`](tools/report/figures.py#L15) (4 lines) — Counts one more order.
      "
    `);
  });
  it('says that a file is not in the index', () => {
    expect(explainModule(snapshot, 9999)).toMatch(/^# Not in the index\n/);
  });
  it('opens every link: each target is a file of the snapshot and a line of it', () => {
    for (const { id } of snapshot.files) {
      for (const [, target = ''] of explainModule(snapshot, id).matchAll(/\]\(([^)]*)\)/g)) {
        const [path = '', line] = target.split('#L');
        expect(fileOf(decodeURIComponent(path)).facts.lines).toBeGreaterThanOrEqual(Number(line ?? 1));
      }
    }
  });
});

describe('purpose of a package entry', () => {
  const index = () => fileOf('src/index.ts');
  const purpose = (texts: { manifest?: string; readme?: string }) =>
    explainModule(snapshot, index().id, { texts }).split('\n').slice(2, 5).join(' ');
  it('is read from manifest and README, which are found beside it', () => {
    expect(packageFiles(snapshot, index())).toEqual({
      manifest: { root: 0, relative: 'package.json' },
      readme: { root: 0, relative: 'README.md' },
    });
    expect(packageFiles(snapshot, fileOf('src/checkout.ts'))).toEqual({});
  });
  it('is the description, else the first sentence of the README', () => {
    expect(purpose({ manifest: '{ "description": "Sells *tea*." }' })).toBe(
      '> Sells \\*tea\\*. > > — package description',
    );
    expect(purpose({ manifest: '{', readme: '# Shop\n\n[![b](x)](y)\n\nSells **tea** and [jam](z). And more.' })).toBe(
      '> Sells tea and jam. > > — README',
    );
    expect(purpose({})).toMatch(/^\*Nothing in the module says/);
  });
});
