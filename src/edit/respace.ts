import { lex, spelling } from '../c/index.js';
import { hasComment } from './gap.js';
import { spaceBetween, tightBefore } from './spacing.js';

const TYPE = /^(?:struct|union|enum|unsigned|signed|int|char|long|short|void|float|double|const|volatile|\*)$/;

/** What stands in front of the name and in front of the body of a macro, with the blanks. */
const MACRO_NAME = /^(#\s*(?:define|undef))[ \t]+/;
const MACRO_BODY = /^(#\s*define \w+(?:\([^()]*\))?)[ \t]+(?=[^\s/])/;

/**
 * Code with the spacing of the Linux kernel, as Coccinelle prints added code: blanks behind commas and around binary
 * operators, none behind a cast. Comments and line breaks stay as they are. `before` is the token in front of the code.
 */
export function respace(text: string, before: string | null): string {
  const tokens = lex(text);
  const words = Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index));
  if (words[0]?.startsWith('#')) return text.replace(MACRO_NAME, '$1 ').replace(MACRO_BODY, '$1 ');
  let result = text.slice(0, tokens.start[0] ?? text.length);
  if (before !== null && /^[-+*&]$/.test(words[0] ?? '') && words.length > 1) {
    return respaceBehind(before, text);
  }
  for (const [index, word] of words.entries()) {
    result += word;
    const gap = text.slice(tokens.end[index], tokens.start[index + 1] ?? text.length);
    const last = index === words.length - 1;
    const stays = last || hasComment(gap) || (gap.includes('\n') && !joins(words, index, tokens.partner));
    result += stays ? keptGap(gap, word, words[index + 1]) : spaceBehind(words, index, gap, tokens.partner);
  }
  return result;
}

/** A gap that stays, as Coccinelle leaves it: no blanks in front of what clings to the token before, nor behind the last `;`; one behind a comma. */
function keptGap(gap: string, word: string, next: string | undefined): string {
  if (next === undefined) return word === ';' && /^[ \t]+\/\*/.test(gap) ? gap.trimStart() : gap;
  if (word === ',' && gap.startsWith('/')) return ` ${gap}`;
  return tightBefore(next) ? gap.replace(/[ \t]+$/, '') : gap;
}

/** Whether a line break is in the middle of an expression: Coccinelle forgets it. */
function joins(words: readonly string[], index: number, partner: Int32Array): boolean {
  for (let at = index; at >= 0; at--) {
    const word = words[at] ?? '';
    const other = partner[at] ?? -1;
    if (/^[)\]}]$/.test(word) && other >= 0) at = other;
    else if (/^[([]$/.test(word)) return true;
    else if (/^[;{}#]$/.test(word)) return false;
  }
  return !words.some((word) => /^[;{}]$/.test(word));
}

/** Code that begins with an operator, whose left operand is the token in front. */
function respaceBehind(before: string, text: string): string {
  return respace(`${before} ${text}`, null).slice(before.length).trimStart();
}

function spaceBehind(words: readonly string[], index: number, gap: string, partner: Int32Array): string {
  const left = words[index] ?? '';
  const right = words[index + 1] ?? '';
  if (right === '*' || left === '*') return besideStar(words, index, gap);
  if (left === ')' && endsCast(words, partner[index] ?? -1, index)) return '';
  if (right === ':') return words.slice(0, index).includes('?') ? ' ' : '';
  if (left === ':' && isBitField(words, index)) return '';
  if (right === '(' && words[index + 2] === '*' && (TYPE.test(left) || gap !== '')) return ' ';
  return spaceBetween(words[index - 1] ?? null, left, right);
}

/** Whether a colon stands between a field and its number of bits. */
function isBitField(words: readonly string[], colon: number): boolean {
  return (
    colon > 1 && /^\d/.test(words[colon + 1] ?? '') && !words.slice(0, colon).some((word) => /^(?:\?|case)$/.test(word))
  );
}

/** A star in a declaration clings to what follows it. */
function besideStar(words: readonly string[], index: number, gap: string): string {
  const left = words[index] ?? '';
  const right = words[index + 1] ?? '';
  if (left === '*' && right === '*' && isPointer(words, index)) return '';
  if (left === '*' && /^(?:return|sizeof|case)$/.test(words[index - 1] ?? '')) return '';
  if (left === '*')
    return isPointer(words, index)
      ? TYPE.test(right) && right !== '*'
        ? ' '
        : ''
      : spaceBetween(words[index - 1] ?? null, left, right);
  if (/^(?:\(|\[|!|~|\*)$/.test(left)) return '';
  if (/^(?:return|sizeof|case)$/.test(left)) return ' ';
  if (right === '*' && isPointer(words, index + 1)) return ' ';
  return gap === '' && !/[\p{L}\p{N}_)\]]$/u.test(left) ? spaceBetween(words[index - 1] ?? null, left, right) : ' ';
}

/** Whether a star is part of a type: behind a type word, before a closing bracket, or in what begins like a declaration. */
function isPointer(words: readonly string[], star: number): boolean {
  let from = star;
  while (words[from - 1] === '*') from--;
  let to = star;
  while (words[to + 1] === '*') to++;
  const before = words[from - 1] ?? '';
  const behind = words[to + 1] ?? '';
  if (TYPE.test(before) || /^(?:struct|union|enum)$/.test(words[from - 2] ?? '')) return true;
  if (/^[),]$/.test(behind) || TYPE.test(behind)) return true;
  const starts = /^(?:|;|\{|\}|static|extern|register)$/.test(words[from - 2] ?? '');
  return starts && /^(?:[;=,[(]|[A-Za-z_]\w*)$/.test(words[to + 2] ?? '') && /^[A-Za-z_]\w*$/.test(before);
}

/** Whether brackets hold a type: then they are a cast when an operand follows. */
function endsCast(words: readonly string[], open: number, close: number): boolean {
  if (open < 0 || (/[\w)\]]$/.test(words[open - 1] ?? '') && words[open - 1] !== 'return')) return false;
  const inner = words.slice(open + 1, close);
  const typed = inner.some((word) => TYPE.test(word)) && inner.every((word) => /^[\w*]+$/.test(word));
  return typed && /^[\w"'({&*!~-]/.test(words[close + 1] ?? '');
}
