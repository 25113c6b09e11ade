import type { Cst } from '../cst.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import { commaParts, ExpressionLowering } from './expression-lowering.js';
import { fieldOf, namedChildren } from './positions.js';
import { isLabel } from './reader.js';

/**
 * Lowers statements. The parser hangs what follows a label or `case` under it; here they are items of their own, so
 * lowering a statement gives a list.
 */
export abstract class StatementLowering extends ExpressionLowering {
  /** The items of a list of children: declarations and statements. */
  abstract items(children: readonly Cst[]): Node[];

  override block(cst: Cst): Node {
    this.names.open();
    const items = this.items(cst.children);
    this.names.close();
    return makeNode('block', '', items, this.braces(cst));
  }

  /** The braces of a list; a `;` among its children belongs to the item before it. */
  protected braces(cst: Cst): number[] {
    return cst.children.filter(({ type }) => type === '{' || type === '}').flatMap((brace) => this.visible(brace));
  }

  /** A statement in a place for one: several items become a `seq`. */
  body(cst: Cst | null): Node {
    const items = cst === null ? [] : this.items([cst]);
    const only = items[0];
    return items.length === 1 && only !== undefined && !isLabel(only) ? only : makeNode('seq', '', items, []);
  }

  /** The inside of the parenthesis behind `if`, `while` and `switch`; the parenthesis goes to `own`. */
  private condition(cst: Cst, own: number[]): Node {
    const paren = fieldOf(cst, 'condition');
    if (paren === null) return makeNode('unread', '', [], []);
    own.push(...this.own(paren));
    const inner = namedChildren(paren);
    const only = inner[0];
    const { first, end } = this.stretch(paren);
    if (only !== undefined && inner.length === 1 && !this.hasGap(paren)) return this.whole(only);
    const reader = this.reader({ first: first + 1, end: end - 1 });
    const node = reader.expression();
    return reader.atEnd ? node : makeNode('unread', '', [], this.visible(paren).slice(1, -1));
  }

  ifStatement(cst: Cst): Node[] {
    if (this.isMacroLoop(cst, 'if')) return [this.iterator(cst, fieldOf(cst, 'consequence'))];
    const own = this.own(cst);
    const condition = this.condition(cst, own);
    const then = this.body(fieldOf(cst, 'consequence'));
    const clause = fieldOf(cst, 'alternative');
    if (clause !== null) own.push(...this.own(clause));
    const otherwise = clause === null ? null : this.body(namedChildren(clause)[0] ?? null);
    return [
      makeNode(
        'if',
        '',
        [condition, then, otherwise],
        own.sort((left, right) => left - right),
      ),
    ];
  }

  whileStatement(cst: Cst): Node[] {
    if (this.isMacroLoop(cst, 'while')) return [this.macroLoop(cst)];
    return [this.headed(cst, 'while')];
  }

  headed(cst: Cst, kind: 'while' | 'switch'): Node {
    const own = this.own(cst);
    const condition = this.condition(cst, own);
    return makeNode(kind, '', [condition, this.body(fieldOf(cst, 'body'))], own);
  }

  /** A loop keyword in the masked text where the file has a macro's name. */
  private isMacroLoop(cst: Cst, keyword: string): boolean {
    return this.word(this.tokenAt(cst.start)) !== keyword;
  }

  /** A loop by a macro's name, unless that name rather makes a type: `decimal(3, 2) x;`. */
  private macroLoop(cst: Cst): Node {
    const reader = this.reader(this.stretch(cst));
    return reader.declarationAhead() ? reader.declaration() : this.iterator(cst, fieldOf(cst, 'body'));
  }

  private iterator(cst: Cst, body: Cst | null): Node {
    const name = this.tokenAt(cst.start);
    const close = this.tokens.partner[name + 1] ?? -1;
    const condition = fieldOf(cst, 'condition');
    const args =
      condition === null || this.tokenAt(condition.start) !== name + 1 || this.hasGap(condition)
        ? this.reader({ first: name + 1, end: close + 1 }).args()
        : this.conditionArgs(condition);
    return makeNode('iterator', this.word(name), [args, this.body(body)], [name]);
  }

  /** Loop arguments that the parser took for a parenthesized comma expression. */
  private conditionArgs(paren: Cst): Node {
    const own = this.own(paren);
    const inner = namedChildren(paren)[0];
    const parts = inner === undefined ? [] : commaParts(inner);
    const outer = this.suspects;
    const kids = parts.map(({ part }) => this.argument(part));
    for (const { separator } of parts) if (separator !== null) own.push(...this.visible(separator));
    const again = this.suspects > outer ? this.reader(this.stretch(paren)).args() : null;
    this.suspects = outer;
    if (again !== null) return again;
    const isEmpty = kids.length === 1 && kids[0]?.kind === 'empty-arg';
    return makeNode(
      'args',
      '',
      isEmpty ? [] : kids,
      own.sort((left, right) => left - right),
    );
  }

