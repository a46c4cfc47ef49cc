import { lstatSync } from 'node:fs';
import path from 'node:path';

/** Where the index is kept between sessions. */
export interface StorePlace {
  /** Absolute path. */
  readonly folder: string;
  readonly kind: 'editor' | 'chosen' | 'repository';
}

/** Keeps our files apart from what else lies in a folder that the user has chosen. */
const OWN_FOLDER = 'cairn';

/**
 * @param setting '' for the editor's storage, an absolute path, or one relative to the workspace folder `root`: then the
 *   index moves with the repository. Not in an untrusted one, and not through a link or out of the folder.
 */
export function storePlace(
  setting: string,
  root: string | undefined,
  editorFolder: string,
  trusted: boolean,
): StorePlace {
  const editor: StorePlace = { folder: editorFolder, kind: 'editor' };
  if (setting === '') return editor;
  if (path.isAbsolute(setting)) return { folder: path.join(setting, OWN_FOLDER), kind: 'chosen' };
  if (root === undefined || !trusted) return editor;
  const folder = path.join(root, setting, OWN_FOLDER);
  const names = path.relative(root, folder).split(path.sep);
  if (names.includes('..')) return editor;
  const passesLink = names.some((_, depth) => isLink(path.join(root, ...names.slice(0, depth + 1))));
  return passesLink ? editor : { folder, kind: 'repository' };
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
