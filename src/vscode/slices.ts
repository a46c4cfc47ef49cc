/** Milliseconds of work in one turn of the extension host, which all extensions share. */
const SLICE = 4;

/** Does `work` for every item, and lets others have their turn every few milliseconds. */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let start = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - start < SLICE) continue;
    await new Promise(resolve => setImmediate(resolve));
    start = performance.now();
  }
}