  doStatement(cst: Cst): Node[] {
    const own = this.own(cst);
    const body = this.body(fieldOf(cst, 'body'));
    const condition = this.condition(cst, own);
    return [
      makeNode(
        'do',
        '',
        [body, condition],
        own.sort((left, right) => left - right),
      ),
    ];
  }

  forStatement(cst: Cst): Node[] {
    if (this.isMacroLoop(cst, 'for')) return [this.iterator(cst, fieldOf(cst, 'body'))];
    this.names.open();
    const init = fieldOf(cst, 'initializer');
    const first = init?.type === 'declaration' ? (this.items([init])[0] ?? null) : this.optionalWhole(init);
    const condition = this.optionalWhole(fieldOf(cst, 'condition'));
    const step = this.optionalWhole(fieldOf(cst, 'update'));
    const body = this.body(fieldOf(cst, 'body'));
    this.names.close();
    return [makeNode('for', '', [first, condition, step, body], this.own(cst))];
  }

  private optionalWhole(cst: Cst | null): Node | null {
    return cst === null ? null : this.whole(cst);
  }

  labeled(cst: Cst): Node[] {
    const label = fieldOf(cst, 'label');
    if (label === null) return [this.unread(cst)];
    const name = this.leaf(label);
    const rest = cst.children.slice(cst.children.indexOf(label) + 1);
    const colon = rest.filter((child) => child.type === ':').flatMap((child) => this.visible(child));
    return [makeNode('label', name.value, [name], colon), ...this.items(rest.filter((child) => child.named))];
  }

  caseStatement(cst: Cst): Node[] {
    const colon = cst.children.find((child) => child.type === ':');
    const value = fieldOf(cst, 'value');
    const behind = cst.children.slice(colon === undefined ? cst.children.length : cst.children.indexOf(colon) + 1);
    return [this.caseLabel(cst, colon, value), ...this.items(behind)];
  }

  private caseLabel(cst: Cst, colon: Cst | undefined, value: Cst | null): Node {
    if (value === null) return makeNode('default', '', [], this.own(cst));
    const end = colon === undefined ? this.tokenAt(value.end) : this.tokenAt(colon.end);
    const first = this.tokenAt(cst.start);
    if (this.hasDots(first, end)) return this.reader({ first, end }).caseLabel();
    return makeNode('case', '', [this.whole(value), null], this.own(cst));
  }

  /** `case A ... B:` is no C for the parser, whatever it was shown instead. */
  private hasDots(first: number, end: number): boolean {
    for (let token = first; token < end; token++) if (this.word(token) === '...') return true;
    return false;
  }

  /** A computed `goto` is shown to the parser as a `return`. */
  returnStatement(cst: Cst): Node[] {
    if (this.word(this.tokenAt(cst.start)) === 'goto') return this.byReader(cst);
    const value = namedChildren(cst)[0];
    return [makeNode('return', '', [value === undefined ? null : this.whole(value)], this.own(cst))];
  }

  gotoStatement(cst: Cst): Node[] {
    const label = fieldOf(cst, 'label');
    return label === null || this.hasGap(cst)
      ? this.byReader(cst)
      : [makeNode('goto', '', [this.leaf(label)], this.own(cst))];
  }

  /** Items read from the tokens of a concrete node. */
  byReader(cst: Cst): Node[] {
    const reader = this.reader(this.stretch(cst));
    const items = reader.items();
    return reader.failures > 0 ? [this.unread(cst)] : items;
  }

  jump(cst: Cst, kind: 'break' | 'continue'): Node[] {
    return [makeNode(kind, '', [], this.own(cst))];
  }

  expressionStatement(cst: Cst): Node[] {
    const inner = namedChildren(cst)[0];
    const own = this.own(cst);
    if (inner === undefined) return this.emptyStatement(own);
    if (inner.type === 'gnu_asm_expression') return [this.asm(cst)];
    const expression = this.whole(inner);
    return [makeNode(own.length === 0 ? 'macro-stmt' : 'expr-stmt', '', [expression], own)];
  }

  /** A `;` of the masked text may stand for nothing, or for a statement that was given up. */
  private emptyStatement(own: readonly number[]): Node[] {
    const first = own[0];
    if (first === undefined) return [];
    return [makeNode(this.word(first) === ';' ? 'empty' : 'unread', '', [], own)];
  }

  /** `[[attribute]] statement`: the attribute's tokens belong to the statement. */
  attributed(cst: Cst): Node[] {
    const kids = namedChildren(cst);
    const attributes = kids
      .filter((child) => child.type === 'attribute_declaration')
      .flatMap((child) => this.visible(child));
    const [first, ...rest] = this.items(kids.filter((child) => child.type !== 'attribute_declaration'));
    if (first === undefined) return [this.unread(cst)];
    return [makeNode(first.kind, first.value, first.kids, [...attributes, ...first.tokens]), ...rest];
  }
}
