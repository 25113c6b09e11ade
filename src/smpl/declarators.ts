import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import { hideAttributes, hideWord } from './attributes.js';
import type { Cursor } from './cursor.js';
import { isTypeWord } from './lookahead.js';
import { qualify, takeQualifiers } from './qualifiers.js';
import { QUALIFIERS } from './words.js';

/** Whether a declarator has a name: `int x`, `int`, or either, as in a parameter. */
export type Naming = 'named' | 'abstract' | 'either';

/** A declarator: the name, and what it makes of the type in front of it. */
export interface Declarator {
  readonly name: Node | null;
  readonly wrap: (base: Node) => Node;
}

type Wrap = (type: Node) => Node;

/** Reads a declarator. Types come inside out: the name's type is `wrap(base)`. */
export function declarator(cursor: Cursor, naming: Naming): Declarator {
  const pointed = pointers(cursor);
  const direct = startsGroup(cursor, naming) ? group(cursor, naming) : plain(cursor, naming);
  const suffixed = suffixes(cursor);
  return { name: direct.name, wrap: (base) => direct.wrap(suffixed(pointed(base))) };
}

function pointers(cursor: Cursor): Wrap {
  const wraps: Wrap[] = [];
  hideAttributes(cursor);
  while (cursor.is('*') || hidesWordBeforeStar(cursor)) {
    if (!cursor.is('*')) {
      hideWord(cursor);
      continue;
    }
    const star = cursor.advance();
    const qualifiers = takeQualifiers(cursor);
    wraps.push((type) => qualify(cursor, makeNode('pointer', '', [type], [star]), qualifiers));
  }
  return (base) => wraps.reduce((type, wrap) => wrap(type), base);
}

/** `void __iomem *p`: a word of that look in front of a star is an attribute nobody declared. */
function hidesWordBeforeStar(cursor: Cursor): boolean {
  return /^__\w+$/.test(cursor.peek()) && !cursor.names.isMeta(cursor.peek()) && cursor.peek(1) === '*';
}

function startsGroup(cursor: Cursor, naming: Naming): boolean {
  if (!cursor.is('(')) return false;
  const inner = cursor.peek(1);
  if (inner === '*' || inner === '^') return true;
  if (naming === 'abstract' || isTypeWord(cursor, cursor.at + 1)) return false;
  if (inner === '(') return true;
  return naming === 'named' && cursor.isWord(1) && cursor.peek(2) === ')';
}

function group(cursor: Cursor, naming: Naming): Declarator {
  const open = cursor.expect('(');
  const inner = declarator(cursor, naming);
  const close = cursor.expect(')');
  return { name: inner.name, wrap: (base) => makeNode('grouped', '', [inner.wrap(base)], [open, close]) };
}

function plain(cursor: Cursor, naming: Naming): Declarator {
  hideAttributes(cursor);
  const hasName = naming !== 'abstract' && (cursor.isWord() || cursor.is('\\('));
  if (!hasName && naming === 'named') cursor.fail('a name to declare');
  if (QUALIFIERS.has(cursor.peek())) cursor.fail('a name to declare');
  const surplus = hasName && cursor.isWord() && cursor.isWord(1) && cursor.onSameLineAs(1) && /^_/.test(cursor.peek());
  if (surplus && !cursor.names.isAttribute(cursor.peek(1))) hideWord(cursor);
  return { name: hasName ? cursor.name() : null, wrap: (base) => base };
}

function suffixes(cursor: Cursor): Wrap {
  const wraps: Wrap[] = [];
  for (;;) {
    if (cursor.is('[')) wraps.push(arraySuffix(cursor));
    else if (cursor.is('(')) wraps.push(functionSuffix(cursor));
    else if (!hideAttributes(cursor)) return (base) => wraps.reduceRight((type, wrap) => wrap(type), base);
  }
}

function arraySuffix(cursor: Cursor): Wrap {
  const open = cursor.expect('[');
  const size = cursor.is(']') ? null : cursor.grammar.expression(cursor);
  const close = cursor.expect(']');
  return (type) => makeNode('array', '', [type, size], [open, close]);
}

function functionSuffix(cursor: Cursor): Wrap {
  const params = cursor.grammar.params(cursor);
  return (type) => makeNode('function-type', '', [type, params], []);
}
