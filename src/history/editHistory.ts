import type { FilePath } from '../base/paths.ts';
import type { Partner } from './coChange.ts';
import type { LinePartner } from './lineHistory.ts';

/** What git tells of one place, each list the strongest first. Absent lists are not known (yet); empty ones are. */
export interface EditHistory {
  /** Files that were changed together with the edited one. */
  readonly partners?: readonly Placed<Partner>[];
  /** Files of the commits that last touched the lines around the edit. */
  readonly lines?: readonly Placed<LinePartner>[];
}

/** A file of the repository as the workspace knows it. */
export type Placed<T> = T & { readonly path: FilePath };
