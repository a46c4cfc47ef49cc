import path from 'node:path';
import { LruCache } from '../base/lru.ts';
import { runGit } from './git.ts';

export interface HeadTexts {
  /** The file's text in HEAD; `undefined` where there is none, or git does not answer in time. */
  read(file: string): Promise<string | undefined>;
}

export interface HeadTextOptions {
  /** The git program, by name or absolute path. */
  readonly program: string;
  /** Milliseconds that git may take. */
  readonly timeLimit: number;
  /** Milliseconds since an arbitrary start. */
  readonly clock: () => number;
}

/** Files whose texts are kept, and milliseconds for which they are: a commit is noticed soon enough. */
const KEPT = 8;
const FRESH = 3000;

/** Texts of committed files, by absolute path. Only for trusted workspaces. */
export function createHeadTexts({ program, timeLimit, clock }: HeadTextOptions): HeadTexts {
  const known = new LruCache<string, { readonly text: Promise<string | undefined>; readonly read: number }>(KEPT);
  return {
    read(file) {
      const last = known.get(file);
      if (last && clock() - last.read < FRESH) return last.text;
      const git = { program, folder: path.dirname(file), timeLimit };
      const text = runGit(['cat-file', 'blob', `HEAD:./${path.basename(file)}`], git);
      known.set(file, { text, read: clock() });
      return text;
    },
  };
}
