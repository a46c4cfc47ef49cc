import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { type CancellationToken, throwIfCancelled } from '../../base/cancellation.ts';
import type { Engine, TreeNode } from '../../engine/api.ts';
import { UsageError } from '../exitCodes.ts';
import { count, excludeOption, jsonOption, scipOption } from '../options.ts';
import type { Paint } from '../paint.ts';
import { findRepository } from '../repository.ts';
import { type FolderOptions, type Session, withEngine } from '../session.ts';
import { shorten } from '../textLayout.ts';

interface TreeOptions extends FolderOptions {
  readonly json: boolean;
  readonly depth: number;
  readonly sort: 'name' | 'importance';
}

/** `cairn tree [path]`: the code tree below a folder or file. */
export function addTreeCommand(program: Command, session: Session): void {
  program
    .command('tree')
    .summary('print the code tree')
    .description('Print packages, modules, classes and functions below a folder or file, with their importance.')
    .argument('[path]', 'a folder or file', '.')
    .option('--depth <n>', 'levels below the path', count, 2)
    .addOption(new Option('--sort <order>', 'order of siblings').choices(['name', 'importance']).default('name'))
    .addOption(excludeOption())
    .addOption(scipOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExamples:\n  $ cairn tree src --depth 3\n  $ cairn tree src/app.ts --sort importance')
    .action((target: string, options: TreeOptions) => runTree(session, target, options));
}

async function runTree(session: Session, argument: string, options: TreeOptions): Promise<void> {
  const target = path.resolve(session.workingFolder, argument);
  if (!existsSync(target)) throw new UsageError(`${argument}: no such file or folder`);
  const repository = findRepository(statSync(target).isDirectory() ? target : path.dirname(target));
  const top = await withEngine(session, repository, options, async engine => {
    const node = await findNode(engine, repository, target, session.token);
    if (node === undefined) throw new UsageError(`${argument}: not in the index; ignored or excluded`);
    return grow(engine, node, options, session.token);
  });
  const { paint } = session.terminal;
  const text = options.json
    ? `${JSON.stringify({ schema: 1, repository, tree: top }, null, 2)}\n`
    : `${nodeLine(top, paint)}\n${treeLines(top.children, '', paint).join('\n')}\n`;
  await session.terminal.print(text);
}

interface GrownNode extends TreeNode {
  readonly children: readonly GrownNode[];
}

async function findNode(
  engine: Engine,
  repository: string,
  target: string,
  token: CancellationToken,
): Promise<TreeNode | undefined> {
  let node = (await engine.tree('', token))[0];
  for (const part of path.relative(repository, target).split(path.sep)) {
    if (part === '' || node === undefined) continue;
    node = (await engine.tree(node.id, token)).find(child => child.name === part);
  }
  return node;
}

async function grow(
  engine: Engine,
  node: TreeNode,
  options: TreeOptions,
  token: CancellationToken,
  depth = 0,
): Promise<GrownNode> {
  throwIfCancelled(token);
  if (!node.expandable || depth >= options.depth) return { ...node, children: [] };
  const nodes = [...(await engine.tree(node.id, token))];
  if (options.sort === 'importance') nodes.sort((a, b) => b.importance - a.importance);
  const children: GrownNode[] = [];
  for (const child of nodes) children.push(await grow(engine, child, options, token, depth + 1));
  return { ...node, children };
}

function treeLines(nodes: readonly GrownNode[], indent: string, paint: Paint): readonly string[] {
  return nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1;
    const line = `${paint.dim(indent + (last ? '└─ ' : '├─ '))}${nodeLine(node, paint, indent.length + 3)}`;
    return [line, ...treeLines(node.children, indent + (last ? '   ' : '│  '), paint)];
  });
}

function nodeLine(node: TreeNode, paint: Paint, used = 0): string {
  const figure = node.importance === 0 ? '' : `  ${node.importance.toFixed(2)}`;
  const symbol = node.startLine !== undefined;
  const text = shortenEnd(symbol ? (node.detail ?? node.name) : node.name, 88 - used);
  const doc = symbol || node.detail === undefined ? '' : `  ${shortenEnd(node.detail, 84 - used - text.length)}`;
  const kind = symbol ? `${paint.dim(node.kind)} ` : '';
  return `${kind}${symbol ? text : paint.bold(text)}${paint.dim(doc)}${paint.cyan(figure)}`;
}

function shortenEnd(text: string, width: number): string {
  return width < 8 ? shorten(text, 8) : text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
