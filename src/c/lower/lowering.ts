import type { Cst } from '../cst.js';
import { makeNode } from '../node.js';
import type { Node } from '../node.js';
import type { GivenInit } from './declaration-reader.js';
import { functionHead, functionNode } from './function-head.js';
import { macroDeclaration, readMacroItem } from './macro-item.js';
import { fieldOf } from './positions.js';
import { StatementLowering } from './statement-lowering.js';
import type { Reader } from './reader.js';
import { statementWords } from './words.js';

/** Lowers items: functions, declarations, statements, macros at top level. */
export class Lowering extends StatementLowering {
  /** How many braces of functions and blocks we are in; macros that declare are told by their looks only outside. */
  #depth = 0;

  override block(cst: Cst): Node {
    this.#depth++;
    const block = super.block(cst);
    this.#depth--;
    return block;
  }

  override items(children: readonly Cst[]): Node[] {
    const items: Node[] = [];
    // Items read from tokens may reach further than their concrete node; the children they swallow are passed over.
    let reached = -1;
    for (const child of children) {
      if (child.type === 'comment' || (!child.named && child.type !== ';')) continue;
      const first = this.tokenAt(child.start);
      if (first < reached) continue;
      const found = this.item(child, first);
      items.push(...found);
      for (const item of found) if (item.last >= reached) reached = item.last + 1;
    }
    return items;
  }

  private item(cst: Cst, first: number): Node[] {
    if (itemsByTokens.has(cst.type)) return [this.declarationFrom(first, this.context.unit.endToken)];
    const macro = this.macroItem(cst, first);
    if (macro !== null) return [macro];
    return itemLowerings.get(cst.type)?.(this, cst) ?? this.byReader(cst);
  }

  /** A `macro_declaration` that the masks have recognized. */
  macroDeclaration(cst: Cst): Node[] {
    const reader = this.reader(this.stretch(cst));
    const specifiers = reader.specifiers(true);
    if (specifiers.hasType || !reader.isNameAt(reader.index)) return this.byReader(cst);
    const item = macroDeclaration(reader, specifiers);
    return reader.atEnd ? [item] : [this.unread(cst)];
  }

