import { makeNode } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { SliceToken } from './body.js';
import { makeCursor } from './grammar.js';
import { Unexpected } from './cursor.js';
import type { Names } from './names.js';
import type { Span } from '../text/index.js';
import type { WordStream } from './word-stream.js';
import { PRIMITIVE_WORDS, QUALIFIERS, TAG_WORDS } from './words.js';

const AFTER_NAME = new Set([',', ';', '=', '!=', '=~', '!~', '<=', '>=', '<', '>', ':', '.', '!', '&&', '||', '']);

/** What reading the types in declarations needs: the names known so far, and where to note `r.T` as a metavariable. */
export interface TypeContext {
  readonly names: Names;
  readonly inherit: (rule: string, name: string, span: Span) => void;
}

/** `r.T` in front of a name. */
function isInheritedType(stream: WordStream): boolean {
  if (stream.peek(1) !== '.' || stream.current()?.kind !== 'identifier') return false;
  return stream.peek(3) === '*' || stream.current(3)?.kind === 'identifier';
}

/** Whether a type stands here, in front of the names. */
export function startsType(stream: WordStream): boolean {
  if (isInheritedType(stream)) return true;
  const text = stream.peek();
  if (text === '{' || text === '*' || text === '(' || TAG_WORDS.has(text)) return true;
  if (PRIMITIVE_WORDS.has(text) || QUALIFIERS.has(text)) return true;
  return stream.current()?.kind === 'identifier' && !AFTER_NAME.has(stream.peek(1));
}

/**
 * Reads `type`, `{ type, type } *`, `*` alone (a pointer to anything) or `struct` alone (any structure). "Anything" is
 * a `dots` node. Nodes own no tokens: nothing in a program corresponds to them.
 */
export function readTypes(stream: WordStream, context: TypeContext): Node[] {
  if (stream.peek() === '{') return typeSet(stream, context);
  const anything = makeNode('dots', '', [], []);
  if (stream.peek() === '*') return [stars(stream, anything)];
  const isTagAlone = TAG_WORDS.has(stream.peek()) && (stream.peek(1) === '*' || AFTER_NAME.has(stream.peek(2)));
  if (!isTagAlone) return [bitfield(stream, readType(stream, context))];
  const kind = stream.next().text;
  const tag = makeNode(kind === 'enum' ? 'enum' : kind === 'union' ? 'union' : 'struct', '', [anything, null], []);
  return [stars(stream, tag)];
}

function typeSet(stream: WordStream, context: TypeContext): Node[] {
  stream.expect('{');
  const types: Node[] = [];
  while (!stream.accept('}')) {
    types.push(readType(stream, context));
    if (!stream.accept(',') && stream.peek() !== '}') stream.fail('`,` or `}`');
  }
  const rest = stream.at;
  return types.map((type) => {
    stream.at = rest;
    return arrays(stream, stars(stream, type));
  });
}

/** `T:3 x` asks for a bit field, whose width is passed over. */
function bitfield(stream: WordStream, type: Node): Node {
  if (stream.accept(':')) stream.next();
  return type;
}

function stars(stream: WordStream, base: Node): Node {
  let type = base;
  while (stream.accept('*')) type = makeNode('pointer', '', [type], []);
  return type;
}

function arrays(stream: WordStream, base: Node): Node {
  if (stream.peek() !== '[') return base;
  stream.next();
  stream.expect(']');
  return makeNode('array', '', [base, null], []);
}

/** A type as in C, up to the name behind it. */
function readType(stream: WordStream, { names, inherit }: TypeContext): Node {
  if (stream.peek(1) === '.' && stream.current()?.kind === 'identifier') {
    const span = stream.span();
    const rule = stream.next().text;
    stream.expect('.');
    const name = stream.name('the name of a type metavariable').text;
    inherit(rule, name, span);
    return arrays(stream, stars(stream, makeNode('meta', name, [], [])));
  }
  const tokens = stream.lexemes.map((lexeme): SliceToken => ({
    ...lexeme,
    mark: 'context',
    optional: false,
    directive: 0,
    attached: [],
  }));
  const cursor = makeCursor(tokens, names);
  cursor.at = stream.at;
  try {
    const type = cursor.grammar.typeName(cursor);
    stream.at = cursor.at;
    return withoutTokens(type);
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    stream.at = error.at;
    return stream.fail(error.expected);
  }
}

function withoutTokens(node: Node): Node {
  return makeNode(
    node.kind,
    node.value,
    node.kids.map((kid) => (kid === null ? null : withoutTokens(kid))),
    [],
  );
}
