import type { Cst } from '../cst.js';
import { makeNode } from '../node.js';
import type { Node, NodeKind } from '../node.js';
import { TokenKind } from '../tokens.js';
import { fieldOf, namedChildren, Positions } from './positions.js';
import type { Reader } from './reader.js';
import { sizeofWords, specifierWords, statementWords } from './words.js';

/**
 * Lowers expressions. Where the concrete tree was built from masked text, or contradicts what is known about names
 * (a suspect), the whole expression is read again from its tokens.
 */
export abstract class ExpressionLowering extends Positions {
  /** How often the concrete tree took a type for a value or the other way round, in the expression at hand. */
  protected suspects = 0;

  abstract block(cst: Cst): Node;

  /** A full expression: one that is no part of another. */
  whole(cst: Cst): Node {
    const outer = this.suspects;
    const node = this.expression(cst);
    const result = this.suspects > outer ? (this.reread(cst) ?? node) : node;
    this.suspects = outer;
    return result;
  }

  /** The same stretch read from its tokens, or null when they are not an expression. */
  protected reread(cst: Cst): Node | null {
    const reader = this.reader(this.stretch(cst));
    const node = reader.expression();
    return reader.atEnd && reader.failures === 0 ? node : null;
  }

  expression(cst: Cst): Node {
    const lowering = lowerings.get(cst.type);
    if (lowering === undefined) return this.unknown(cst);
    if (cst.children.length > 0 && !leafTypes.has(cst.type) && this.hasGap(cst)) {
      const node = this.reread(cst);
      if (node !== null) return node;
    }
    return lowering(this, cst);
  }

  private unknown(cst: Cst): Node {
    return this.reread(cst) ?? this.unread(cst);
  }

  /** The child in a field, lowered; an empty `unread` when the tree lacks it. */
  part(cst: Cst, field: string): Node {
    const child = fieldOf(cst, field);
    return child === null ? makeNode('unread', '', [], []) : this.expression(child);
  }

  optionalPart(cst: Cst, field: string): Node | null {
    const child = fieldOf(cst, field);
    return child === null ? null : this.expression(child);
  }

  /** An identifier or literal. One that hides other tokens is read from them. */
  leaf(cst: Cst): Node {
    const { first, end } = this.stretch(cst);
    if (end === first + 1 && this.isVisible(first)) {
      const word = this.word(first);
      if (!specifierWords.has(word) && !sizeofWords.has(word) && !statementWords.has(word)) {
        const kind = leafKinds[this.tokens.kind[first] ?? 0];
        if (kind !== undefined) return makeNode(kind, word, [], [first]);
      }
    }
    const reader = this.reader({ first, end });
    return reader.atEnd ? makeNode('empty-arg', '', [], []) : this.masked(cst, reader);
  }

  /** What a mask covered: anything that may be an argument. */
  private masked(cst: Cst, reader: Reader): Node {
    const node = reader.argument();
    return reader.atEnd ? node : this.unread(cst);
  }

  paren(cst: Cst): Node {
    const inner = namedChildren(cst);
    const only = inner[0];
    if (only === undefined || inner.length > 1) return this.unknown(cst);
    if (only.type === 'compound_statement') return makeNode('stmt-expr', '', [this.block(only)], this.own(cst));
    if (only.type === 'identifier' && this.isCast(cst)) this.suspects++;
    return makeNode('paren', '', [this.expression(only)], this.own(cst));
  }

  /** What the names in sight say of the parenthesis that a node starts with. */
  private isCast(cst: Cst): boolean {
    const { firstToken, endToken } = this.context.unit;
    const open = this.tokenAt(cst.start);
    return this.reader({ first: Math.max(open, firstToken), end: endToken }).castAt(open);
  }

  cast(cst: Cst): Node {
    const type = fieldOf(cst, 'type');
    if (type === null) return this.unknown(cst);
    if (!this.isCast(cst)) this.suspects++;
    return makeNode('cast', '', [this.type(type), this.part(cst, 'value')], this.own(cst));
  }

  compound(cst: Cst): Node {
    const type = fieldOf(cst, 'type');
    if (type === null) return this.unknown(cst);
    return makeNode('compound', '', [this.type(type), this.part(cst, 'value')], this.own(cst));
  }

  /** A `type_descriptor`. */
  type(cst: Cst): Node {
    const reader = this.reader(this.stretch(cst));
    const type = reader.typeName();
    return reader.atEnd ? type : this.unread(cst);
  }

