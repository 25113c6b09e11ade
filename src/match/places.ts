import type { Node } from '../c/index.js';

/**
 * All nodes of a tree, outer before inner, left before right. Names that are no expressions of their own (of functions,
 * variables, fields, labels) are left out unless asked for, and so are the trees `without`. Strings beside others are
 * parts of one.
 */
export function placesIn(node: Node, names = false, without: readonly Node[] = []): readonly Node[] {
  const places: Node[] = [];
  const walk = (at: Node): void => {
    if (without.includes(at)) return;
    places.push(at);
    const name =
      (names && !TAGGED.has(at.kind)) || at.value.startsWith('[') || at.value === '...'
        ? undefined
        : NAME_KIDS[at.kind];
    at.kids.forEach((kid, index) => {
      if (kid !== null && index !== name && !(at.kind === 'concat' && kid.kind === 'string')) walk(kid);
    });
  };
  walk(node);
  return places;
}

const TAGGED: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);

/** Where a kind's name stands among its kids. */
const NAME_KIDS: Readonly<Record<string, number>> = {
  function: 2,
  var: 1,
  param: 2,
  member: 1,
  enumerator: 0,
  struct: 0,
  union: 0,
  enum: 0,
  label: 0,
  goto: 0,
  define: 0,
  undef: 0,
  'macro-decl': 0,
  'macro-decl-init': 0,
  designator: 0,
};
