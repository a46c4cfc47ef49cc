/** Lets background work pause at its own safe points. */
export interface Gate {
  readonly closed: boolean;
  close(): void;
  open(): void;
  /** Resolves at once while open, else when opened. */
  pass(): Promise<void>;
}

export function createGate(): Gate {
  let waiting: (() => void)[] | undefined;
  return {
    get closed() {
      return waiting !== undefined;
    },
    close() {
      waiting ??= [];
    },
    open() {
      const resume = waiting ?? [];
      waiting = undefined;
      for (const go of resume) go();
    },
    pass: () => (waiting ? new Promise<void>(resolve => waiting?.push(resolve)) : Promise.resolve()),
  };
}
