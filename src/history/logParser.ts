/** One commit as `git log` prints it. */
export interface LoggedCommit {
  /** Full id. */
  readonly id: string;
  /** Seconds since the epoch at which it was committed. */
  readonly time: number;
  /** Whether it stands on the left side of a symmetric difference. */
  readonly gone: boolean;
  /** Paths relative to the top of the repository. */
  readonly files: readonly string[];
}

/** Takes the output of `git log -z --name-only --format=%x00%m%H %ct` in pieces of any size. */
export interface LogParser {
  take(bytes: Buffer): void;
  /** The last commit has no sign of its end but this. */
  end(): void;
}

const NUL = 0;
/** An empty field, which no path is, announces the line of the next commit. */
type Expected = 'path' | 'head';

/** Calls `onCommit` for each commit once all of its files are known. */
export function createLogParser(onCommit: (commit: LoggedCommit) => void): LogParser {
  let rest: Buffer = Buffer.alloc(0);
  let expected: Expected = 'path';
  let head: string | undefined;
  let files: string[] = [];

  function finish(): void {
    const match = head && /^([<>])([0-9a-f]+) (\d+)$/.exec(head);
    if (match) onCommit({ id: match[2] ?? '', time: Number(match[3]), gone: match[1] === '<', files });
    head = undefined;
    files = [];
  }

  function field(text: string): void {
    if (expected === 'head') {
      head = text;
      expected = 'path';
    } else if (text === '') {
      finish();
      expected = 'head';
    } else {
      // The list of a commit begins on a line of its own.
      files.push(files.length === 0 && text.startsWith('\n') ? text.slice(1) : text);
    }
  }

  return {
    take(bytes) {
      const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
      let start = 0;
      for (let end = all.indexOf(NUL); end >= 0; end = all.indexOf(NUL, start)) {
        field(all.toString('utf8', start, end));
        start = end + 1;
      }
      rest = all.subarray(start);
    },
    end: finish,
  };
}
