import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

/** An `#if` ... `#endif` of a file. */
export interface Conditional {
  /** The directive tokens in order: `#if`, each `#elif` and `#else`, and `#endif` unless the file ends first. */
  readonly marks: number[];
  /** The directive token of `#endif`, or -1. */
  end: number;
}

/** All conditionals of a file, found by each of their directive tokens. */
export type Conditionals = ReadonlyMap<number, Conditional>;

/** Pairs up the `#if`, `#elif`, `#else`, `#endif` lines of a file. Stray ones belong to nothing. */
export function findConditionals(tokens: Tokens): Conditionals {
  const found = new Map<number, Conditional>();
  const open: Conditional[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== TokenKind.directive) continue;
    const word = directiveWord(tokens, at);
    if (word.startsWith('if')) open.push({ marks: [], end: -1 });
    else if (word !== 'endif' && !word.startsWith('el')) continue;
    const top = open[open.length - 1];
    if (top === undefined) continue;
    top.marks.push(at);
    found.set(at, top);
    if (word !== 'endif') continue;
    top.end = at;
    open.pop();
  }
  return found;
}

/** The word of a directive token without its `#`: `ifdef`. */
export function directiveWord(tokens: Tokens, at: number): string {
  return spelling(tokens, at).slice(1).trimStart();
}

/** One past the last token of the preprocessor line that starts at a directive token. */
export function lineEnd(tokens: Tokens, directive: number): number {
  let at = directive + 1;
  while (at < tokens.count && tokens.inDirective[at] === 1 && tokens.kind[at] !== TokenKind.directive) at++;
  return at;
}

/** Conditions of text that is not C: of C++ and of the assembler. */
const OTHER_LANGUAGE = /^(ifdef|if defined|if defined \() (__cplusplus|__ASSEMBLY__|__ASSEMBLER__)( \))?$/;
/** Conditions whose `#else` is no C. */
const C = /^(if 1|(ifndef|if ! defined|if ! defined \() (__ASSEMBLY__|__ASSEMBLER__)( \))?)$/;

/** Whether the arm that a directive opens is dead text: `#if 0`, `#ifdef __cplusplus`, `#else` of `#if 1`. */
export function isDeadArm(tokens: Tokens, conditional: Conditional, mark: number): boolean {
  const [first = mark, second] = conditional.marks;
  const word = directiveWord(tokens, mark);
  if (word.startsWith('else')) return mark === second && C.test(conditionText(tokens, first));
  const text = conditionText(tokens, mark);
  return text === 'if 0' || text === 'elif 0' || OTHER_LANGUAGE.test(text);
}

/** The directive's word and the tokens of its line, one space apart. */
export function conditionText(tokens: Tokens, directive: number): string {
  const words = [directiveWord(tokens, directive)];
  for (let at = directive + 1; at < lineEnd(tokens, directive); at++) words.push(spelling(tokens, at));
  return words.join(' ');
}
