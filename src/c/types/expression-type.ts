import { typeKinds } from '../kinds.js';
import type { Node } from '../node.js';
import { INT, synthetic } from './declarations.js';
import { numberType } from './number-type.js';
import type { IntegerBits } from './number-type.js';

/** What is known about names where an expression stands. */
export interface TypeLookup {
  /** Widths that numbers are measured against; null where they are ints. */
  readonly bits: IntegerBits | null;
  /** The type of a variable, function or enumerator seen from a token. */
  value(name: string, token: number): Node | null;
  typedef(name: string): Node | null;
  /** The `fields` of a struct or union, by keyword and tag. */
  record(key: string): Node | null;
}

const CHAR = prim('char');
const SIZE = synthetic('typename', [], 'size_t');
const DIFFERENCE = synthetic('typename', [], 'ptrdiff_t');
const VOID_POINTER = pointerTo(prim('void'));
const STRING = synthetic('array', [CHAR, null]);

function prim(value: string): Node {
  return synthetic('prim', [], value);
}

function literal(type: string): Node {
  return type === 'int' ? INT : prim(type);
}

function pointerTo(type: Node): Node {
  return synthetic('pointer', [type]);
}

/** Deeper typedef chains than this are circles. */
const MAX_TYPEDEFS = 20;

/** Computes types of expressions, by the rules of C as far as declarations are known; null where they are not. */
export class ExpressionTypes {
  readonly #lookup: TypeLookup;
  readonly #known = new Map<Node, Node | null>();
  /** Types of fields that were asked for, by the structure they were looked for in and their name. */
  readonly #fields = new Map<Node, Map<string, Node | null>>();

  constructor(lookup: TypeLookup) {
    this.#lookup = lookup;
  }

  typeOf(node: Node): Node | null {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const type = this.#find(node);
    this.#known.set(node, type);
    return type;
  }

  #find(node: Node): Node | null {
    const [first = null, second = null, third = null] = node.kids;
    switch (node.kind) {
      case 'ident':
        return this.#ident(node);
      case 'number':
        return literal(numberType(node.value, this.#lookup.bits));
      case 'char':
        return CHAR;
      case 'string':
      case 'concat':
        return STRING;
      case 'paren':
      case 'assign':
      case 'prefix':
      case 'postfix':
        return this.#of(first);
      case 'comma':
        return this.#of(second);
      case 'conditional':
        return this.#conditional(second ?? first, third);
      case 'unary':
        return this.#unary(node.value, first);
      case 'binary':
        return this.#binary(node.value, first, second);
      case 'call':
        return this.#returned(this.#of(first));
      case 'index':
        return this.#pointee(this.#of(first));
      case 'member':
        return this.#member(node.value, first, second);
      case 'cast':
      case 'compound':
        return ungrouped(first);
      case 'sizeof':
        return SIZE;
      case 'stmt-expr':
        return this.#block(first);
      default:
        return null;
    }
  }

  #of(node: Node | null): Node | null {
    return node === null ? null : this.typeOf(node);
  }

  #ident({ value, first }: Node): Node | null {
    if (value === 'NULL' || value === 'nullptr') return VOID_POINTER;
    if (value === '__func__' || value === '__FUNCTION__') return STRING;
    const type = ungrouped(this.#lookup.value(value, first));
    if (type?.kind === 'function-type') return pointerTo(type);
    return type?.kind === 'typeof' ? this.#typeof(type) : type;
  }

