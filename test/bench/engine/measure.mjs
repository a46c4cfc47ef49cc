// Processes measured as a whole: everything that a command starts counts.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds between two looks at a running command. */
const INTERVAL = 40;
/** `sh` waits for the command and then says what it and its children took (POSIX `times`, second line). */
const TIMED = '"$@" >&2; code=$?; times; exit $code';

/**
 * Runs a command to its end.
 * @param {readonly string[]} command
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ cpu: number, wall: number, largest: number, together: number }>} seconds of processor time, user
 * and system, children included; seconds on the clock; peak resident MB of the largest process and of all at once
 * @throws when the command fails
 */
export async function runMeasured(command, { cwd, env = process.env }) {
  const start = performance.now();
  const child = spawn('sh', ['-c', TIMED, 'sh', ...command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let times = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => (times += text));
  child.stderr.setEncoding('utf8').on('data', text => (output = (output + text).slice(-4000)));
  const watch = watchTree(child.pid);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const wall = (performance.now() - start) / 1000;
  const seen = watch.stop();
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output}`);
  // The shell misses children that nobody waited for, a look misses what came after it.
  return { cpu: Math.max(seen.cpu, childSeconds(times)), wall, largest: seen.largest, together: seen.together };
}

/** `0m1.52s 0m0.31s` of the children: the second line. */
function childSeconds(times) {
  const parts = [...(times.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.,]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60 * minutes + Number(seconds.replace(',', '.')), 0);
}

/**
 * Follows a process and its descendants. Memory and running totals come from /proc: on other systems they are 0.
 * @param {number} root process id
 */
export function watchTree(root) {
  const peak = { cpu: 0, largest: 0, together: 0 };
  const look = () => {
    const now = lookAt(root);
    peak.cpu = Math.max(peak.cpu, now.cpu);
    peak.largest = Math.max(peak.largest, now.largest);
    peak.together = Math.max(peak.together, now.together);
    return now;
  };
  const timer = setInterval(look, INTERVAL);
  look();
  return {
    /** Seconds of processor time and resident MB now. */
    now: look,
    /** Forgets the peaks of memory: what follows is measured by itself. */
    reset() {
      Object.assign(peak, { largest: 0, together: 0 });
    },
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

function lookAt(root) {
  const sum = { cpu: 0, largest: 0, together: 0 };
  for (const pid of processTree(root)) {
    const stat = readProcess(pid, 'stat');
    // The name in brackets may hold anything; what follows it does not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime, stime, and those of children that ended and were waited for.
    for (const field of [11, 12, 13, 14]) sum.cpu += Number(fields[field] ?? 0) / TICKS;
    const status = readProcess(pid, 'status');
    sum.largest = Math.max(sum.largest, megabytes(status, 'VmHWM'));
    sum.together += megabytes(status, 'VmRSS');
  }
  return sum;
}

function processTree(root) {
  const found = [root];
  for (const pid of found) {
    let tasks = [];
    try {
      tasks = readdirSync(`/proc/${pid}/task`);
    } catch {
      // It has ended.
    }
    for (const task of tasks) {
      found.push(...readProcess(pid, `task/${task}/children`).split(' ').filter(Boolean).map(Number));
    }
  }
  return found;
}

function megabytes(status, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

function readProcess(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
