import { type CodeTree, type CodeTreeNode, createCodeTree } from '../graph/codeTree.ts';
import { measureImportance } from '../graph/importance.ts';
import type { Snapshot } from '../index/snapshot.ts';
import type { TreeNode } from './api.ts';
import type { Workspace } from './workspace.ts';

export interface TreeService {
  /** See `Engine.tree`. */
  children(id: string): readonly TreeNode[];
}

/** The code tree is laid out again when it is first asked about a newer snapshot. */
export function createTreeService(workspace: Workspace, snapshot: () => Snapshot): TreeService {
  let laid: { readonly snapshot: Snapshot; readonly tree: CodeTree } | undefined;
  const rootNames = workspace.roots.map(root => root.name);

  function current(): CodeTree {
    const now = snapshot();
    if (laid?.snapshot !== now) {
      const importance = measureImportance(now);
      laid = { snapshot: now, tree: createCodeTree(now, importance, rootNames) };
    }
    return laid.tree;
  }

  return {
    children: id => current().children(id).map(toTreeNode),
  };

  function toTreeNode(node: CodeTreeNode): TreeNode {
    const detail = node.signature ?? node.doc;
    return {
      id: node.id,
      name: node.name,
      kind: node.kind,
      location: workspace.locate(node.path),
      ...(node.startLine === undefined ? {} : { startLine: node.startLine }),
      ...(node.endLine === undefined ? {} : { endLine: node.endLine }),
      ...(detail === undefined ? {} : { detail }),
      importance: node.importance,
      expandable: node.expandable,
    };
  }
}