  #typeof(type: Node): Node | null {
    const of = type.kids[0] ?? null;
    return this.#of(of) ?? (of !== null && typeKinds.has(of.kind) ? ungrouped(of) : type);
  }

  /** The type behind typedef names, qualifiers and parentheses. */
  #expanded(type: Node | null): Node | null {
    let at = type;
    for (let step = 0; at !== null && step < MAX_TYPEDEFS; step++) {
      if (at.kind === 'typename') at = this.#lookup.typedef(at.value);
      else if (at.kind === 'qualified' || at.kind === 'grouped') at = at.kids[0] ?? null;
      else if (at.kind === 'typeof') return this.#typeof(at);
      else return at;
    }
    return null;
  }

  #pointee(type: Node | null): Node | null {
    const expanded = this.#expanded(type);
    if (expanded?.kind === 'function-type') return expanded;
    return expanded?.kind === 'pointer' || expanded?.kind === 'array' ? ungrouped(expanded.kids[0] ?? null) : null;
  }

  #returned(type: Node | null): Node | null {
    const called = this.#expanded(type);
    const target = called?.kind === 'pointer' ? this.#expanded(called.kids[0] ?? null) : called;
    return target?.kind === 'function-type' ? ungrouped(target.kids[0] ?? null) : null;
  }

  #member(operator: string, object: Node | null, name: Node | null): Node | null {
    const type = this.#of(object);
    const record = this.#expanded(operator === '->' ? this.#pointee(type) : type);
    return record === null || name === null ? null : this.#field(record, name.value);
  }

  #field(record: Node, name: string): Node | null {
    let fields = this.#fields.get(record);
    if (fields === undefined) this.#fields.set(record, (fields = new Map<string, Node | null>()));
    let type = fields.get(name);
    if (type === undefined) fields.set(name, (type = this.#findField(record, name)));
    return type;
  }

  /** The type of a field, looked for in anonymous structs and unions too. */
  #findField(record: Node, name: string): Node | null {
    const [tag = null, body = null] = record.kids;
    const fields = body ?? (tag === null ? null : this.#lookup.record(`${record.kind} ${tag.value}`));
    for (const field of fields?.kids ?? []) {
      if (field?.kind !== 'field') continue;
      for (const kid of field.kids) {
        const type = kid?.kids[0] ?? null;
        if (kid?.kind === 'var' && kid.kids[1]?.value === name) return ungrouped(type);
        const inner = kid?.kind === 'bare-type' && type !== null ? this.#field(type, name) : null;
        if (inner !== null) return inner;
      }
    }
    return null;
  }

  #unary(operator: string, operand: Node | null): Node | null {
    if (operator === '!') return INT;
    if (operator === '&&') return VOID_POINTER;
    const type = this.#of(operand);
    if (type === null) return null;
    if (operator === '*') return this.#pointee(type);
    return operator === '&' && !isFunctionPointer(type, operand) ? pointerTo(type) : type;
  }

  #binary(operator: string, left: Node | null, right: Node | null): Node | null {
    if (logical.has(operator)) return INT;
    const first = this.#of(left);
    if (operator === '<<' || operator === '>>') return first;
    const second = this.#of(right);
    const pointers = [first, second].map((type) => isPointer(this.#expanded(type)));
    if (pointers[0] === true && pointers[1] === true) return DIFFERENCE;
    if (pointers[0] === true) return this.#decayed(first);
    if (pointers[1] === true) return this.#decayed(second);
    return arithmetic(first, second);
  }

  /** An array in an expression is a pointer to its first element. */
  #decayed(type: Node | null): Node | null {
    const expanded = this.#expanded(type);
    return expanded?.kind === 'array' ? pointerTo(expanded.kids[0] ?? INT) : type;
  }

  /** The type of the branch that says more: `x ? NULL : p` has that of p. */
  #conditional(then: Node | null, otherwise: Node | null): Node | null {
    const first = this.#of(then);
    const second = this.#of(otherwise);
    return first === null || first === VOID_POINTER || (first === INT && second !== null) ? (second ?? first) : first;
  }

  #block(block: Node | null): Node | null {
    const last = block?.kids.at(-1) ?? null;
    return last?.kind === 'expr-stmt' ? this.#of(last.kids[0] ?? null) : null;
  }
}

const logical: ReadonlySet<string> = new Set('== != < > <= >= && ||'.split(' '));

/** The name of a function is its address already. */
function isFunctionPointer(type: Node, operand: Node | null): boolean {
  return (
    operand?.kind === 'ident' && type.kind === 'pointer' && type.first < 0 && type.kids[0]?.kind === 'function-type'
  );
}

function isPointer(type: Node | null): boolean {
  return type?.kind === 'pointer' || type?.kind === 'array';
}

/** A type without the parentheses its declarator was written in. */
function ungrouped(type: Node | null): Node | null {
  let at = type;
  while (at?.kind === 'grouped') at = at.kids[0] ?? null;
  return at;
}

const ranks: readonly string[] = [
  'bool',
  'char',
  'signed char',
  'unsigned char',
  'short',
  'unsigned short',
  'int',
  'unsigned',
  'long',
  'unsigned long',
  'long long',
  'unsigned long long',
  'float',
  'double',
  'long double',
];

/** The usual conversions among basic types; beside them a named type wins over a basic one. */
function arithmetic(left: Node | null, right: Node | null): Node | null {
  const first = unqualified(left);
  const second = unqualified(right);
  // As Coccinelle has it: an operand that nothing is known of is taken to be like the other.
  if (first === null || second === null) return first ?? second;
  if (first.kind !== 'prim') return first;
  if (second.kind !== 'prim') return second;
  const rank = Math.max(ranks.indexOf(first.value), ranks.indexOf(second.value), ranks.indexOf('int'));
  return prim(ranks[rank] ?? 'int');
}

function unqualified(type: Node | null): Node | null {
  let at = type;
  while (at?.kind === 'qualified') at = at.kids[0] ?? null;
  return at;
}
