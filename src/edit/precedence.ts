import { lex, spelling } from '../c/index.js';

/** Binding strength of binary operators, as in C; a higher number binds tighter. */
const STRENGTH: Readonly<Record<string, number>> = {
  ',': 1,
  '?': 3,
  ':': 3,
  '||': 4,
  '&&': 5,
  '|': 6,
  '^': 7,
  '&': 8,
  '==': 9,
  '!=': 9,
  '<': 10,
  '>': 10,
  '<=': 10,
  '>=': 10,
  '<<': 11,
  '>>': 11,
  '+': 12,
  '-': 12,
  '*': 13,
  '/': 13,
  '%': 13,
};
const ASSIGN = 2;
const UNARY = 14;
const POSTFIX = 15;
const PRIMARY = 16;

const ASSIGNMENT = /^(?:[-+*/%&|^]|<<|>>)?=$/;
const OPERAND_END = /[\p{L}\p{N}_$"')\]]$/u;
const TYPE_WORD = /^(?:struct|union|enum|unsigned|signed|int|char|long|short|void|float|double|const|volatile|\*)$/;
const KEYWORD = /^(?:return|case|goto|else|do|if|while|for|switch|sizeof)$/;

/** The spellings of the tokens of a text. */
export function wordsOf(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index));
}

/**
 * Whether an expression put between other tokens needs parentheses to stay one operand. Lists, statements and types need
 * none. `left` and `right` are what comes before and after, as far as it is known.
 */
export function needsParentheses(value: readonly string[], left: readonly string[], right: readonly string[]): boolean {
  const strength = strengthOf(value);
  if (strength >= PRIMARY || strength <= 1) return false;
  return strength < demandBefore(left) || strength < demandBehind(right[0] ?? '');
}

/** The strength of the weakest operator outside brackets; 0 for what is no expression. */
function strengthOf(value: readonly string[]): number {
  let weakest = isUnary(value) ? UNARY : PRIMARY;
  let depth = 0;
  for (const [index, word] of value.entries()) {
    if (word === ';' || word === '{' || word === '}') return 0;
    if (/^[([]$/.test(word)) depth++;
    else if (/^[)\]]$/.test(word)) depth--;
    else if (depth === 0) weakest = Math.min(weakest, binaryStrength(value, index) ?? PRIMARY);
  }
  return weakest;
}

function isUnary(value: readonly string[]): boolean {
  const first = value[0] ?? '';
  if (/^(?:[-+*&!~]|&&|\+\+|--|sizeof)$/.test(first)) return true;
  return first === '(' && closing(value) < value.length - 1;
}

function closing(value: readonly string[]): number {
  let depth = 0;
  for (const [index, word] of value.entries()) {
    if (word === '(') depth++;
    else if (word === ')' && --depth === 0) return index;
  }
  return value.length;
}

/** The strength of a word that stands between two operands. */
function binaryStrength(words: readonly string[], index: number): number | null {
  const word = words[index] ?? '';
  const before = words[index - 1] ?? '';
  if (index === 0 || index === words.length - 1 || !OPERAND_END.test(before) || TYPE_WORD.test(before)) return null;
  if (KEYWORD.test(before)) return null;
  return ASSIGNMENT.test(word) ? ASSIGN : (STRENGTH[word] ?? null);
}

/** How strong an operand behind these words must be. */
function demandBefore(left: readonly string[]): number {
  const last = left.at(-1) ?? '';
  const before = left.at(-2) ?? '';
  const afterOperand = OPERAND_END.test(before) && !KEYWORD.test(before);
  if (last === '!' || last === '~' || last === 'sizeof') return UNARY;
  if (/^(?:[-+*&]|&&|\+\+|--)$/.test(last) && !afterOperand) return TYPE_WORD.test(before) ? 0 : UNARY;
  if (last === ')') return endsCast(left) ? UNARY : 0;
  if (last === '?' || last === ',' || ASSIGNMENT.test(last)) return 0;
  const strength = STRENGTH[last];
  if (last === ':' || strength === undefined) return 0;
  return strength + 1;
}

/** Whether the words end in a type between parentheses. */
function endsCast(left: readonly string[]): boolean {
  const open = left.lastIndexOf('(');
  const inner = left.slice(open + 1, -1);
  const before = left[open - 1] ?? '';
  if (inner.length === 0 || (OPERAND_END.test(before) && before !== 'return')) return false;
  return inner.some((word) => TYPE_WORD.test(word)) && inner.every((word) => /^[\w$*]+$/.test(word));
}

/** How strong an operand before a word must be. */
function demandBehind(right: string): number {
  if (/^(?:->|\.|\[|\(|\+\+|--)$/.test(right)) return POSTFIX;
  if (right === '?') return STRENGTH['||'] ?? 0;
  if (right === ',' || right === ':') return 0;
  return STRENGTH[right] ?? 0;
}
