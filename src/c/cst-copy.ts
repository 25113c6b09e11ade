import type { Cst } from './cst.js';

/** What both builds' tree cursors have in common. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null | undefined;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** Copies a tree in one walk of its cursor, so that the tree itself can be freed at once. */
export function copyTree(cursor: Cursor, offset: number): Cst {
  const children: Cst[] = [];
  const { startIndex, endIndex } = cursor;
  if (cursor.gotoFirstChild()) {
    do children.push(copyTree(cursor, offset));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return {
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName ?? null,
    start: startIndex + offset,
    end: endIndex + offset,
    missing: cursor.nodeIsMissing,
    children,
  };
}