  /** `static DEFINE_X(y) = ...;` and its kind, which the parser takes for declarations or calls. */
  private macroItem(cst: Cst, first: number): Node | null {
    if (cst.type !== 'declaration' && cst.type !== 'expression_statement') return null;
    const reader = this.reader({ first, end: this.context.unit.endToken });
    reader.given = this.givenInits(cst);
    return readMacroItem(reader, this.#depth > 0);
  }

  declaration(cst: Cst): Node[] {
    const stretch = this.stretch(cst);
    const reader = this.reader(stretch);
    if (this.isValue(reader) && !reader.declarationAhead()) return this.statementFrom(cst, reader);
    reader.given = this.givenInits(cst);
    const node = reader.declaration();
    return reader.atEnd ? [node] : this.byReader(cst);
  }

  private isValue(reader: Reader): boolean {
    return reader.isNameAt(reader.index) && this.names.kindOf(reader.peek()) === 'value';
  }

  private statementFrom(cst: Cst, reader: Reader): Node[] {
    const item = reader.item();
    return reader.atEnd ? [item] : [this.unread(cst)];
  }

  private declarationFrom(first: number, end: number): Node {
    const reader = this.reader({ first, end });
    return reader.declarationAhead() ? reader.declaration() : reader.item();
  }

  /** The initializers of a declaration as the parser found them, by the token they start at. */
  private givenInits(cst: Cst): (first: number) => GivenInit | null {
    return (first) => {
      for (const child of cst.children) {
        const value = child.type === 'init_declarator' ? fieldOf(child, 'value') : null;
        if (value === null || this.tokenAt(value.start) !== first) continue;
        return { node: this.whole(value), next: this.tokenAt(value.end) };
      }
      return null;
    };
  }

  expressionOrDeclaration(cst: Cst): Node[] {
    const reader = this.reader(this.stretch(cst));
    const misread =
      reader.declarationAhead() || statementWords.has(reader.peek()) || this.hasGap(cst) || swallowsAssignment(cst);
    const item = misread ? wholeItem(reader) : null;
    return item === null ? this.expressionStatement(cst) : [item];
  }

  function(cst: Cst): Node[] {
    const body = fieldOf(cst, 'body');
    const { first, end } = this.stretch(cst);
    this.names.open();
    const head = functionHead(this.reader({ first, end: body === null ? end : this.tokenAt(body.start) }));
    const block = body === null ? makeNode('block', '', [], []) : this.block(body);
    this.names.close();
    if (head === null) return [makeNode('unread', '', [], this.headTokens(cst, body)), block];
    return [functionNode(head, block)];
  }

  private headTokens(cst: Cst, body: Cst | null): number[] {
    const end = body === null ? Infinity : this.tokenAt(body.start);
    return this.visible(cst).filter((token) => token < end);
  }

  linkage(cst: Cst): Node[] {
    const body = fieldOf(cst, 'body');
    const value = fieldOf(cst, 'value');
    if (body === null || value === null) return [this.unread(cst)];
    const isList = body.type === 'declaration_list';
    const items = this.items(isList ? body.children : [body]);
    const own = [...this.own(cst), ...this.visible(value), ...(isList ? this.braces(body) : [])];
    return [
      makeNode(
        'extern-c',
        '',
        items,
        own.sort((left, right) => left - right),
      ),
    ];
  }

  /** The code between the lines of an `#if` that the parser was shown; the lines themselves come back later. */
  conditionalGroup(cst: Cst): Node[] {
    const parts = cst.children.filter((child) => child.named && child.field !== 'condition' && child.field !== 'name');
    return this.items(parts);
  }
}

/** `macro(x) * p = 0;`: no product can be assigned, so the macro is a loop and the rest its body. */
function swallowsAssignment(cst: Cst): boolean {
  const inner = cst.children[0];
  return inner?.type === 'binary_expression' && fieldOf(inner, 'right')?.type === 'assignment_expression';
}

/** The item that all tokens of a stretch make, or null. */
function wholeItem(reader: Reader): Node | null {
  const item = reader.item();
  return reader.atEnd && reader.failures === 0 ? item : null;
}

type ItemHandler = (to: Lowering, cst: Cst) => Node[];

/** Types that stand alone before a `;`: the parser has no node around the two. */
const itemsByTokens: ReadonlySet<string> = new Set(
  'struct_specifier union_specifier enum_specifier type_identifier primitive_type sized_type_specifier macro_type_specifier'.split(
    ' ',
  ),
);

const group: ItemHandler = (to, cst) => to.conditionalGroup(cst);
const line: ItemHandler = () => [];

const itemLowerings: ReadonlyMap<string, ItemHandler> = new Map<string, ItemHandler>([
  ['function_definition', (to, cst): Node[] => to.function(cst)],
  ['declaration', (to, cst): Node[] => to.declaration(cst)],
  ['type_definition', (to, cst): Node[] => to.declaration(cst)],
  ['linkage_specification', (to, cst): Node[] => to.linkage(cst)],
  ['expression_statement', (to, cst): Node[] => to.expressionOrDeclaration(cst)],
  ['compound_statement', (to, cst): Node[] => [to.block(cst)]],
  ['if_statement', (to, cst): Node[] => to.ifStatement(cst)],
  ['while_statement', (to, cst): Node[] => to.whileStatement(cst)],
  ['switch_statement', (to, cst): Node[] => [to.headed(cst, 'switch')]],
  ['do_statement', (to, cst): Node[] => to.doStatement(cst)],
  ['for_statement', (to, cst): Node[] => to.forStatement(cst)],
  ['labeled_statement', (to, cst): Node[] => to.labeled(cst)],
  ['case_statement', (to, cst): Node[] => to.caseStatement(cst)],
  ['return_statement', (to, cst): Node[] => to.returnStatement(cst)],
  ['goto_statement', (to, cst): Node[] => to.gotoStatement(cst)],
  ['break_statement', (to, cst): Node[] => to.jump(cst, 'break')],
  ['continue_statement', (to, cst): Node[] => to.jump(cst, 'continue')],
  ['attributed_statement', (to, cst): Node[] => to.attributed(cst)],
  ['macro_declaration', (to, cst): Node[] => to.macroDeclaration(cst)],
  ['asm_statement', (to, cst): Node[] => [to.asm(cst)]],
  ['unread', (to, cst): Node[] => to.byReader(cst)],
  ['preproc_if', group],
  ['preproc_ifdef', group],
  ['preproc_else', group],
  ['preproc_elif', group],
  ['preproc_elifdef', group],
  ['preproc_def', line],
  ['preproc_function_def', line],
  ['preproc_call', line],
  ['preproc_include', line],
]);
