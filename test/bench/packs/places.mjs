import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCE = /\.(?:py|[cm]?[jt]sx?|java|kt|go|rs|cs|cc|cpp|hpp|h|c|rb|php|vue)$/;
const LARGEST = 300_000;

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Places inside indented code of the sources that git tracks in `folder`: `count` of them, drawn evenly over files. */
export function placesOf(folder, count, random, pattern = SOURCE) {
  const root = resolve(folder);
  const tracked = execFileSync('git', ['-C', root, 'ls-files', '-z'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const files = tracked
    .split('\0')
    .filter(name => pattern.test(name))
    .sort();
  const places = [];
  for (let tries = 0; places.length < count && tries < count * 50; tries += 1) {
    const file = join(root, files[Math.floor(random() * files.length)] ?? '');
    if (!statSync(file, { throwIfNoEntry: false })?.isFile() || statSync(file).size > LARGEST) continue;
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    const line = Math.floor(random() * lines.length);
    if (!/^\s+\S/.test(lines[line])) continue;
    const column = lines[line].search(/\S/) + Math.floor(random() * lines[line].trim().length);
    places.push({ file, line, column, text });
  }
  return places;
}
