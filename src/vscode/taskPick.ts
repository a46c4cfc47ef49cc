import * as vscode from 'vscode';
import { TASK_NAMES, type TaskName } from '../rank/tasks.ts';

/** What the view can be for: a completion asks by itself. */
export const VIEW_TASKS = TASK_NAMES.filter(task => task !== 'completion');

const DETAILS: Readonly<Record<TaskName, string>> = {
  edit: 'What matters for, and changes with, the place of the cursor',
  completion: 'What the rest of the line may name',
  'architectural-understanding': 'Many modules, each by what it offers: headers, no bodies',
  'cross-file-refactoring': 'Everything that has to change with this place, however faint its tie',
  'feature-implementation': 'What the feature can build on, and what is built like it',
  'bug-investigation': 'The bodies of what runs here',
  'multi-session-development': 'A map that stays the same from session to session, then the place',
  'code-comprehension': 'What the code uses and what uses it, with what their authors wrote of it',
  'integration-testing': 'What is to be tested, and the tests that are there',
  'security-analysis': 'Whole bodies, so that no check is folded away',
};

/** `Bug investigation` for `bug-investigation`. */
export function taskLabel(task: TaskName): string {
  const words = task.replaceAll('-', ' ').replace('cross file', 'cross-file').replace('multi session', 'multi-session');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lets the user choose what the context is for; `undefined` when they do not. */
export async function pickTask(current: TaskName): Promise<TaskName | undefined> {
  const items = VIEW_TASKS.map(task => ({
    label: taskLabel(task),
    detail: DETAILS[task],
    ...(task === current ? { description: 'in use' } : {}),
    task,
  }));
  const options = { title: 'What is the context for?', placeHolder: taskLabel(current), matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.task;
}
