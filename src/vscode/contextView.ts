import * as vscode from 'vscode';
import type { ContextRequest } from '../engine/api.ts';
import { untitledDocument } from './bufferName.ts';
import type { ContextFollower } from './contextFollower.ts';
import { contextRows, type Row } from './contextRows.ts';
import type { ClientStatus } from './engineClient.ts';
import { memoryText, partialText, pauseText } from './statusBar.ts';
import { taskLabel } from './taskPick.ts';

/** The sidebar's view of the pack: what would be sent for the place of the cursor, and what would not. */
export interface ContextView extends vscode.Disposable {
  /** What the view shows now. */
  rows(): readonly Row[];
  /** Takes over the follower's latest answer. */
  update(status: ClientStatus): void;
  showStatus(status: ClientStatus): void;
}

export function createContextView(follower: ContextFollower): ContextView {
  const changed = new vscode.EventEmitter<void>();
  let rows: readonly Row[] = [];
  let shown = '';

  const view = vscode.window.createTreeView<Row>('cairn.context', {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: row => [...(row ? row.children : rows)],
      getTreeItem: treeItem,
      getParent: row => rows.find(parent => parent.children.includes(row)),
    },
  });
  const visibility = view.onDidChangeVisibility(event => follower.setVisible(event.visible));
  follower.setVisible(view.visible);

  function showStatus(status: ClientStatus): void {
    const incomplete = follower.latest()?.answer.complete === false;
    const message = rows.length === 0 ? '' : messageFor(status, incomplete);
    if (view.message !== message) view.message = message;
  }

  return {
    rows: () => rows,
    update(status) {
      const latest = follower.latest();
      const next = latest ? contextRows(latest.answer) : [];
      const bytes = JSON.stringify(next);
      if (bytes !== shown) {
        shown = bytes;
        rows = next;
        changed.fire();
      }
      const description = latest && next.length > 0 ? placeText(latest.request) : '';
      if (view.description !== description) view.description = description;
      const place = next.length > 0 ? 'shown' : latest ? 'nothing' : 'none';
      void vscode.commands.executeCommand('setContext', 'cairn.place', place);
      showStatus(status);
    },
    showStatus,
    dispose: () => vscode.Disposable.from(view, visibility, changed).dispose(),
  };
}

function messageFor(status: ClientStatus, incomplete: boolean): string {
  switch (status.state) {
    case 'starting':
      return 'The engine is starting; this is the last answer.';
    case 'indexing':
      return incomplete ? `${partialText(status)} More may turn up.${memoryText(status)}` : memoryText(status).trim();
    case 'paused':
      return `Indexing ${pauseText(status)}${incomplete ? ` ${partialText(status)}` : ''}${memoryText(status)}`;
    case 'error':
      return 'The engine has stopped; this is the last answer.';
    default:
      return memoryText(status).trim();
  }
}

function placeText({ file, line, task }: ContextRequest): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return `${base}:${line + 1}${task === 'edit' ? '' : ` · ${taskLabel(task)}`}`;
}

function treeItem(row: Row): vscode.TreeItem {
  const state =
    row.children.length === 0
      ? vscode.TreeItemCollapsibleState.None
      : row.expanded
        ? vscode.TreeItemCollapsibleState.Expanded
        : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(row.label, state);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = new vscode.MarkdownString(row.tooltip, true);
  item.contextValue = row.kind;
  item.accessibilityInformation = { label: row.spoken };
  item.iconPath = row.icon ? new vscode.ThemeIcon(row.icon, iconColor(row)) : vscode.ThemeIcon.File;
  if (row.kind === 'file' && row.target) item.resourceUri = targetUri(row.target.location);
  if (row.target) {
    item.command = { command: 'cairn.openLines', title: 'Open', arguments: [row.target] };
  }
  return item;
}

function iconColor(row: Row): vscode.ThemeColor | undefined {
  switch (row.kind) {
    case 'summary':
    case 'note':
      return new vscode.ThemeColor('charts.blue');
    case 'redactions':
    case 'redaction':
      return new vscode.ThemeColor('charts.yellow');
    case 'omissions':
    case 'omission':
      return new vscode.ThemeColor('disabledForeground');
    default:
      return undefined;
  }
}

/** Where a location of the engine is found in the editor. */
export function targetUri(location: string): vscode.Uri {
  return untitledDocument(location)?.uri ?? vscode.Uri.file(location);
}
