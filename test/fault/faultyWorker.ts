import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWERS } from '../../src/worker/parseProtocol.ts';
import { REAL_WORKER } from './rig.ts';

/** What a worker can do to its pool. */
export type WorkerFault = keyof typeof FAULTS;

/** Statements of the worker's process, run when a batch comes, before the real worker sees it. */
const FAULTS = {
  /** What a parser does that runs out of WebAssembly memory. */
  abort: 'process.abort()',
  killed: "process.kill(process.pid, 'SIGKILL'); for (;;);",
  ended: 'process.exit(0)',
  memory: 'outgrow()',
  hang: 'for (;;);',
  late: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30_000)',
  slow: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)',
  thrown: "throw new Error('injected')",
  disconnected: 'process.disconnect()',
  nonsense: 'answer("nonsense")',
  empty: 'answer({ id: message.id, files: [], memory: 0, faults: [] })',
  unreadable:
    'answer({ id: message.id, files: message.inputs.map(() => ({ facts: null, digest: 7 })), memory: 0, faults: [] })',
  stranger: 'answer({ id: message.id + 1, files: [], memory: 0, faults: [] })',
  garbled: 'writeSync(CHANNEL, randomBytes(500))',
  /** Of a length that could be a message's. */
  unpackable: 'writeSync(CHANNEL, Buffer.concat([Buffer.from([0, 0, 1, 0]), randomBytes(500)]))',
  half: 'half({ id: message.id, files: [], memory: 0, faults: [] })',
} as const;

export const WORKER_FAULTS = Object.keys(FAULTS) as readonly WorkerFault[];

export interface FaultyWorker {
  /** The script to start instead of the real worker, which it loads. */
  readonly script: string;
  /** Makes the next batches of any process fail, one each. */
  inject(fault: WorkerFault, times: number): void;
  /** Faults that no batch has come for yet. */
  waiting(): number;
}

/** The real worker in a real process, which commits a fault when a batch comes and one is due, or a text asks for one. */
export function faultyWorker(home: string): FaultyWorker {
  const due = join(home, 'faults');
  mkdirSync(due, { recursive: true });
  const script = join(home, 'faultyWorker.js');
  const cases = Object.entries(FAULTS).map(([name, code]) => `${name}(message) { ${code} },`);
  writeFileSync(
    script,
    `const { readdirSync, readFileSync, unlinkSync, writeSync } = require('node:fs');
     const { execFileSync } = require('node:child_process');
     const { randomBytes } = require('node:crypto');
     const { serialize } = require('node:v8');
     const CHANNEL = ${ANSWERS};
     const faults = { ${cases.join('\n')} };
     function frame(value) {
       const body = serialize(value);
       const size = Buffer.alloc(4);
       size.writeUInt32BE(body.length);
       return Buffer.concat([size, body]);
     }
     function answer(value) { writeSync(CHANNEL, frame(value)); }
     function half(value) {
       const all = frame(value);
       writeSync(CHANNEL, all.subarray(0, all.length / 2));
       process.kill(process.pid, 'SIGKILL');
     }
     /** The system gives no more memory. */
     function outgrow() {
       const now = Number(/VmSize:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))[1]) * 1024;
       execFileSync('prlimit', ['--pid', String(process.pid), '--as=' + (now + 100_000_000)]);
       for (const held = []; ; ) held.push(new Array(1_000_000).fill(held.length + 0.5));
     }
     /** Whoever can delete the file commits the fault. */
     function next() {
       for (const name of readdirSync(${JSON.stringify(due)}).sort()) {
         try { unlinkSync(${JSON.stringify(`${due}/`)} + name); return name.split('-')[1]; } catch {}
       }
     }
     process.on('message', message => {
       const asked = message.inputs.map(({ text }) => /FAULT (\\w+)/.exec(text)?.[1]).find(Boolean);
       const fault = asked ?? next();
       if (fault !== undefined) faults[fault](message);
     });
     require(${JSON.stringify(REAL_WORKER)});`,
  );
  let count = 0;
  return {
    script,
    inject(fault, times) {
      for (let i = 0; i < times; i++) writeFileSync(join(due, `${String(count++).padStart(6, '0')}-${fault}`), '');
    },
    waiting: () => readdirSync(due).length,
  };
}
