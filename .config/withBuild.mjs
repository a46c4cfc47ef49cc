// `node .config/withBuild.mjs <script> [argument ...]`: builds, then runs the script where the user stands. npm's own "pre"
// scripts would not run: .npmrc sets ignore-scripts.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [script, ...args] = process.argv.slice(2);

// Ctrl-C reaches the child as well: it ends in its own way, and this process after it.
process.on('SIGINT', () => {});
run([path.join(import.meta.dirname, 'build.mjs'), '--quiet'], root);
// npm starts in the project's folder; INIT_CWD is where the command was typed.
run([path.join(root, script), ...args], process.env.INIT_CWD ?? process.cwd());

function run(command, cwd) {
  const { status } = spawnSync(process.execPath, command, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
