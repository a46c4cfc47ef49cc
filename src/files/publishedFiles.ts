import { posix } from 'node:path';

/** The files that npm publishes whatever the ignore rules say: `main` and `bin` of a package.json, relative to its folder. */
export function publishedFiles(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof manifest !== 'object' || manifest === null) return [];
  const { main, bin }: { main?: unknown; bin?: unknown } = manifest;
  const named = [main, ...(typeof bin === 'object' && bin !== null ? Object.values(bin) : [bin])];
  return named
    .filter(path => typeof path === 'string')
    .map(path => posix.normalize(path))
    .filter(path => path !== '.' && !path.startsWith('..') && !path.startsWith('/'));
}
