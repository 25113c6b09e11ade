import type { Cst } from './cst.js';
import type { MaskKind } from './file.js';
import type { Cover, Draft } from './mask/draft.js';

/** The type of the leaf that stands for a masked item. */
const leafTypes: Partial<Record<MaskKind, string>> = {
  'macro-declaration': 'macro_declaration',
  'macro-enumerator': 'macro_enumerator',
  asm: 'asm_statement',
  unread: 'unread',
};

/** Takes out of a tree what was only shown to please the grammar, and puts masked items in as leaves. */
export function repair(cst: Cst, draft: Draft): Cst {
  if (draft.inserted.size === 0 && draft.covers.size === 0 && draft.prefix === '') return cst;
  const phantoms = new Set([...draft.inserted.keys()].map((position) => draft.end(position)));
  const items = new Map<number, Cst>();
  for (const cover of draft.covers.values())
    if (cover.text === ';') items.set(draft.start(cover.first), leaf(draft, cover));
  const dropped = draft.dropped
    .filter((cover) => draft.covers.get(cover.first) === cover)
    .map((cover) => leaf(draft, cover))
    .sort((left, right) => left.start - right.start);
  const firstStart = draft.start(0);
  const rebuild = (node: Cst): Cst => {
    const item = items.get(node.start);
    if (item !== undefined && node.end === node.start + 1 && node.type === 'expression_statement')
      return { ...item, field: node.field };
    if (node.children.length === 0) return node;
    const children: Cst[] = [];
    for (const child of node.children) {
      const isPhantom = child.end - child.start === 1 && phantoms.has(child.start);
      if (!isPhantom && child.end > firstStart) children.push(rebuild(child));
    }
    return { ...node, start: Math.max(node.start, firstStart), children };
  };
  return insertAll(rebuild(cst), dropped);
}

function leaf(draft: Draft, cover: Cover): Cst {
  const start = draft.start(cover.first);
  const end = draft.end(cover.last);
  const punctuation = cover.first === cover.last && !draft.isName(cover.first) ? draft.word(cover.first) : undefined;
  const type = punctuation ?? leafTypes[cover.kind] ?? 'unread';
  return { type, named: punctuation === undefined, field: null, start, end, missing: false, children: [] };
}

/** Puts each leaf into the innermost node around it, in order. */
function insertAll(node: Cst, leaves: readonly Cst[]): Cst {
  if (leaves.length === 0) return node;
  const children: Cst[] = [];
  let next = 0;
  for (const child of node.children) {
    for (; next < leaves.length && (leaves[next]?.end ?? 0) <= child.start; next++) pushLeaf(children, leaves[next]);
    const from = next;
    while (next < leaves.length && (leaves[next]?.end ?? 0) <= child.end) next++;
    children.push(insertAll(child, leaves.slice(from, next)));
  }
  for (; next < leaves.length; next++) pushLeaf(children, leaves[next]);
  return { ...node, children };
}

function pushLeaf(children: Cst[], leaf: Cst | undefined): void {
  if (leaf !== undefined) children.push(leaf);
}
