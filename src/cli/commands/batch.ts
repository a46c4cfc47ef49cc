import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import type { ContextRequest, Engine } from '../../engine/api.ts';
import type { ContextPack, TokenizerName } from '../../pack/contextPack.ts';
import { TOKENIZER_NAMES } from '../../pack/tokenizers.ts';
import { applyPatch } from '../applyPatch.ts';
import { type BatchQuery, parseQuery } from '../batchQuery.ts';
import { DEFAULT_BUDGET, excludeOption, scipOption } from '../options.ts';
import { type FolderOptions, type Session, withEngine } from '../session.ts';

interface BatchOptions extends FolderOptions {
  readonly tokenizer: TokenizerName;
}

/** `cairn batch`: JSON lines in, JSON lines out, for benchmarks and scripts; the index is built once. */
export function addBatchCommand(program: Command, session: Session): void {
  program
    .command('batch')
    .summary('answer many queries, JSON lines on stdin and stdout')
    .description('Index the current folder once, then answer one JSON query a line, in order (see src/cli/README.md).')
    .addOption(
      new Option('--tokenizer <name>', 'what counts the tokens').choices(TOKENIZER_NAMES).default('cl100k_base'),
    )
    .addOption(excludeOption())
    .addOption(scipOption())
    .option('--learned', 'rank edits with what `cairn learn` has learned, instead of the one table', false)
    .addHelpText('after', EXAMPLES)
    .action((options: BatchOptions) => runBatch(session, options));
}

const EXAMPLES = `
Examples:
  $ echo '{"id":1,"file":"src/app.ts","line":12,"character":8,"budgets":[1024]}' | cairn batch`;

async function runBatch(session: Session, options: BatchOptions): Promise<void> {
  const root = session.workingFolder;
  await withEngine(session, root, options, async engine => {
    const lines = createInterface({ input: session.standardInput, crlfDelay: Number.POSITIVE_INFINITY });
    session.onCancelled(() => lines.close());
    let version = 0;
    for await (const line of lines) {
      if (line.trim() === '') continue;
      version += 1;
      const answer = await answerLine(engine, root, line, version, options.tokenizer, session);
      await session.terminal.print(`${JSON.stringify(answer)}\n`);
    }
  });
}

/** A bad line or a failed query becomes an answer with `error`: one of them must not cost the others. */
async function answerLine(
  engine: Engine,
  root: string,
  line: string,
  version: number,
  tokenizer: TokenizerName,
  session: Session,
): Promise<unknown> {
  const parsed = parseQuery(line);
  if ('error' in parsed) return parsed;
  try {
    return await answerQuery(engine, root, parsed, version, tokenizer, session);
  } catch (error) {
    if (session.token.isCancellationRequested) throw error;
    return { id: parsed.id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function answerQuery(
  engine: Engine,
  root: string,
  query: BatchQuery,
  version: number,
  tokenizer: TokenizerName,
  session: Session,
): Promise<unknown> {
  const file = query.file === '' ? '' : path.resolve(root, query.file);
  const { before, buffer } = editOf(query, file);
  if (buffer !== undefined) await engine.openBuffer(file, version, buffer);
  try {
    const contexts: Record<string, readonly { file: string; text: string }[]> = {};
    let files: readonly string[] = [];
    for (const budget of query.budgets ?? [DEFAULT_BUDGET]) {
      const answer = await engine.context({ ...requestFor(query, file, before), budget, tokenizer }, session.token);
      files = answer.ranked.map(ranked => ranked.path);
      if (query.budgets !== undefined) contexts[String(budget)] = itemsOf(answer.pack);
    }
    return { id: query.id, files, contexts };
  } finally {
    if (buffer !== undefined) await engine.closeBuffer(file);
  }
}

/** The buffer that takes the place of the file on disk, and the file's text when the buffer is an edit of it. */
function editOf({ prefix, patch }: BatchQuery, file: string): { readonly before?: string; readonly buffer?: string } {
  if (prefix !== undefined) return { buffer: prefix };
  if (patch === undefined) return {};
  const before = readFileSync(file, 'utf8');
  const buffer = applyPatch(before, patch);
  if (buffer === undefined) throw new Error('"patch" does not fit the file on disk');
  return { before, buffer };
}

/** Milliseconds. In a script the same question must get the same answer. */
const HISTORY_WAIT = 60_000;

function requestFor(query: BatchQuery, file: string, before?: string): Omit<ContextRequest, 'budget' | 'tokenizer'> {
  const { regions } = query;
  return {
    file,
    line: query.line,
    column: query.column,
    task: query.task,
    // A patch says more about the edit than its line numbers.
    ...(before !== undefined ? { before } : regions === undefined ? {} : { regions }),
    ...(query.text === undefined ? {} : { instruction: query.text }),
    ...(query.history === undefined ? {} : { history: query.history }),
    historyWait: HISTORY_WAIT,
  };
}

function itemsOf(pack: ContextPack): readonly { file: string; text: string }[] {
  return pack.files.map(file => ({ file: file.path, text: file.text }));
}
