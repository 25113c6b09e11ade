import type { Node } from '../c/index.js';

/** An element of a list pattern and the separator token behind it, if the pattern writes one. */
export interface Element {
  readonly node: Node;
  readonly separator: number | null;
}

/** More ways of writing a list out are not tried: each disjunction of several elements multiplies them. */
const MOST_VARIANTS = 32;

/**
 * The ways of reading a list pattern as plain elements: where a branch of a disjunction is a row of elements with commas
 * of its own, each branch is a way. Earlier branches come first.
 */
export function variantsOf(list: Node): readonly (readonly Element[])[] {
  const known = variants.get(list);
  if (known !== undefined) return known;
  const made = product(elementsOf(list, list.tokens.slice(1, -1)));
  variants.set(list, made);
  return made;
}

const variants = new WeakMap<Node, readonly (readonly Element[])[]>();

/** Pairs each kid with the first of `tokens` that stands between it and the next kid. */
function elementsOf(list: Node, tokens: readonly number[]): Element[] {
  const kids = list.kids.filter((kid) => kid !== null);
  return kids.map((node, index) => {
    const next = kids[index + 1];
    const separator = tokens.find((token) => token > node.last && (next === undefined || token < next.first));
    return { node, separator: separator ?? null };
  });
}

function product(elements: readonly Element[]): readonly (readonly Element[])[] {
  return elements.reduce<readonly (readonly Element[])[]>(
    (rows, element) => {
      const ways = waysOf(element);
      return ways.flatMap((way) => rows.map((row) => [...row, ...way])).slice(0, MOST_VARIANTS);
    },
    [[]],
  );
}

function waysOf(element: Element): readonly (readonly Element[])[] {
  const { node } = element;
  if (node.kind === 'seq') return product(rowOf(node, element.separator));
  if (node.kind !== 'disj' || !node.kids.some((kid) => kid?.kind === 'seq' && isRow(kid))) return [[element]];
  return node.kids.flatMap((kid) => (kid === null ? [] : waysOf({ node: kid, separator: element.separator })));
}

/** Whether a row has commas, or is no single element. */
function isRow(row: Node): boolean {
  return row.tokens.length > 0 || row.kids.length !== 1;
}

/** A row's elements with their own commas; the last one without takes the separator behind the row. */
function rowOf(row: Node, behind: number | null): Element[] {
  const elements = elementsOf(row, row.tokens);
  return elements.map((element, index) =>
    index === elements.length - 1 && element.separator === null ? { node: element.node, separator: behind } : element,
  );
}
