/**
 * How C tokens are spaced where nothing in the source says so. Tokens are given by their spelling.
 */

const WORD = /^[\p{L}\p{N}_$"']/u;
const WORD_END = /[\p{L}\p{N}_$"']$/u;
const KEYWORD = /^(?:return|case|else|sizeof|goto|do)$/;
const SPACED_KEYWORD = /^(?:if|while|for|switch|return|case|else|do|goto)$/;
const ASSIGNMENT = /^(?:[-+*/%&|^]|<<|>>)?=$/;
const BINARY = /^(?:[-+*/%&|^<>?:]|<<|>>|&&|\|\||[=!<>]=)$/;
const UNARY = /^(?:[-+*&!~]|&&|\+\+|--)$/;
const OPERAND_END = /[\p{L}\p{N}_$"')\]]$/u;

/** Whether two tokens without white space between them would read as one, or as others. */
export function mustSeparate(left: string, right: string): boolean {
  if (WORD_END.test(left) && WORD.test(right)) return true;
  const last = left.at(-1) ?? '';
  const first = right.at(0) ?? '';
  if (/[-+&|<>=/*!%^]/.test(last) && (first === '=' || (first === last && /[-+&|<>=]/.test(last)))) return true;
  return (last === '-' && first === '>') || (last === '/' && /[/*]/.test(first));
}

/** Whether no white space belongs behind the token. */
export function tightAfter(left: string): boolean {
  return /^(?:[([.!~]|->)$/.test(left);
}

/** Whether no white space belongs in front of the token. */
export function tightBefore(right: string): boolean {
  return /^(?:[,;)\].]|->)$/.test(right);
}

/** The white space between two tokens in code that is put in: '' or one blank. `before` is the token left of `left`. */
export function spaceBetween(before: string | null, left: string, right: string): string {
  if (right === '.' && /^[{,=]$/.test(left)) return ' ';
  if (tightAfter(left) || tightBefore(right) || (left === '{' && right === '}')) return '';
  if (mustSeparate(left, right)) return ' ';
  if (left === ',' || left === ';' || left === '{' || left === '}' || right === '{' || right === '}') return ' ';
  if (ASSIGNMENT.test(left) || ASSIGNMENT.test(right)) return ' ';
  if (SPACED_KEYWORD.test(left)) return ' ';
  if (right === '(' || right === '[')
    return WORD_END.test(left) || left === ')' || left === ']' ? '' : spaceAfter(before, left);
  if (right === '++' || right === '--' || left === '++' || left === '--') return '';
  if (BINARY.test(right) && OPERAND_END.test(left)) return ' ';
  return spaceAfter(before, left);
}

/** Whether `right`, behind the end of an operand, is an operator that has a blank on both sides. */
export function joinsOperands(left: string, right: string): boolean {
  return OPERAND_END.test(left) && !KEYWORD.test(left) && (ASSIGNMENT.test(right) || BINARY.test(right));
}

/** Unary operators cling to their operand. */
function spaceAfter(before: string | null, left: string): string {
  const operand = before !== null && OPERAND_END.test(before) && !KEYWORD.test(before);
  if (UNARY.test(left) && !operand) return '';
  return ' ';
}
