import { type Baseline, folderSteps } from './baseline.ts';

/** The files of the same folder, then those of the nearest folders; ties by path. */
export const sameFolder: Baseline = {
  name: 'same folder',
  rank({ snapshot, file }) {
    const from = snapshot.file(file)?.source.path.relative ?? '';
    const steps = snapshot.files.map(({ id, source }) => ({ id, steps: folderSteps(from, source.path.relative) }));
    // The sort is stable, and the files are in order of their paths.
    return steps.sort((a, b) => a.steps - b.steps).map(({ id }) => id);
  },
};
