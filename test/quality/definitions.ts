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
 * means: the first use of each imported name of each file, outside its imports.
 */
export function definitionTasks(tree: string, count: number): DefinitionTask[] {
  const configuration = ts.getParsedCommandLineOfConfigFile(
    path.join(tree, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: diagnostic => {
        throw new Error(String(diagnostic.messageText));
      },
    },
  );
  if (!configuration) throw new Error(`No tsconfig.json in ${tree}`);
  const program = ts.createProgram(configuration.fileNames, configuration.options);
  const checker = program.getTypeChecker();
  const tasks = program
    .getSourceFiles()
    .filter(source => relative(tree, source).startsWith('src/'))
    .flatMap(source => tasksOf(source, checker, tree));
  const step = Math.max(1, tasks.length / count);
  return Array.from({ length: Math.min(count, tasks.length) }, (_, place) => tasks[Math.floor(place * step)]).filter(
    task => task !== undefined,
  );
}

function tasksOf(source: ts.SourceFile, checker: ts.TypeChecker, tree: string): DefinitionTask[] {
  const tasks: DefinitionTask[] = [];
  const seen = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias && !seen.has(symbol)) {
        seen.add(symbol);
        const task = taskAt(node, checker.getAliasedSymbol(symbol), source, tree);
        if (task) tasks.push(task);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return tasks;
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
