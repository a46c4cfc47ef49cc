import type { Initializer } from '../facts/fileFacts.ts';
import { initializerOf } from './expressions.ts';
import { expressionText, type FileContext, functionScope } from './fileContext.ts';

/** What functions return, by the start of their node: the first returned expression off which a type can be read. */
export function returnsOf(context: FileContext): ReadonlyMap<number, Initializer> {
  const found = new Map<number, Initializer>();
  for (const { kind, start, parts } of context.matches('returned')) {
    const { value } = parts;
    if (!value) continue;
    const scope = context.scopes.items[functionScope(context, start)];
    if (!scope || found.has(scope.start)) continue;
    const text = expressionText(context, value, 300);
    // The body of an arrow function may be a block.
    if (kind === 'returned.body' && text.startsWith('{')) continue;
    const initializer = initializerOf(text);
    if (initializer) found.set(scope.start, initializer);
  }
  return found;
}
