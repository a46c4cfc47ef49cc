/** Why background work waits. */
export type PauseReason = 'user' | 'battery';

/** Lets background work pause at its own safe points. */
export interface Gate {
  /** The reason to wait; the user's own wins. `undefined` while open. */
  readonly closedBy: PauseReason | undefined;
  close(reason: PauseReason): void;
  /** Takes one reason away, or all. */
  open(reason?: PauseReason): void;
  /** Resolves at once while open, else when opened. What the user waits for (`near`) goes on when it is not they who paused. */
  pass(near?: boolean): Promise<void>;
}

export function createGate(): Gate {
  const reasons = new Set<PauseReason>();
  let waiting: (() => void)[] = [];
  const closedBy = (): PauseReason | undefined => (reasons.has('user') ? 'user' : [...reasons][0]);
  return {
    get closedBy() {
      return closedBy();
    },
    close: reason => void reasons.add(reason),
    open(reason) {
      if (reason) reasons.delete(reason);
      else reasons.clear();
      const resume = waiting;
      waiting = [];
      for (const go of resume) go();
    },
    async pass(near = false) {
      while (closedBy() !== undefined && !(near && closedBy() !== 'user')) {
        await new Promise<void>(resolve => waiting.push(resolve));
      }
    },
  };
}
