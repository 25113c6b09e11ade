import type { Cst } from './cst.js';

/** What both builds' tree cursors have in common. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeTypeId: number;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldId: number;
  readonly currentFieldName: string | null | undefined;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** What a type of nodes is, asked of the build once: each string that crosses over from it is made anew. */
interface NodeType {
  readonly name: string;
  readonly named: boolean;
  /** Nodes of the type never have children. */
  readonly leaf: boolean;
}

const none: readonly Cst[] = [];
const leafTypes: ReadonlySet<string> = new Set([
  'identifier',
  'type_identifier',
  'field_identifier',
  'statement_identifier',
  'primitive_type',
  'number_literal',
]);

/** Copies trees in one walk of their cursor, so that the tree itself can be freed at once. One for each build. */
export class TreeCopier {
  readonly #types: (NodeType | undefined)[] = [];
  readonly #fields: (string | null)[] = [null];

  /** The tree under the cursor; `offset` is added to all offsets. */
  copy(cursor: Cursor, offset: number): Cst {
    const type = this.#types[cursor.nodeTypeId] ?? this.#newType(cursor);
    const fieldId = cursor.currentFieldId;
    const start = cursor.startIndex + offset;
    const end = cursor.endIndex + offset;
    return {
      type: type.name,
      named: type.named,
      field: this.#field(cursor, fieldId),
      start,
      end,
      missing: start === end && cursor.nodeIsMissing,
      children: type.leaf ? none : this.#children(cursor, offset),
    };
  }

  #children(cursor: Cursor, offset: number): readonly Cst[] {
    if (!cursor.gotoFirstChild()) return none;
    const children: Cst[] = [];
    do children.push(this.copy(cursor, offset));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
    return children;
  }

  #newType(cursor: Cursor): NodeType {
    const name = cursor.nodeType;
    const named = cursor.nodeIsNamed;
    const type = { name, named, leaf: !named || leafTypes.has(name) };
    this.#types[cursor.nodeTypeId] = type;
    return type;
  }

  #field(cursor: Cursor, id: number): string | null {
    const known = this.#fields[id];
    if (known !== undefined) return known;
    const name = cursor.currentFieldName ?? null;
    this.#fields[id] = name;
    return name;
  }
}
