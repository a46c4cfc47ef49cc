import type { WrittenImport } from '../language.ts';

const USING =
  /^(global\s+)?using\s+(?:static\s+|unsafe\s+)*(?:(@?[\p{L}_][\p{L}\p{N}_]*)\s*=\s*)?(?=\S)([^;]*[^\s;])[\s;]*$/u;

/**
 * What a using directive brings: the names of a namespace or type without listing them (`*`), or one name for something.
 * Global directives count for the whole project, so they are offered to others.
 */
export function usings(statement: string): readonly WrittenImport[] {
  const [, global, alias, target = ''] = USING.exec(statement) ?? [];
  const specifier = target
    .replace(/^global::/, '')
    .replace(/<[\s\S]*$/, '')
    .replace(/::/g, '.')
    .replace(/\s+/g, '');
  if (!/^[\p{L}_@][\p{L}\p{N}_.@]*$/u.test(specifier)) return [];
  const local = alias?.replace('@', '') ?? '';
  const offset = alias === undefined ? statement.indexOf(target) : statement.indexOf(alias);
  return [{ specifier, ...(global ? { kind: 'reexport' as const } : {}), names: [{ name: '*', local, offset }] }];
}
