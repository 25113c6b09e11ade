import { lex, spelling } from '../../src/c/index.js';
import type { Tokens } from '../../src/c/index.js';
import { applyEdits, planEdits } from '../../src/edit/index.js';
import type { Action, EditPlan, EditStyle, InsertAction, InsertPiece } from '../../src/edit/index.js';
import { SourceText } from '../../src/text/index.js';

/** A C text on which edits are asked for by quoting pieces of it. */
export class Fixture {
  readonly text: string;
  readonly tokens: Tokens;

  constructor(text: string) {
    this.text = text;
    this.tokens = lex(text);
  }

  /** The indices of the tokens of the nth (from 1) place where the quoted tokens stand next to each other. */
  find(quote: string, nth = 1): number[] {
    const wanted = words(lex(quote));
    const all = words(this.tokens);
    let count = 0;
    for (let at = 0; at + wanted.length <= all.length; at++) {
      if (wanted.every((word, index) => all[at + index] === word) && ++count === nth)
        return wanted.map((_, index) => at + index);
    }
    throw new Error(`no '${quote}' (${String(nth)}) in the text`);
  }

  remove(quote: string, options: { nth?: number; match?: number } = {}): Action[] {
    const match = options.match ?? 1;
    return this.find(quote, options.nth).map((token) => ({ kind: 'remove', token, rule: 'r', match }));
  }

  /** Code behind the last token of the quote. */
  after(quote: string, lines: readonly Line[], options: Options = {}): InsertAction {
    return insertion(this.find(quote, options.nth).at(-1) ?? 0, 'after', lines, options);
  }

  /** Code in front of the first token of the quote. */
  before(quote: string, lines: readonly Line[], options: Options = {}): InsertAction {
    return insertion(this.find(quote, options.nth)[0] ?? 0, 'before', lines, options);
  }

  /** Removes the quote and puts code in its place. */
  replace(quote: string, lines: readonly Line[], options: Options = {}): Action[] {
    return [...this.remove(quote, options), this.before(quote, lines, { ...options, replaces: true })];
  }

  plan(actions: readonly Action[], style?: EditStyle): EditPlan {
    return planEdits({ source: new SourceText('test.c', this.text), tokens: this.tokens }, actions, style);
  }

  apply(actions: readonly Action[], style?: EditStyle): string {
    return applyEdits(this.text, this.plan(actions, style).edits);
  }
}

/** A line of added code: text with its indentation, or pieces. */
export type Line = string | readonly InsertPiece[];

export interface Options {
  readonly nth?: number;
  readonly match?: number;
  readonly level?: 'line' | 'inline';
  readonly replaces?: boolean;
  readonly repeatable?: boolean;
  readonly patchLine?: number;
  readonly rule?: string;
}

function insertion(token: number, where: 'before' | 'after', lines: readonly Line[], options: Options): InsertAction {
  return {
    kind: 'insert',
    token,
    where,
    lines: lines.map((line) => {
      if (typeof line !== 'string') return { indent: '', pieces: line };
      const indent = /^\s*/.exec(line)?.[0] ?? '';
      return { indent, pieces: line.trim() === '' ? [] : [{ text: line.slice(indent.length) }] };
    }),
    level: options.level ?? 'line',
    replaces: options.replaces ?? false,
    repeatable: options.repeatable ?? false,
    rule: options.rule ?? 'r',
    patchLine: options.patchLine ?? 1,
    match: options.match ?? 1,
  };
}

function words(tokens: Tokens): string[] {
  return Array.from({ length: tokens.count }, (_, index) => spelling(tokens, index));
}

/** Lines as a text that ends in a line end. */
export function text(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
