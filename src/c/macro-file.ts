import { lineEnd, directiveWord } from './conditionals.js';
import { lex } from './lex.js';
import { typeFromTokens } from './lower/index.js';
import type { MacroBody } from './macro-body.js';
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
  /** Those whose bodies are read in their place. */
  readonly bodies: ReadonlyMap<string, MacroBody>;
}

/** Lists of names that are being filled. */
type Lists = { -readonly [Key in Exclude<keyof Macros, 'bodies'>]: string[] } & { bodies: Map<string, MacroBody> };

/** A `#define`: the tokens of its name and body. */
interface Definition {
  readonly name: string;
  /** Null where no parentheses follow the name. */
  readonly parameters: readonly string[] | null;
  readonly first: number;
  readonly end: number;
}

/** Words that stand for a body, and say what the macro is; null for what is told by its use. */
const HINTS: ReadonlyMap<string, Exclude<keyof Macros, 'bodies'> | null> = new Map([
  ['YACFE_ITERATOR', 'iterators'],
  ['YACFE_DECLARATOR', 'declarers'],
  ['YACFE_STATEMENT', 'statements'],
  ['MACROSTATEMENT', 'statements'],
  ['YACFE_ATTRIBUTE', 'attributes'],
  ['YACFE_END_ATTRIBUTE', 'attributes'],
  ['MACROANNOTATION', 'attributes'],
  ['YACFE_STRING', null],
  ['YACFE_IDENT_BUILDER', null],
]);

/** Texts of `#define` lines. */
export interface MacroLines {
  /** Lines that tell how macros are to be read, such as spatch takes for `--macro-file`. */
  readonly macros?: string;
  /** Lines whose bodies are read in the place of the macros, as with `--macro-file-builtins`. */
  readonly builtinMacros?: string;
}

/**
 * Reads how macros are to be read from `#define` lines: from the word that stands for a body, or from what the body is.
 * What such lines do not tell is left to how a macro is used.
 */
export function readMacros({ macros = '', builtinMacros = '' }: MacroLines): Macros {
  if (latest?.macros !== macros || latest.builtinMacros !== builtinMacros)
    latest = { macros, builtinMacros, read: macrosIn(macros, builtinMacros) };
  return latest.read;
}

/** The same texts are asked for with each file. */
let latest: { readonly macros: string; readonly builtinMacros: string; readonly read: Macros } | null = null;

function macrosIn(macros: string, builtinMacros: string): Macros {
  const lists = { attributes: [], types: [], iterators: [], declarers: [], statements: [], bodies: new Map() };
  readLines(macros, lists, classify);
  readLines(builtinMacros, lists, classifyBuiltin);
  return lists;
}

function readLines(
  text: string,
  lists: Lists,
  note: (tokens: Tokens, definition: Definition, lists: Lists) => void,
): void {
  if (text === '') return;
  const tokens = lex(text);
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== TokenKind.directive || directiveWord(tokens, at) !== 'define') continue;
    const definition = definitionAt(tokens, at);
    if (definition !== null && !noteAsKind(tokens, definition, lists)) note(tokens, definition, lists);
  }
}

function definitionAt(tokens: Tokens, directive: number): Definition | null {
  const end = lineEnd(tokens, directive);
  const name = directive + 1;
  if (name >= end) return null;
  const open = name + 1;
  const hasParameters = open < end && isPunctuator(tokens, open, '(') && tokens.start[open] === tokens.end[name];
  const close = hasParameters ? (tokens.partner[open] ?? -1) : name;
  if (close < name) return null;
  const parameters = hasParameters ? parametersBetween(tokens, open, close) : null;
  return { name: spelling(tokens, name), parameters, first: close + 1, end };
}

/** The names of parameters; one that stands for all further arguments ends in `...`. */
function parametersBetween(tokens: Tokens, open: number, close: number): string[] {
  const parameters = [''];
  for (let at = open + 1; at < close; at++) {
    const word = spelling(tokens, at);
    if (word === ',') parameters.push('');
    else parameters.push(`${parameters.pop() ?? ''}${word}`);
  }
  return close === open + 1 ? [] : parameters;
}

/** What both kinds of lines tell of a macro: that it is an attribute, a loop's head, or what a word says. */
function noteAsKind(tokens: Tokens, { name, first, end }: Definition, lists: Lists): boolean {
  const hint = end === first + 1 ? HINTS.get(spelling(tokens, first)) : undefined;
  if (hint === null) return true;
  if (hint !== undefined) lists[hint].push(name);
  else if (isAttributes(tokens, first, end)) lists.attributes.push(name);
  else if (isLoopHead(tokens, first, end, lists.iterators)) lists.iterators.push(name);
  else return false;
  return true;
}

/** Bodies of which there is none of the same kind in C, such as a brace, are read in the macro's place. */
function classify(tokens: Tokens, definition: Definition, lists: Lists): void {
  const { name, parameters, first, end } = definition;
  const word = spelling(tokens, first);
  if (isPieceOfSyntax(tokens, definition)) lists.bodies.set(name, bodyOf(tokens, definition));
  else if (isPunctuator(tokens, end - 1, ';') || isPunctuator(tokens, end - 1, '}'))
    (isDeclaration(word) ? lists.declarers : lists.statements).push(name);
  else if (end > first + 1 && parameters === null && typeFromTokens(tokens, first, end - 1) !== null)
    lists.types.push(name);
  else if (parameters !== null && isDeclaration(word)) lists.declarers.push(name);
}

/** All bodies are read in the macro's place but whole statements, which stand where a statement may. */
function classifyBuiltin(tokens: Tokens, definition: Definition, lists: Lists): void {
  const { name, first, end } = definition;
  const isStatement = isPunctuator(tokens, end - 1, ';') || isPunctuator(tokens, end - 1, '}');
  if (isStatement && !isDeclaration(spelling(tokens, first)) && !isPieceOfSyntax(tokens, definition))
    lists.statements.push(name);
  else lists.bodies.set(name, bodyOf(tokens, definition));
}

/** One keyword or sign, or brackets of which one has no partner. */
function isPieceOfSyntax(tokens: Tokens, { parameters, first, end }: Definition): boolean {
  const kind = tokens.kind[first];
  const isSign = kind === TokenKind.keyword || kind === TokenKind.punctuator;
  if (end === first + 1 && parameters === null && isSign) return true;
  for (let at = first; at < end; at++) {
    const isBracket = tokens.kind[at] === TokenKind.punctuator && /^[()[\]{}]$/.test(spelling(tokens, at));
    if (isBracket && tokens.partner[at] === -1) return true;
  }
  return false;
}

function bodyOf(tokens: Tokens, { name, parameters, first, end }: Definition): MacroBody {
  const pieces = [];
  for (let at = first; at < end; at++) pieces.push({ kind: tokens.kind[at] ?? 0, text: spelling(tokens, at) });
  return { name, parameters, pieces };
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