  /** Operators behind an operand; `sizeof (x).y` is taken apart wrongly by the parser. */
  operand(cst: Cst, field: string): Node {
    const child = fieldOf(cst, field);
    if (child !== null && child.type === 'sizeof_expression') this.suspects++;
    return this.part(cst, field);
  }

  unary(cst: Cst): Node {
    return makeNode('unary', this.operator(cst), [this.part(cst, 'argument')], this.own(cst));
  }

  /** As the file spells it: the parser may have been shown another one. */
  operator(cst: Cst): string {
    const operator = fieldOf(cst, 'operator');
    return operator === null ? '' : this.word(this.tokenAt(operator.start));
  }

  /** The parser takes `!x--` for `(!x)--`. */
  update(cst: Cst): Node {
    const before = cst.children[0]?.field === 'operator';
    if (!before && cst.children[0]?.type === 'unary_expression') this.suspects++;
    return makeNode(before ? 'prefix' : 'postfix', this.operator(cst), [this.operand(cst, 'argument')], this.own(cst));
  }

  comma(cst: Cst): Node {
    const parts = commaParts(cst);
    const first = parts[0];
    if (first === undefined) return this.unknown(cst);
    let node = this.expression(first.part);
    for (const { part, separator } of parts.slice(1)) {
      const own = separator === null ? [] : this.visible(separator);
      node = makeNode('comma', '', [node, this.expression(part)], own);
    }
    return node;
  }

  concat(cst: Cst): Node {
    const parts = namedChildren(cst).map((child) => this.leaf(child));
    return parts.some(({ kind }) => !stringParts.has(kind)) ? this.byTokens(cst) : makeNode('concat', '', parts, []);
  }

  call(cst: Cst): Node {
    const callee = this.operand(cst, 'function');
    const args = fieldOf(cst, 'arguments');
    return args === null ? this.unknown(cst) : makeNode('call', '', [callee, this.args(args)], []);
  }

  args(cst: Cst): Node {
    if (this.hasGap(cst)) {
      const reader = this.reader(this.stretch(cst));
      const node = reader.args();
      if (reader.atEnd) return node;
    }
    return makeNode(
      'args',
      '',
      namedChildren(cst).map((child) => this.argument(child)),
      this.own(cst),
    );
  }

  /** One argument: a lone name that is a type counts as one. */
  argument(cst: Cst): Node {
    if (cst.type === 'compound_statement') return this.block(cst);
    const node = this.expression(cst);
    const isType = node.kind === 'ident' && this.names.kindOf(node.value) === 'type';
    return isType ? makeNode('typename', node.value, [], node.tokens) : node;
  }

  initList(cst: Cst): Node {
    if (this.hasGap(cst)) {
      const reader = this.reader(this.stretch(cst));
      const node = reader.initializer();
      if (reader.atEnd) return node;
    }
    return makeNode(
      'init-list',
      '',
      namedChildren(cst).map((child) => this.element(child)),
      this.own(cst),
    );
  }

  /** An element of an initializer is a full expression, so that one suspect does not cost the whole table. */
  private element(cst: Cst): Node {
    return cst.type === 'initializer_list' || cst.type === 'initializer_pair' ? this.expression(cst) : this.whole(cst);
  }

  designated(cst: Cst): Node {
    const initial = fieldOf(cst, 'value');
    const value = initial === null ? makeNode('unread', '', [], []) : this.element(initial);
    const marks = cst.children.filter((child) => child.field === 'designator');
    const first = marks[0];
    if (first?.type === 'field_identifier') {
      const designator = makeNode('designator', ':', [this.leaf(first)], this.own(cst));
      return makeNode('designated', ':', [designator, value], []);
    }
    const designators = marks.filter((child) => child.named).map((mark) => this.designator(mark));
    return makeNode('designated', '=', [...designators, value], this.own(cst));
  }

  private designator(cst: Cst): Node {
    const value =
      { field_designator: '.', subscript_designator: '[]', subscript_range_designator: '...' }[cst.type] ?? '';
    return makeNode(
      'designator',
      value,
      namedChildren(cst).map((child) => this.expression(child)),
      this.own(cst),
    );
  }

  asm(cst: Cst): Node {
    const reader = this.reader(this.stretch(cst));
    const node = reader.asm();
    return reader.atEnd ? node : this.unread(cst);
  }

  /** The parser takes `sizeof(T) - 1` for the size of `(T)-1`. */
  sizeof(cst: Cst): Node {
    if (fieldOf(cst, 'value')?.type === 'cast_expression') this.suspects++;
    return this.byTokens(cst);
  }

