import { lineEnd, directiveWord } from './conditionals.js';
import { lex } from './lex.js';
import { typeFromTokens } from './lower/index.js';
import { attributeCalls, attributeWords } from './mask/attribute-words.js';
import { isPunctuator } from './token-test.js';
import { spelling, TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';
import { storageKeywords, typeKeywords } from './words.js';

/** How macros are to be read, by name. */
export interface Macros {
  /** Attributes, with what they have in parentheses. */
  readonly attributes: readonly string[];
  readonly types: readonly string[];
  /** Heads of loops. */
  readonly iterators: readonly string[];
  /** Calls that declare something, in functions too. */
  readonly declarers: readonly string[];
  /** Statements that need no `;`. */
  readonly statements: readonly string[];
  /** Other spellings of keywords, and these. */
  readonly keywords: Readonly<Record<string, string>>;
}

/** Lists of names that are being filled. */
type Lists = { -readonly [Key in Exclude<keyof Macros, 'keywords'>]: string[] } & { keywords: Record<string, string> };

/** A `#define`: the tokens of its name and body. */
interface Definition {
  readonly name: string;
  readonly hasParameters: boolean;
  readonly first: number;
  readonly end: number;
}

/** Words that stand for a body, and say what the macro is. */
const HINTS: ReadonlyMap<string, Exclude<keyof Macros, 'keywords'>> = new Map([
  ['YACFE_ITERATOR', 'iterators'],
  ['YACFE_DECLARATOR', 'declarers'],
  ['YACFE_STATEMENT', 'statements'],
  ['MACROSTATEMENT', 'statements'],
  ['YACFE_ATTRIBUTE', 'attributes'],
  ['YACFE_END_ATTRIBUTE', 'attributes'],
]);

/**
 * Reads how macros are to be read from a file of `#define` lines, such as spatch takes for `--macro-file`: from the word
 * that stands for a body, or from what the body is. What such lines do not tell is left to how a macro is used.
 */
export function readMacros(text: string): Macros {
  if (latest?.text !== text) latest = { text, macros: macrosIn(text) };
  return latest.macros;
}

/** The same text is asked for with each file. */
let latest: { readonly text: string; readonly macros: Macros } | null = null;

function macrosIn(text: string): Macros {
  const tokens = lex(text);
  const lists: Lists = { attributes: [], types: [], iterators: [], declarers: [], statements: [], keywords: {} };
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== TokenKind.directive || directiveWord(tokens, at) !== 'define') continue;
    const definition = definitionAt(tokens, at);
    if (definition !== null) classify(tokens, definition, lists);
  }
  return lists;
}

function definitionAt(tokens: Tokens, directive: number): Definition | null {
  const end = lineEnd(tokens, directive);
  const name = directive + 1;
  if (name >= end) return null;
  const open = name + 1;
  const hasParameters = open < end && isPunctuator(tokens, open, '(') && tokens.start[open] === tokens.end[name];
  const first = hasParameters ? (tokens.partner[open] ?? -1) + 1 : open;
  return first > name ? { name: spelling(tokens, name), hasParameters, first, end } : null;
}

function classify(tokens: Tokens, { name, hasParameters, first, end }: Definition, lists: Lists): void {
  const word = first < end ? spelling(tokens, first) : '';
  const isOne = end === first + 1;
  const hint = isOne ? HINTS.get(word) : undefined;
  if (hint !== undefined) lists[hint].push(name);
  else if (isAttributes(tokens, first, end)) lists.attributes.push(name);
  else if (isOne && !hasParameters && tokens.kind[first] === TokenKind.keyword) lists.keywords[name] = word;
  else if (isLoopHead(tokens, first, end, lists.iterators)) lists.iterators.push(name);
  else if (isPunctuator(tokens, end - 1, ';') || isPunctuator(tokens, end - 1, '}'))
    (isDeclaration(word) ? lists.declarers : lists.statements).push(name);
  else if (!isOne && !hasParameters && typeFromTokens(tokens, first, end - 1) !== null) lists.types.push(name);
  else if (hasParameters && isDeclaration(word)) lists.declarers.push(name);
}

function isDeclaration(word: string): boolean {
  return typeKeywords.has(word) || storageKeywords.has(word);
}

/** Nothing, or nothing but attributes. */
function isAttributes(tokens: Tokens, first: number, end: number): boolean {
  for (let at = first; at < end; at++) {
    const word = spelling(tokens, at);
    if (!attributeWords.has(word) && !attributeCalls.has(word)) return false;
    if (isPunctuator(tokens, at + 1, '(')) at = Math.max(at + 1, tokens.partner[at + 1] ?? -1);
  }
  return true;
}

/** `for (...)`, `while (...)`, or a call of such a macro, and nothing behind it. */
function isLoopHead(tokens: Tokens, first: number, end: number, iterators: readonly string[]): boolean {
  const word = first < end ? spelling(tokens, first) : '';
  if (word !== 'for' && word !== 'while' && !iterators.includes(word)) return false;
  return isPunctuator(tokens, first + 1, '(') && tokens.partner[first + 1] === end - 1;
}
