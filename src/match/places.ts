import type { Node } from '../c/index.js';

/** Which places are visited. */
export interface PlaceChoice {
  /** Names that are no expressions of their own (of functions, variables, fields, labels) too. */
  readonly names: boolean;
  /** Trees that are left out. */
  readonly without: readonly Node[];
}

const WITHOUT_NAMES: PlaceChoice = { names: false, without: [] };

/** All nodes of a tree, outer before inner, left before right, without names that are no expressions of their own. */
export function placesIn(node: Node): readonly Node[] {
  const places: Node[] = [];
  visitPlaces(node, WITHOUT_NAMES, (place) => places.push(place));
  return places;
}

/** Calls `visit` with each of these nodes. Strings beside others are parts of one. */
export function visitPlaces(node: Node, choice: PlaceChoice, visit: (place: Node) => void): void {
  if (choice.without.includes(node)) return;
  visit(node);
  const name = choice.names && !TAGGED.has(node.kind) ? undefined : nameOf(node);
  for (let index = 0; index < node.kids.length; index++) {
    const kid = node.kids[index];
    if (kid == null || index === name || (node.kind === 'concat' && kid.kind === 'string')) continue;
    visitPlaces(kid, choice, visit);
  }
}

/** Where the name stands among the kids; a designator of an array has none. */
function nameOf({ kind, value }: Node): number | undefined {
  return value.startsWith('[') || value === '...' ? undefined : NAME_KIDS[kind];
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
