import { outerSymbol } from '../../resolve/fileScope.ts';
import type { Program } from '../../resolve/program.ts';
import type { FileId } from '../../snapshot.ts';

/** The file and all that it includes, directly or through others. Memoised; costs one look at each of them. */
export function includedFiles(program: Program, file: FileId): ReadonlySet<FileId> {
  const found = program.queries.memo('included', file, () => {
    const files = new Set([file]);
    for (const current of files) {
      for (const { specifier } of program.scope(current)?.facts.imports ?? []) {
        const target = program.target(current, specifier);
        if (target.kind === 'file') files.add(target.file);
      }
    }
    return files;
  });
  return found ?? new Set([file]);
}

/** Qualified name of the innermost namespace around a symbol, '' at the top; `undefined` inside a type or function. */
export function namespaceOf(program: Program, file: FileId, index: number): string | undefined {
  const symbols = program.scope(file)?.facts.symbols ?? [];
  const outer = outerSymbol(symbols, index);
  if (outer < 0) return '';
  const around = symbols[outer];
  if (around?.kind === 'namespace') return around.qualifiedName;
  // The constants of an unscoped enumeration stand beside it.
  if (around?.kind === 'enum' && symbols[index]?.kind === 'enumMember') return namespaceOf(program, file, outer);
  return undefined;
}
