import { InvalidArgumentError, Option } from 'commander';
import { CONFIDENCE_LEVELS, confidenceOf } from '../graph/confidence.ts';
import type { TokenizerName } from '../pack/contextPack.ts';
import { TOKENIZER_NAMES } from '../pack/tokenizers.ts';
import { TASK_NAMES, type TaskName } from '../rank/tasks.ts';
import type { InstructionOptions } from './instruction.ts';
import type { FolderOptions } from './session.ts';

/** Options of the commands that ask for context, as commander hands them over. */
export interface ContextOptions extends FolderOptions, InstructionOptions {
  readonly json: boolean;
  readonly budget: number;
  readonly tokenizer: TokenizerName;
  readonly task: TaskName;
}

export const DEFAULT_BUDGET = 4096;

export function jsonOption(): Option {
  return new Option('--json', 'print JSON instead of text (schema 1, see src/cli/README.md)').default(false);
}

export function excludeOption(): Option {
  return new Option('--exclude <pattern>', 'leave out files, in .gitignore syntax (repeatable)')
    .default([], 'none')
    .argParser((pattern: string, before: readonly string[]) => [...before, pattern]);
}

export function scipOption(): Option {
  return new Option('--scip <file>', 'precise references from this SCIP index (default: index.scip in the repository)');
}

export function contextOptions(): readonly Option[] {
  return [
    new Option('--budget <tokens>', 'tokens that the pack may take').default(DEFAULT_BUDGET).argParser(positiveInteger),
    new Option('--tokenizer <name>', 'what counts the tokens').choices(TOKENIZER_NAMES).default('o200k_base'),
    taskOption().default('edit'),
    ...textOptions(),
    excludeOption(),
    scipOption(),
    jsonOption(),
  ];
}

export function taskOption(): Option {
  return new Option('--task <task>', 'what the context is for').choices(TASK_NAMES);
}

export function textOptions(): readonly Option[] {
  return [
    new Option('--text <text>', 'an instruction, an issue or a commit subject; - for standard input'),
    new Option('--text-file <file>', 'the same, from a file'),
  ];
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a positive whole number');
  return Number(text);
}

/** A whole number that may be 0. */
export function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

/** `--min-confidence`: a level's name or a figure; without it each command has its own. */
export function confidenceOption(): Option {
  const levels = Object.keys(CONFIDENCE_LEVELS).join(', ');
  return new Option('--min-confidence <level>', `leave out edges that are less sure: ${levels}, or 0 to 1`).argParser(
    (text: string) => {
      const figure = confidenceOf(text);
      if (figure === undefined) throw new InvalidArgumentError(`expected ${levels}, or a number from 0 to 1`);
      return figure;
    },
  );
}
