import { typeKinds } from '../kinds.js';
import type { Node } from '../node.js';

/** What a run of items declares: nodes of the trees themselves. */
export interface Declarations {
  /** Types of variables and functions (a `function-type`), by name; the first declaration wins. */
  readonly values: Map<string, Node>;
  /** What typedef names stand for. */
  readonly typedefs: Map<string, Node>;
  /** The `fields` of structs and unions, by keyword and tag: `struct foo`. */
  readonly records: Map<string, Node>;
  /** Names of enumerators. */
  readonly enumerators: Set<string>;
}

export function emptyDeclarations(): Declarations {
  return { values: new Map(), typedefs: new Map(), records: new Map(), enumerators: new Set() };
}

/** The names that the typedefs among some items declare. */
export function collectTypedefs(items: readonly Node[]): string[] {
  return [...collectDeclarations(items).typedefs.keys()];
}

/** What items declare at their own level: nothing inside functions. */
export function collectDeclarations(items: readonly Node[], into: Declarations = emptyDeclarations()): Declarations {
  for (const item of items) {
    switch (item.kind) {
      case 'function':
        addFunction(item, into);
        break;
      case 'declaration':
        addVars(item.kids.slice(1), into.values, into);
        break;
      case 'typedef':
        addVars(item.kids, into.typedefs, into);
        break;
      case 'define':
        addMacroType(item, into.typedefs);
        break;
      case 'extern-c':
      case 'seq':
        collectDeclarations(present(item.kids), into);
        break;
      default:
    }
  }
  return into;
}

/** `#define INT16 int` names a type as a typedef does. */
function addMacroType({ value, kids: [, parameters, body] }: Node, typedefs: Map<string, Node>): void {
  if (parameters === null && body != null && typeKinds.has(body.kind) && !typedefs.has(value))
    typedefs.set(value, body);
}

function addFunction(node: Node, { values }: Declarations): void {
  const name = node.kids[2];
  if (name !== undefined && name !== null) values.set(name.value, functionType(node));
}

/** The type of a `function` node as a prototype would give it. */
function functionType(node: Node): Node {
  const [, type, , params] = node.kids;
  return synthetic('function-type', [type ?? INT, params ?? null]);
}

/** Adds declared names to `names` and the records their types define to `into`. */
export function addVars(vars: readonly (Node | null)[], names: Map<string, Node>, into: Declarations): void {
  for (const kid of vars) {
    const [type, name] = kid?.kids ?? [];
    if (kid === null || type === undefined || type === null) continue;
    addRecords(type, into);
    if (kid.kind === 'var' && name !== undefined && name !== null && !names.has(name.value))
      names.set(name.value, type);
  }
}

/** Notes the structs, unions and enums whose bodies stand in a type. */
export function addRecords(type: Node, into: Declarations): void {
  const [tag = null, body = null] = type.kids;
  if (type.kind === 'enum') {
    for (const kid of body?.kids ?? []) if (kid?.kind === 'enumerator') into.enumerators.add(kid.kids[0]?.value ?? '');
  } else if (type.kind === 'struct' || type.kind === 'union') {
    if (body === null) return;
    if (tag !== null) into.records.set(`${type.kind} ${tag.value}`, body);
    for (const field of body.kids)
      for (const kid of field?.kids ?? []) if (kid?.kids[0] != null) addRecords(kid.kids[0], into);
  } else if (type.kids[0] != null && type.kind !== 'typeof') addRecords(type.kids[0], into);
}

function present(kids: readonly (Node | null)[]): Node[] {
  return kids.filter((kid) => kid !== null);
}

/** A node that stands in no text. */
export function synthetic(kind: Node['kind'], kids: readonly (Node | null)[], value = ''): Node {
  return { kind, value, kids, tokens: [], first: -1, last: -1, notes: null };
}

export const INT: Node = synthetic('prim', [], 'int');
