import type { Fits, ReadText } from './fit.ts';
import type { ScipAttachment } from './scipIndex.ts';

/** The indexes of a workspace, with what comparing them with files' texts has told. */
export interface ScipSource {
  readonly attachments: readonly ScipAttachment[];
  readonly readText: ReadText;
  readonly fits: Fits;
}
