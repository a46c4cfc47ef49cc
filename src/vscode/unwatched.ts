import path from 'node:path';

/**
 * The folders of a root in which the user has told the editor not to watch: the fixed part of each `files.watcherExclude`
 * pattern; the root itself for a pattern that may fit anywhere.
 * @param settings values of the setting that are not the editor's own, if there are any
 */
export function foldersOf(settings: readonly unknown[], root: string): readonly string[] {
  const patterns = settings.flatMap(setting =>
    typeof setting === 'object' && setting !== null ? Object.entries(setting) : [],
  );
  const folders = patterns
    .filter(([, off]) => off === true)
    .map(([pattern]) => {
      const names = pattern.split('/');
      const fixed = names.findIndex(name => /[*?{[]/.test(name));
      return path.resolve(root, ...names.slice(0, fixed < 0 ? names.length : fixed));
    });
  return [...new Set(folders.filter(folder => folder === root || folder.startsWith(`${root}${path.sep}`)))];
}
