import * as vscode from 'vscode';
import { CancelledError } from '../base/cancellation.ts';
import type { TreeNode } from '../engine/api.ts';
import { type EngineClient, EngineUnavailableError } from './engineClient.ts';

/** The code tree of the workspace: folders, modules, classes, functions; each level is asked for when it is unfolded. */
export interface CodeTreeView extends vscode.Disposable {
  /** Reads what is unfolded anew, once things are quiet and the view is looked at. */
  refreshSoon(): void;
  children(id: string): Promise<readonly TreeNode[]>;
}

/** Milliseconds without a change before the tree is read anew. */
const QUIET = 400;

export function createCodeTreeView(client: EngineClient, log: vscode.LogOutputChannel): CodeTreeView {
  const changed = new vscode.EventEmitter<void>();
  let stale = false;
  let timer: NodeJS.Timeout | undefined;

  const view = vscode.window.createTreeView<TreeNode>('cairn.codeTree', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItem,
      getChildren: async node => [...(await children(node?.id ?? ''))],
    },
  });
  const visibility = view.onDidChangeVisibility(event => {
    if (event.visible && stale) refresh();
  });

  async function children(id: string): Promise<readonly TreeNode[]> {
    const source = new vscode.CancellationTokenSource();
    try {
      return await client.tree(id, source.token);
    } catch (error) {
      const expected = error instanceof CancelledError || error instanceof EngineUnavailableError;
      if (!expected) log.warn(`Code tree: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    } finally {
      source.dispose();
    }
  }

  function refresh(): void {
    stale = !view.visible;
    if (!stale) changed.fire();
  }

  return {
    children,
    refreshSoon() {
      clearTimeout(timer);
      timer = setTimeout(refresh, QUIET);
    },
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(view, visibility, changed).dispose();
    },
  };
}

function treeItem(node: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.name, stateOf(node));
  const importance = `${Math.round(100 * node.importance)}%`;
  item.id = node.id;
  item.description = node.detail ?? '';
  item.contextValue = node.kind;
  item.accessibilityInformation = { label: `${node.kind} ${node.name}, importance ${importance}` };
  item.tooltip = new vscode.MarkdownString().appendText(`${node.kind} ${node.name}\n`);
  if (node.detail) item.tooltip.appendCodeblock(node.detail);
  item.tooltip.appendMarkdown(`\n\nImportance ${importance}: how much of the workspace leans on it`);
  item.iconPath = iconOf(node.kind);
  if (node.location) {
    if (isFileLike(node.kind)) item.resourceUri = vscode.Uri.file(node.location);
    const { location, startLine = 0, endLine = startLine } = node;
    if (!isFolder(node.kind)) {
      item.command = { command: 'cairn.openLines', title: 'Open', arguments: [{ location, startLine, endLine }] };
    }
  }
  return item;
}

function stateOf({ expandable, kind }: TreeNode): vscode.TreeItemCollapsibleState {
  if (!expandable) return vscode.TreeItemCollapsibleState.None;
  return kind === 'repository' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}

function isFolder(kind: string): boolean {
  return kind === 'repository' || kind === 'folder' || kind === 'package';
}

function isFileLike(kind: string): boolean {
  return isFolder(kind) || kind === 'file' || kind === 'module';
}

const SYMBOL_ICONS: Readonly<Record<string, string>> = {
  class: 'symbol-class',
  interface: 'symbol-interface',
  type: 'symbol-type-parameter',
  enum: 'symbol-enum',
  enumMember: 'symbol-enum-member',
  function: 'symbol-function',
  method: 'symbol-method',
  constructor: 'symbol-constructor',
  property: 'symbol-property',
  variable: 'symbol-variable',
  namespace: 'symbol-namespace',
};

function iconOf(kind: string): vscode.ThemeIcon {
  if (kind === 'repository') return new vscode.ThemeIcon('root-folder');
  if (isFolder(kind)) return vscode.ThemeIcon.Folder;
  if (isFileLike(kind)) return vscode.ThemeIcon.File;
  const icon = Object.hasOwn(SYMBOL_ICONS, kind) ? SYMBOL_ICONS[kind] : undefined;
  return new vscode.ThemeIcon(icon ?? 'symbol-misc');
}
