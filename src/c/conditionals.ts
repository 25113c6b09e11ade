import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

/** What is known of the preprocessor's symbols: their names. */
export interface Symbols {
  readonly defined: ReadonlySet<string>;
  readonly undefined: ReadonlySet<string>;
}

/** An `#if` ... `#endif` of a file. */
export interface Conditional {
  readonly symbols: Symbols;
  /** The directive tokens in order: `#if`, each `#elif` and `#else`, and `#endif` unless the file ends first. */
  readonly marks: number[];
  /** The directive token of `#endif`, or -1. */
  end: number;
}

/** All conditionals of a file, found by each of their directive tokens. */
export type Conditionals = ReadonlyMap<number, Conditional>;

/** Pairs up the `#if`, `#elif`, `#else`, `#endif` lines of a file. Stray ones belong to nothing. */
export function findConditionals(tokens: Tokens, symbols: Symbols = NOTHING_KNOWN): Conditionals {
  const found = new Map<number, Conditional>();
  const open: Conditional[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== TokenKind.directive) continue;
    const word = directiveWord(tokens, at);
    if (word.startsWith('if')) open.push({ symbols, marks: [], end: -1 });
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

const NOTHING_KNOWN: Symbols = { defined: new Set(), undefined: new Set() };

/** Symbols of other languages, of C++ and of the assembler: `#ifdef` does not find them. */
const OTHER_LANGUAGE = /^(?:__cplusplus|__ASSEMBLY__|__ASSEMBLER__)$/;

/** Whether the arm that a directive opens is dead text: `#if 0`, `#ifdef __cplusplus`, what comes behind `#if 1`. */
export function isDeadArm(tokens: Tokens, { marks, symbols }: Conditional, mark: number): boolean {
  if (directiveWord(tokens, mark) === 'endif') return false;
  if (truthOf(tokens, mark, symbols) === false) return true;
  return marks.some((earlier) => earlier < mark && truthOf(tokens, earlier, symbols) === true);
}

const CONDITION = /^(ifdef|ifndef|elifdef|elifndef|if|elif) (! )?(defined )?(?:\( )?(\w+)(?: \))?$/;

/** Whether the condition of a directive holds; null where that is not known. */
function truthOf(tokens: Tokens, mark: number, symbols: Symbols): boolean | null {
  const [, word = '', not = '', defined = '', name = ''] = CONDITION.exec(conditionText(tokens, mark)) ?? [];
  if (/^[01]$/.test(name)) return (name === '1') === (not === '');
  const negated = (not !== '') !== word.endsWith('ndef');
  if (symbols.defined.has(name)) return !negated;
  const asksWhetherDefined = defined !== '' || word.endsWith('def');
  const isUndefined = symbols.undefined.has(name) || (asksWhetherDefined && OTHER_LANGUAGE.test(name));
  return isUndefined ? negated : null;
}

/** The directive's word and the tokens of its line, one space apart. */
export function conditionText(tokens: Tokens, directive: number): string {
  const words = [directiveWord(tokens, directive)];
  for (let at = directive + 1; at < lineEnd(tokens, directive); at++) words.push(spelling(tokens, at));
  return words.join(' ');
}
