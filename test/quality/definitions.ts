import path from 'node:path';
import ts from 'typescript';

/** The buffer is cut at a name; its definition lies in another file. */
export interface DefinitionTask {
  readonly id: string;
  readonly file: string;
  /** From 1, as `cairn batch` counts. */
  readonly line: number;
  readonly character: number;
  /** The buffer up to the cursor. */
  readonly prefix: string;
  /** The file that defines the name, and the first line of the definition. */
  readonly gold: string;
  readonly header: string;
}

/**
 * At most `count` tasks, spread evenly over the sources of `tree`, with the TypeScript compiler as the judge of what a name
 * means. `direct`: the first use of each imported name of each file. `member`: names after a dot, once per file.
 */
export function definitionTasks(tree: string, kind: 'direct' | 'member', count: number): DefinitionTask[] {
  const { program, sources } = openProgram(tree);
  const checker = program.getTypeChecker();
  const tasks = sources.flatMap(source => tasksOf(source, checker, tree, kind));
  const step = Math.max(1, tasks.length / count);
  return tasks.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step)).slice(0, count);
}

function openProgram(tree: string): { program: ts.Program; sources: ts.SourceFile[] } {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse };
  const configuration = ts.getParsedCommandLineOfConfigFile(path.join(tree, 'tsconfig.json'), {}, host);
  if (!configuration) throw new Error(`No tsconfig.json in ${tree}`);
  const program = ts.createProgram(configuration.fileNames, configuration.options);
  return { program, sources: program.getSourceFiles().filter(source => relative(tree, source).startsWith('src/')) };
}

function refuse(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

function tasksOf(
  source: ts.SourceFile,
  checker: ts.TypeChecker,
  tree: string,
  kind: 'direct' | 'member',
): DefinitionTask[] {
  const tasks: DefinitionTask[] = [];
  const seen = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const symbol = ts.isIdentifier(node) ? meaning(node, checker, kind) : undefined;
    if (symbol && ts.isIdentifier(node) && !seen.has(symbol)) {
      seen.add(symbol);
      const task = taskAt(node, symbol, source, tree);
      if (task) tasks.push(task);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tasks;
}

function meaning(node: ts.Identifier, checker: ts.TypeChecker, kind: 'direct' | 'member'): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  if (!symbol) return undefined;
  if (kind === 'member')
    return ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? symbol : undefined;
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : undefined;
}

function taskAt(
  node: ts.Identifier,
  symbol: ts.Symbol,
  source: ts.SourceFile,
  tree: string,
): DefinitionTask | undefined {
  const declaration = symbol.declarations?.[0];
  const target = declaration?.getSourceFile();
  if (!declaration || !target || target === source || !relative(tree, target).startsWith('src/')) return undefined;
  const start = node.getStart(source);
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  const nameLine = target.getLineAndCharacterOfPosition(declaration.getStart(target)).line;
  const header = target.text.split('\n')[nameLine] ?? '';
  const file = relative(tree, source);
  const id = `${file}:${line + 1}:${character} ${node.text}`;
  return {
    id,
    file,
    line: line + 1,
    character,
    prefix: source.text.slice(0, start),
    gold: relative(tree, target),
    header,
  };
}

function relative(tree: string, source: ts.SourceFile): string {
  return path.relative(tree, source.fileName).replaceAll('\\', '/');
}
