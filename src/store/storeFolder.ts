import path from 'node:path';

/** Folder of the facts store: `CAIRN_STORE`, else `cairn` in the platform's cache folder. */
export function storeFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  const own = environment['CAIRN_STORE'];
  if (own) return path.resolve(own);
  if (platform === 'win32')
    return path.join(environment['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local'), 'cairn', 'Cache');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'cairn');
  // https://specifications.freedesktop.org/basedir-spec: a relative XDG_CACHE_HOME is to be ignored
  const cache = environment['XDG_CACHE_HOME'];
  return path.join(cache && path.isAbsolute(cache) ? cache : path.join(home, '.cache'), 'cairn');
}
