import type { Node } from '../c/index.js';
import type { Diagnostic, SourceText, Span } from '../text/index.js';
import type { SliceToken } from './body.js';
import { parseSlice } from './grammar.js';
import { asMisplaced } from './header.js';
import { lexAll, Lexer } from './lexeme.js';
import type { Lexeme } from './lexeme.js';
import { readMetavariables } from './metavariables.js';
import { LastingNames, Names } from './names.js';
import { Problems } from './problems.js';
import type { Metavariable } from './rule.js';
import { WordStream } from './word-stream.js';

/** What an isomorphism speaks of, as the word in front of it says. */
export type IsomorphismKind =
  | 'Expression'
  | 'TestExpression'
  | 'ToTestExpression'
  | 'ArgExpression'
  | 'Statement'
  | 'Declaration'
  | 'Type'
  | 'TopLevel';

/** One side of an isomorphism: its tree, whose own tokens index `tokens`. */
export interface IsomorphismSide {
  readonly root: Node;
  /** Spellings of the tokens. */
  readonly tokens: readonly string[];
}

/**
 * Code that means the same written in several ways. A pattern that has the form of one of the first `sources` sides
 * matches the forms of all others as well.
 */
export interface Isomorphism {
  readonly name: string;
  readonly kind: IsomorphismKind;
  readonly metavariables: readonly Metavariable[];
  /** Metavariables that stand only for code without changes in it. */
  readonly pure: ReadonlySet<string>;
  /** Metavariables that stand only for code that is kept. */
  readonly context: ReadonlySet<string>;
  readonly sides: readonly IsomorphismSide[];
  readonly sources: number;
}

export interface IsomorphismFile {
  readonly isomorphisms: readonly Isomorphism[];
  readonly diagnostics: readonly Diagnostic[];
}

const SECTION =
  /^[ \t]*(Expression|TestExpression|ToTestExpression|ArgExpression|Statement|Declaration|Type|TopLevel)[ \t\r]*(?=\n)/gm;

/** Parses a file in the form of Coccinelle's `standard.iso`. What cannot be read is reported and left out. */
export function parseIsomorphisms(source: SourceText): IsomorphismFile {
  const problems = new Problems(source);
  const isomorphisms: Isomorphism[] = [];
  const code = blankComments(source.text);
  const heads = [...code.matchAll(SECTION)];
  heads.forEach((head, index) => {
    const start = head.index + head[0].length;
    const end = heads[index + 1]?.index ?? source.text.length;
    try {
      isomorphisms.push(readOne({ problems, code }, head[1] as IsomorphismKind, { start, end }));
    } catch (error) {
      const { message, span, hint } = asMisplaced(error);
      problems.error('isomorphism-syntax', span, message, hint);
    }
  });
  return { isomorphisms, diagnostics: problems.list };
}

/** Comments become blanks, so that offsets stay. */
function blankComments(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** What is read, and the same without comments. */
interface Source {
  readonly problems: Problems;
  readonly code: string;
}

function readOne({ problems, code }: Source, kind: IsomorphismKind, span: Span): Isomorphism {
  const { source } = problems;
  const lexer = new Lexer(source.text, { ...span, line: source.place(span.start).line }, 'header');
  const stream = new WordStream(untilMark(lexer), span);
  stream.expect('@');
  const name = stream.name('the name of the isomorphism').text;
  stream.expect('@');
  const { lexemes, pure, context } = splitModifiers(stream.lexemes.slice(stream.at));
  const metavariables = readMetavariables(lexemes, { problems, lasting: new LastingNames(), inherited: [] });
  const names = new Names(metavariables, new LastingNames());
  const { sides, sources } = readSides({ problems, code }, names, { start: lexer.at, end: span.end });
  return { name, kind, metavariables, pure, context, sides, sources };
}

/** All lexemes up to `@@`, which is taken. */
function untilMark(lexer: Lexer): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (let lexeme = lexer.next(); lexeme !== null && lexeme.text !== '@@'; lexeme = lexer.next()) lexemes.push(lexeme);
  return lexemes;
}

/** Takes `pure` and `context` from in front of declarations and notes the names they speak of. */
function splitModifiers(all: readonly Lexeme[]): { lexemes: Lexeme[]; pure: Set<string>; context: Set<string> } {
  const lexemes: Lexeme[] = [];
  const marked = { pure: new Set<string>(), context: new Set<string>() };
  let active: Set<string>[] = [];
  let atStart = true;
  all.forEach((lexeme, index) => {
    if (atStart && (lexeme.text === 'pure' || lexeme.text === 'context')) {
      active.push(marked[lexeme.text]);
      return;
    }
    atStart = lexeme.text === ';';
    const after = all[index + 1]?.text;
    if (lexeme.kind === 'identifier' && (after === ',' || after === ';'))
      for (const set of active) set.add(lexeme.text);
    if (atStart) active = [];
    lexemes.push(lexeme);
  });
  return { lexemes, ...marked };
}

/** Sides are separated by `<=>`, which goes both ways, and `=>`, behind which nothing is matched. */
function readSides(
  { problems, code }: Source,
  names: Names,
  span: Span,
): { sides: IsomorphismSide[]; sources: number } {
  const text = code.slice(span.start, span.end);
  const sides: IsomorphismSide[] = [];
  let sources = 0;
  let start = 0;
  for (const arrow of [...text.matchAll(/<?=>|$/g)]) {
    sides.push(readSide(problems, names, { start: span.start + start, end: span.start + arrow.index }));
    if (arrow[0] !== '<=>' && sources === 0) sources = sides.length;
    start = arrow.index + arrow[0].length;
    if (arrow[0] === '') break;
  }
  const oneWay = /(?<!<)=>/.test(text);
  return { sides, sources: oneWay ? sources : sides.length };
}

function readSide(problems: Problems, names: Names, span: Span): IsomorphismSide {
  const { source } = problems;
  const lexemes = lexAll(source.text, { ...span, line: source.place(span.start).line }, 'body');
  const tokens = lexemes.map((lexeme): SliceToken => ({
    ...lexeme,
    mark: 'context',
    optional: false,
    directive: 0,
    attached: [],
  }));
  const { root, failure } = parseSlice(tokens, names, null);
  const [item = null] = root?.kids ?? [];
  if (root === null || item === null || root.kids.length !== 1) {
    return new WordStream(lexemes.slice(failure?.at ?? 0), span).fail(
      failure?.expected ?? 'one statement, expression or type',
    );
  }
  const isTerm = item.kind === 'bare';
  return { root: isTerm ? (item.kids[0] ?? item) : item, tokens: tokens.map(({ text }) => text) };
}
