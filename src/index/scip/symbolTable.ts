import { parseSymbolName, type SymbolName } from './symbolName.ts';

/** The symbols of an index, numbered from 0. */
export interface SymbolTable {
  readonly size: number;
  /** Means something only within its document. */
  isLocal(symbol: number): boolean;
  name(symbol: number): SymbolName;
}

export interface SymbolTableBuilder {
  /** The number of the symbol whose text is `bytes[start, end)`, in UTF-8. */
  intern(bytes: Uint8Array, start: number, end: number): number;
  finish(): SymbolTable;
}

const LOCAL = Buffer.from('local ');

/**
 * Interns symbols without making a string for every occurrence: their bytes stand once in one array, found by an open
 * hash table.
 */
export function createSymbolTable(): SymbolTableBuilder {
  let arena = new Uint8Array(1 << 16);
  let used = 0;
  /** Where each symbol's bytes end; they start where the one before ends. */
  let ends = new Int32Array(1 << 12);
  let hashes = new Int32Array(1 << 12);
  let size = 0;
  /** Symbol + 1; 0 is empty. */
  let slots = new Int32Array(1 << 13);

  const startOf = (symbol: number): number => (symbol === 0 ? 0 : (ends[symbol - 1] ?? 0));

  function isAt(symbol: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = startOf(symbol);
    if ((ends[symbol] ?? 0) - from !== end - start) return false;
    for (let i = start; i < end; i++) if (arena[from + i - start] !== bytes[i]) return false;
    return true;
  }

  function add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const length = end - start;
    if (used + length > arena.length) arena = grown(arena, used + length);
    if (size === ends.length) {
      ends = grown(ends, size + 1);
      hashes = grown(hashes, size + 1);
    }
    arena.set(bytes.subarray(start, end), used);
    used += length;
    ends[size] = used;
    hashes[size] = hash;
    return size++;
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let symbol = 0; symbol < size; symbol++) {
      let slot = (hashes[symbol] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = symbol + 1;
    }
  }

  return {
    intern(bytes, start, end) {
      const hash = hashOf(bytes, start, end);
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
        if (hashes[found - 1] === hash && isAt(found - 1, bytes, start, end)) return found - 1;
        slot = (slot + 1) & mask;
      }
      const symbol = add(bytes, start, end, hash);
      slots[slot] = symbol + 1;
      if (size * 2 > slots.length) rehash();
      return symbol;
    },
    finish: () => tableOf(Buffer.from(arena.slice(0, used).buffer), ends.slice(0, size)),
  };
}

function tableOf(text: Buffer, ends: Int32Array): SymbolTable {
  const names: SymbolName[] = [];
  const startOf = (symbol: number): number => (symbol === 0 ? 0 : (ends[symbol - 1] ?? 0));
  // Asked for every occurrence.
  const locals = Uint8Array.from(ends, (end, symbol) => {
    const start = startOf(symbol);
    return LOCAL.compare(text, start, Math.min(start + LOCAL.length, end)) === 0 ? 1 : 0;
  });
  return {
    size: ends.length,
    isLocal: symbol => locals[symbol] === 1,
    name(symbol) {
      let known = names[symbol];
      if (!known) {
        known = parseSymbolName(text.toString('utf8', startOf(symbol), ends[symbol]));
        names[symbol] = known;
      }
      return known;
    },
  };
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash;
}

function grown<T extends Uint8Array | Int32Array>(array: T, least: number): T {
  const length = Math.max(least, array.length * 2);
  const larger = array instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
  larger.set(array);
  return larger as T;
}
