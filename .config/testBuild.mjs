// Builds once before the unit tests: some of them start what users start.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

export default function setup() {
  execFileSync(process.execPath, [path.join(import.meta.dirname, 'build.mjs'), '--quiet'], { stdio: 'inherit' });
}