  /** Constructs in which types and values stand side by side: always read from tokens. */
  byTokens(cst: Cst): Node {
    return this.reread(cst) ?? this.unread(cst);
  }
}

const stringParts: ReadonlySet<NodeKind> = new Set<NodeKind>(['string', 'ident', 'call']);

const leafKinds: Readonly<Record<number, 'ident' | 'number' | 'char' | 'string'>> = {
  [TokenKind.identifier]: 'ident',
  [TokenKind.keyword]: 'ident',
  [TokenKind.number]: 'number',
  [TokenKind.char]: 'char',
  [TokenKind.string]: 'string',
};

/** The parts of a comma expression, which the parser nests to the right, with the comma in front of each. */
export function commaParts(cst: Cst): { part: Cst; separator: Cst | null }[] {
  const parts: { part: Cst; separator: Cst | null }[] = [];
  let separator: Cst | null = null;
  let rest: Cst | null = cst;
  while (rest?.type === 'comma_expression') {
    const left = fieldOf(rest, 'left');
    if (left !== null) parts.push({ part: left, separator });
    separator = rest.children.find((child) => child.type === ',') ?? null;
    rest = fieldOf(rest, 'right');
  }
  if (rest !== null) parts.push({ part: rest, separator });
  return parts;
}

const leafTypes: ReadonlySet<string> = new Set(
  (
    'identifier field_identifier type_identifier statement_identifier number_literal char_literal string_literal ' +
    'true false null primitive_type sized_type_specifier system_lib_string'
  ).split(' '),
);

type ExpressionHandler = (to: ExpressionLowering, cst: Cst) => Node;

const lowerings: ReadonlyMap<string, ExpressionHandler> = new Map<string, ExpressionHandler>([
  ...[...leafTypes].map((type): [string, ExpressionHandler] => [type, (to, cst): Node => to.leaf(cst)]),
  ['parenthesized_expression', (to, cst): Node => to.paren(cst)],
  ['cast_expression', (to, cst): Node => to.cast(cst)],
  ['compound_literal_expression', (to, cst): Node => to.compound(cst)],
  ['type_descriptor', (to, cst): Node => to.type(cst)],
  ['unary_expression', (to, cst): Node => to.unary(cst)],
  ['pointer_expression', (to, cst): Node => to.unary(cst)],
  ['update_expression', (to, cst): Node => to.update(cst)],
  ['comma_expression', (to, cst): Node => to.comma(cst)],
  ['concatenated_string', (to, cst): Node => to.concat(cst)],
  ['call_expression', (to, cst): Node => to.call(cst)],
  ['argument_list', (to, cst): Node => to.args(cst)],
  ['initializer_list', (to, cst): Node => to.initList(cst)],
  ['initializer_pair', (to, cst): Node => to.designated(cst)],
  ['compound_statement', (to, cst): Node => to.block(cst)],
  ['gnu_asm_expression', (to, cst): Node => to.asm(cst)],
  ['sizeof_expression', (to, cst): Node => to.sizeof(cst)],
  ['alignof_expression', (to, cst): Node => to.byTokens(cst)],
  ['offsetof_expression', (to, cst): Node => to.byTokens(cst)],
  ['generic_expression', (to, cst): Node => to.byTokens(cst)],
  ['extension_expression', (to, cst): Node => to.byTokens(cst)],
  [
    'binary_expression',
    (to, cst): Node => makeNode('binary', to.operator(cst), [to.part(cst, 'left'), to.part(cst, 'right')], to.own(cst)),
  ],
  [
    'assignment_expression',
    (to, cst): Node => makeNode('assign', to.operator(cst), [to.part(cst, 'left'), to.part(cst, 'right')], to.own(cst)),
  ],
  [
    'conditional_expression',
    (to, cst): Node => {
      return makeNode(
        'conditional',
        '',
        [to.part(cst, 'condition'), to.optionalPart(cst, 'consequence'), to.part(cst, 'alternative')],
        to.own(cst),
      );
    },
  ],
  [
    'subscript_expression',
    (to, cst): Node => makeNode('index', '', [to.operand(cst, 'argument'), to.part(cst, 'index')], to.own(cst)),
  ],
  [
    'field_expression',
    (to, cst): Node =>
      makeNode('member', to.operator(cst), [to.operand(cst, 'argument'), to.part(cst, 'field')], to.own(cst)),
  ],
]);
