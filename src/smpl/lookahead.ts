import type { Cursor } from './cursor.js';
import { PRIMITIVE_WORDS, QUALIFIERS, STORAGE_WORDS, TAG_WORDS, TYPEOF_WORDS } from './words.js';

/** A word that certainly starts a type here. */
export function isTypeWord(cursor: Cursor, index: number): boolean {
  const text = cursor.textAt(index);
  return (
    PRIMITIVE_WORDS.has(text) ||
    QUALIFIERS.has(text) ||
    TAG_WORDS.has(text) ||
    TYPEOF_WORDS.has(text) ||
    (cursor.tokens[index]?.kind === 'identifier' && cursor.names.isType(text))
  );
}

/** Whether the disjunction that opens at `index` is one of types, looking at the first word of each branch. */
export function isTypeChoice(cursor: Cursor, index: number): boolean {
  if (cursor.textAt(index) !== '\\(') return false;
  const close = cursor.partner(index);
  let first = index + 1;
  while (cursor.textAt(first) === '\\(') first++;
  if (!isTypeWord(cursor, first)) return false;
  for (let at = first; at < close; at++) if (cursor.textAt(at) === ';' || cursor.textAt(at) === '=') return false;
  return true;
}

/** Index after the attributes that start at `index`. */
export function afterAttributes(cursor: Cursor, index: number): number {
  let at = index;
  for (;;) {
    if (cursor.textAt(at) === '[' && cursor.textAt(at + 1) === '[') at = cursor.partner(at) + 1;
    else if (cursor.tokens[at]?.kind === 'identifier' && at < cursor.end && cursor.names.isAttribute(cursor.textAt(at)))
      at = cursor.textAt(at + 1) === '(' && cursor.textAt(at + 2) !== '*' ? cursor.partner(at + 1) + 1 : at + 1;
    else return at;
  }
}

/** Whether an argument that starts here may be a type. */
export function startsTypeArgument(cursor: Cursor): boolean {
  if (isTypeWord(cursor, cursor.at) || isTypeChoice(cursor, cursor.at)) return true;
  if (!isPlainWord(cursor, cursor.at)) return false;
  const stars = afterStars(cursor, cursor.at + 1);
  return stars > cursor.at + 1 && /^[,)]?$/.test(cursor.textAt(stars)) && stars < cursor.end;
}

/** Whether `(` at the cursor opens a type: a cast, a compound literal, or the operand of `sizeof`. */
export function startsTypeInParens(cursor: Cursor, inSizeof = false): boolean {
  const inner = cursor.at + 1;
  if (isTypeWord(cursor, inner) || isTypeChoice(cursor, inner)) return true;
  if (!isPlainWord(cursor, inner)) return false;
  const close = afterStars(cursor, inner + 1);
  if (cursor.textAt(close) !== ')') return false;
  if (close > inner + 1) return true;
  return !inSizeof && startsOperand(cursor, close + 1);
}

/** Whether what follows `(x)` can only be an operand, so that `(x)` is a cast. */
function startsOperand(cursor: Cursor, index: number): boolean {
  const token = cursor.tokens[index];
  if (token === undefined || index >= cursor.end || token.line !== cursor.tokens[index - 1]?.line) return false;
  if (token.text === '{') return true;
  if (token.kind === 'identifier')
    return !cursor.names.isOperatorMeta(token.text) && !cursor.names.isItemMeta(token.text);
  return token.kind === 'number' || token.kind === 'string' || token.kind === 'char' || token.text === '~';
}

/** An identifier that is neither a keyword of types nor an expression or other metavariable that is no name. */
export function isPlainWord(cursor: Cursor, index: number): boolean {
  if (index >= cursor.end || cursor.tokens[index]?.kind !== 'identifier') return false;
  const kind = cursor.names.kindOf(cursor.textAt(index));
  return kind === undefined ? !KEYWORDS.has(cursor.textAt(index)) : kind === 'metavariable' || kind === 'symbol';
}

const KEYWORDS = new Set(
  'if else while do for switch case default return goto break continue sizeof asm __asm__ _Generic when'.split(' '),
);

export function afterStars(cursor: Cursor, index: number): number {
  let at = index;
  while (cursor.textAt(at) === '*' || QUALIFIERS.has(cursor.textAt(at))) at++;
  return at;
}

/** A word that can be the name of what is declared. */
function isDeclaredName(cursor: Cursor, index: number): boolean {
  if (index >= cursor.end || cursor.tokens[index]?.kind !== 'identifier') return false;
  const text = cursor.textAt(index);
  const kind = cursor.names.kindOf(text);
  if (kind === undefined) return !KEYWORDS.has(text);
  return !cursor.names.isOperatorMeta(text) && !cursor.names.isItemMeta(text) && kind !== 'type';
}

/** Whether a declaration or function starts here, rather than a statement or expression. */
export function startsDeclaration(cursor: Cursor): boolean {
  const start = afterAttributes(cursor, cursor.at);
  const text = cursor.textAt(start);
  if (STORAGE_WORDS.has(text) || text === 'typedef') return true;
  if (isTypeWord(cursor, start) || isTypeChoice(cursor, start)) return true;
  if (start > cursor.at) return true;
  const isName = isPlainWord(cursor, start);
  if (!isName && cursor.names.kindOf(text) !== 'identifier') return false;
  const next = afterAttributes(cursor, start + 1);
  if (isDeclaredName(cursor, next)) return !(cursor.names.isExpressionMeta(cursor.textAt(next)) && !isName);
  return isName && declaresPointer(cursor, next);
}

/** `foo *x` followed by what ends or goes on with a declarator. */
function declaresPointer(cursor: Cursor, index: number): boolean {
  const name = afterAttributes(cursor, afterStars(cursor, index));
  if (name === index || !isDeclaredName(cursor, name)) return false;
  if (cursor.names.isExpressionMeta(cursor.textAt(name))) return false;
  const after = cursor.textAt(name + 1);
  if (after === '(') return /^[;{]$/.test(cursor.textAt(cursor.partner(name + 1) + 1));
  return /^[;=,[]$/.test(after);
}
