import { describe, expect, test } from 'vitest';
import { createLane } from '../../../src/worker/lane.ts';
import type { ParseProcess } from '../../../src/worker/parseProcess.ts';

/** A process that only says whether it runs: the lane decides who works, whatever the work is. */
function fakeProcess(): ParseProcess {
  let isRunning = false;
  return {
    get isRunning() {
      return isRunning;
    },
    run: async () => [],
    warm() {
      isRunning = true;
    },
    kill() {
      isRunning = false;
    },
  };
}

/** Runs batches of 5 ms, all wanted at once, and counts the processes that started. */
async function startedFor(batches: number, patience: number): Promise<number> {
  const processes: ParseProcess[] = [];
  const lane = createLane(3, patience, () => {
    const process = fakeProcess();
    processes.push(process);
    return process;
  });
  let running = 0;
  const work = async (): Promise<void> => {
    running += 1;
    expect(running).toBeLessThanOrEqual(processes.filter(({ isRunning }) => isRunning).length);
    await new Promise(resolve => setTimeout(resolve, 5));
    running -= 1;
  };
  await Promise.all(Array.from({ length: batches }, () => lane.use(work)));
  return processes.filter(({ isRunning }) => isRunning).length;
}

describe('processes behind one queue', () => {
  test('one does what is done soon', async () => {
    expect(await startedFor(10, 60_000)).toBe(1);
  });

  test('each other starts when batches have waited for it', async () => {
    expect(await startedFor(20, 20)).toBeGreaterThan(1);
  });

  test('without patience all start at once', async () => {
    expect(await startedFor(3, 0)).toBe(3);
  });

  test('one that has ended starts again at once when no other runs', async () => {
    const processes: ParseProcess[] = [];
    const lane = createLane(2, 60_000, () => {
      const process = fakeProcess();
      processes.push(process);
      return process;
    });
    await lane.use(async process => process.kill());
    await lane.use(async process => expect(process.isRunning).toBe(true));
  });
});
