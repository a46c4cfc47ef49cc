/**
 * What context is wanted for: an edit, a completion, or one of the eight kinds of work that LoCoBench (arXiv 2509.09614)
 * tells apart. Each has its row in `weights.ts` and in `pack/presets.ts`, or goes as an edit there.
 */
export const TASK_NAMES = [
  'edit',
  'completion',
  'architectural-understanding',
  'cross-file-refactoring',
  'feature-implementation',
  'bug-investigation',
  'multi-session-development',
  'code-comprehension',
  'integration-testing',
  'security-analysis',
] as const;

export type TaskName = (typeof TASK_NAMES)[number];

/** The question that signals are asked for a task: only a completion wants the rest of a line. */
export function questionOf(task: TaskName): 'completion' | 'edit' {
  return task === 'completion' ? 'completion' : 'edit';
}

/**
 * The task of that name.
 * @throws Error that lists the tasks
 */
export function taskNamed(name: unknown): TaskName {
  const task = TASK_NAMES.find(each => each === name);
  if (task === undefined)
    throw new Error(`there is no task ${JSON.stringify(name)}; the tasks are ${TASK_NAMES.join(', ')}`);
  return task;
}
