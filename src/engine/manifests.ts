import path from 'node:path';
import { currentPlatform, toFilePath } from '../base/paths.ts';
import type { WalkedFile } from '../files/walk.ts';
import type { IndexedFile } from '../index/snapshot.ts';
import type { FactsStore } from '../store/factsStore.ts';
import type { Manifest, ManifestEntry } from '../store/manifest.ts';
import type { Workspace } from './workspace.ts';

/** What the last session saw of each file, so that the next one starts without reading it. */
export interface Manifests {
  load(): Promise<void>;
  known(file: WalkedFile): ManifestEntry | undefined;
  /** Saves the facts and what these files are like. */
  save(files: readonly IndexedFile[]): Promise<void>;
}

export function createManifests(
  { roots }: Workspace,
  openStore: () => Promise<FactsStore>,
  storeFolder: string,
): Manifests {
  let manifests: readonly Manifest[] = [];
  const names = roots.map(({ folder }) => manifestName(folder, storeFolder));
  return {
    async load() {
      const store = await openStore();
      manifests = await Promise.all(names.map(name => store.manifest(name)));
    },
    known: file => manifests[file.path.root]?.get(file.path.relative),
    async save(files) {
      const store = await openStore();
      await store.flush();
      for (const [root, name] of names.entries()) {
        const entries = files
          .filter(({ source }) => source.path.root === root)
          .map(({ source }) => [source.path.relative, source] as const);
        await store.saveManifest(name, new Map(entries));
      }
      await store.compact();
    },
  };
}

/** A store that lies in the root is found again when both have moved: the name says only how one lies to the other. */
function manifestName(folder: string, storeFolder: string): string {
  const inside = toFilePath(storeFolder, [{ name: '', folder }], currentPlatform());
  return inside ? path.relative(storeFolder, folder) : folder;
}
