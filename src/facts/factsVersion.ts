import { FACTS_VERSION } from './fileFacts.ts';

/** Set by the build: a digest of the grammars and of the code that extracts facts. */
declare const CAIRN_EXTRACTOR: string | undefined;

/** Facts of another version are useless: other shape, other grammar, or other extractor. */
export const factsVersion = `${FACTS_VERSION}-${typeof CAIRN_EXTRACTOR === 'string' ? CAIRN_EXTRACTOR : 'source'}`;
