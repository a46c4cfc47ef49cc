import type { Adjacency } from '../adjacency.ts';

/**
 * Strongly connected components (Tarjan 1972, with an explicit stack: chains of thousands of files must not overflow the
 * call stack). Each component ascending, the components by their first node; single nodes are components too.
 */
export function stronglyConnected<Edge>(
  graph: Adjacency<Edge>,
  admits: (edge: Edge) => boolean = () => true,
): readonly (readonly number[])[] {
  const { size, starts, targets, edges } = graph;
  const found = new Int32Array(size).fill(-1);
  const lowest = new Int32Array(size);
  const next = Uint32Array.from(starts);
  const isOpen = new Uint8Array(size);
  const open: number[] = [];
  const components: number[][] = [];
  let count = 0;

  const enter = (node: number, calls: number[]): void => {
    found[node] = lowest[node] = count++;
    isOpen[node] = 1;
    open.push(node);
    calls.push(node);
  };
  const lower = (node: number, figure: number): void => {
    if (figure < (lowest[node] ?? 0)) lowest[node] = figure;
  };
  /** The next unseen target of `node`, after noting the open ones before it; -1 when there is none left. */
  const advance = (node: number): number => {
    for (let edge = next[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
      if (!admits(edges[edge] as Edge)) continue;
      const target = targets[edge] ?? 0;
      next[node] = edge + 1;
      if ((found[target] ?? 0) < 0) return target;
      if (isOpen[target] === 1) lower(node, found[target] ?? 0);
    }
    return -1;
  };
  const close = (root: number): void => {
    const component: number[] = [];
    for (let node = -1; node !== root; ) {
      node = open.pop() ?? root;
      isOpen[node] = 0;
      component.push(node);
    }
    components.push(component.sort((a, b) => a - b));
  };

  for (let start = 0; start < size; start++) {
    if ((found[start] ?? 0) >= 0) continue;
    const calls: number[] = [];
    enter(start, calls);
    for (let node = start; calls.length > 0; node = calls.at(-1) ?? 0) {
      const target = advance(node);
      if (target >= 0) {
        enter(target, calls);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) lower(caller, lowest[node] ?? 0);
      if (lowest[node] === found[node]) close(node);
    }
  }
  return components.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}
