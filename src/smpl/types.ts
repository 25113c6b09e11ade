import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { hideAttributes, hideWord } from './attributes.js';
import type { Cursor } from './cursor.js';
import { declarator } from './declarators.js';
import { afterAttributes, afterStars, isPlainWord, isTypeChoice } from './lookahead.js';
import { qualify } from './qualifiers.js';
import {
  normalPrimitive,
  normalStorage,
  PRIMITIVE_WORDS,
  QUALIFIERS,
  STORAGE_WORDS,
  TAG_WORDS,
  TYPEOF_WORDS,
} from './words.js';

/** What stands in front of the first declarator. */
export interface Specifiers {
  readonly storage: Node | null;
  /** Null where the type is left out (`static f() { }`). */
  readonly base: Node | null;
  /** The token of `typedef`, or null. */
  readonly typedef: number | null;
}

interface Gathered {
  readonly storage: number[];
  readonly primitive: number[];
  readonly qualifiers: number[];
  base: Node | null;
  typedef: number | null;
}

/** Reads storage words, qualifiers and the base type, in any order. */
export function specifiers(cursor: Cursor): Specifiers {
  const gathered: Gathered = { storage: [], primitive: [], qualifiers: [], base: null, typedef: null };
  while (!cursor.atEnd() && takeSpecifier(cursor, gathered));
  const base = gathered.primitive.length > 0 ? signed(cursor, gathered) : gathered.base;
  return {
    storage: storageNode(cursor, gathered.storage),
    base:
      gathered.qualifiers.length === 0
        ? base
        : qualify(cursor, base ?? makeNode('prim', 'int', [], []), gathered.qualifiers),
    typedef: gathered.typedef,
  };
}

function takeSpecifier(cursor: Cursor, gathered: Gathered): boolean {
  const text = cursor.peek();
  if (hideAttributes(cursor)) return true;
  if (text === 'typedef') gathered.typedef = cursor.advance();
  else if (STORAGE_WORDS.has(text)) gathered.storage.push(cursor.advance());
  else if (QUALIFIERS.has(text)) gathered.qualifiers.push(cursor.advance());
  else if (PRIMITIVE_WORDS.has(text) && gathered.base === null) gathered.primitive.push(cursor.advance());
  else if (gathered.base === null && (gathered.primitive.length === 0 || isSignOfMeta(cursor, gathered)))
    return takeBase(cursor, gathered);
  else return hideSurplusWord(cursor);
  return true;
}

/** `unsigned T x` with a type metavariable. */
function isSignOfMeta(cursor: Cursor, { primitive: [first = -1] }: Gathered): boolean {
  return /signed$/.test(cursor.textAt(first)) && cursor.names.kindOf(cursor.peek()) === 'type';
}

/** A type made of words; or a metavariable behind a sign, which is written like a qualifier. */
function signed(cursor: Cursor, gathered: Gathered): Node {
  const { base, primitive: words } = gathered;
  if (base === null) return primitive(cursor, words);
  return words.reduce((type, token) => makeNode('qualified', cursor.textAt(token), [type], [token]), base);
}

function takeBase(cursor: Cursor, gathered: Gathered): boolean {
  const base = baseType(cursor);
  if (base === null) return false;
  gathered.base = base;
  return true;
}

/** One identifier too many between type and name is a macro that C knows as an attribute: `static int __init f()`. */
function hideSurplusWord(cursor: Cursor): boolean {
  if (!isPlainWord(cursor, cursor.at)) return false;
  const next = afterAttributes(cursor, afterStars(cursor, cursor.at + 1));
  if (cursor.tokens[next]?.kind !== 'identifier' || next >= cursor.end) return false;
  hideWord(cursor);
  return true;
}

function baseType(cursor: Cursor): Node | null {
  const text = cursor.peek();
  if (TAG_WORDS.has(text)) return tagged(cursor);
  if (TYPEOF_WORDS.has(text)) return typeofType(cursor);
  if (isTypeChoice(cursor, cursor.at)) return cursor.choice(() => typeName(cursor));
  if (!cursor.isWord()) return null;
  const kind = cursor.names.kindOf(text);
  if (kind === 'type') return cursor.peek(1) === '{' ? bodyOfMeta(cursor) : cursor.leaf('meta');
  if (text === 'decimal' && cursor.peek(1) === '(') return decimal(cursor);
  if (cursor.names.isType(text)) return cursor.leaf('typename');
  return isTypeByPlace(cursor) ? cursor.leaf(kind === undefined ? 'typename' : 'meta') : null;
}

/** A name of unknown meaning is a type when a declarator follows. */
function isTypeByPlace(cursor: Cursor): boolean {
  if (!isPlainWord(cursor, cursor.at) && cursor.names.kindOf(cursor.peek()) !== 'identifier') return false;
  const next = afterAttributes(cursor, cursor.at + 1);
  const token = cursor.tokens[next];
  if (token === undefined || next >= cursor.end) return false;
  if (token.kind === 'identifier') return !cursor.names.isOperatorMeta(token.text);
  if (token.text === '(') return cursor.textAt(next + 1) === '*';
  return token.text === '*' || (token.text === '\\(' && cursor.tokens[next - 1]?.line === token.line);
}

function tagged(cursor: Cursor): Node {
  const kind = cursor.peek();
  const keyword = cursor.advance();
  hideAttributes(cursor);
  const tag = cursor.isWord() || (cursor.is('\\(') && cursor.onSameLine) ? cursor.name() : null;
  hideAttributes(cursor);
  const body = cursor.is('{')
    ? kind === 'enum'
      ? cursor.grammar.enumerators(cursor)
      : cursor.grammar.fields(cursor)
    : null;
  const node = makeNode(kind === 'enum' ? 'enum' : kind === 'union' ? 'union' : 'struct', '', [tag, body], [keyword]);
  hideAttributes(cursor);
  return node;
}

/** `T { ... }` with a type metavariable in front: any structure or union with such fields. */
function bodyOfMeta(cursor: Cursor): Node {
  const meta = cursor.leaf('meta');
  return makeNode('struct', '', [meta, cursor.grammar.fields(cursor)], []);
}

function typeofType(cursor: Cursor): Node {
  const keyword = cursor.advance();
  const open = cursor.expect('(');
  const operand = cursor.grammar.term(cursor);
  return makeNode('typeof', 'typeof', [operand], [keyword, open, cursor.expect(')')]);
}

/** `decimal(10,5)` is one name to the tree. */
function decimal(cursor: Cursor): Node {
  const close = cursor.partner(cursor.at + 1);
  const tokens: number[] = [];
  while (cursor.at <= close) tokens.push(cursor.advance());
  return makeNode('typename', tokens.map((index) => cursor.textAt(index)).join(''), [], tokens);
}

function primitive(cursor: Cursor, tokens: readonly number[]): Node {
  const words = tokens.map((index) => PRIMITIVE_WORDS.get(cursor.textAt(index)) ?? '');
  return makeNode('prim', normalPrimitive(words), [], tokens);
}

function storageNode(cursor: Cursor, tokens: readonly number[]): Node | null {
  if (tokens.length === 0) return null;
  const words = tokens.map((index) => STORAGE_WORDS.get(cursor.textAt(index)) ?? '');
  return makeNode('storage', normalStorage(words), [], tokens);
}

/** A type with an abstract declarator, as in a cast. */
export function typeName(cursor: Cursor): Node {
  const { base } = specifiers(cursor);
  if (base === null) return cursor.fail('a type');
  return declarator(cursor, 'abstract').wrap(base);
}
