import { decode } from '../../files/decode.ts';

/** Lines of files as they are in a folder now. */
export interface LineReader {
  /** Read once until told to forget; no lines of a file that cannot be read. */
  read(path: string): Promise<readonly string[]>;
  /** The folder has changed. */
  forget(): void;
}

export function createLineReader(readFile: (path: string) => Promise<Uint8Array>): LineReader {
  const known = new Map<string, Promise<readonly string[]>>();
  return {
    read(path) {
      let lines = known.get(path);
      if (!lines) {
        lines = readFile(path).then(
          bytes => decode(bytes).split('\n'),
          () => [],
        );
        known.set(path, lines);
      }
      return lines;
    },
    forget: () => known.clear(),
  };
}
