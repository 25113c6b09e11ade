import type { CFile } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { lineMap } from '../edit/index.js';
import type { Match } from '../match/index.js';
import type { Finding, LineRange } from './types.js';

/** The lines of a file that edits and findings are wanted on, numbered from 1 as in the text at hand. */
export class WantedLines {
  readonly #lines: ReadonlySet<number>;

  constructor(lines: Iterable<number>) {
    this.#lines = new Set(lines);
  }

  static ofRanges(ranges: readonly LineRange[]): WantedLines {
    return new WantedLines(
      ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at)),
    );
  }

  /** The same lines in a text that edits have made of this one; what they have written is wanted, too. */
  carried(before: string, after: string): WantedLines {
    if (before === after) return this;
    const lines = [...lineMap(before, after)].filter(([old]) => old === null || this.#lines.has(old));
    return new WantedLines(lines.map(([, now]) => now));
  }

  /** Whether a match changes something on these lines, or beside code that stands on them. */
  meets(rule: CompiledRule, file: CFile, match: Match): boolean {
    const changing = match.hits
      .flatMap((hit) => hit.links)
      .filter(({ patternToken, isExtra }) => isExtra !== true && isChanging(rule, patternToken));
    return changing
      .flatMap(({ tokens, behind, ahead }) => [...tokens, ...[behind, ahead].filter((token) => token !== undefined)])
      .some((token) => this.#meetsToken(file, token));
  }

  /** Whether one of the places of a finding is on these lines. */
  hasFinding({ line, endLine, further }: Finding): boolean {
    return this.#hasSome(line, endLine) || further.some((place) => this.#lines.has(place.line));
  }

  has(line: number): boolean {
    return this.#lines.has(line);
  }

  /** A token may stand on several lines: a string with line continuations. */
  #meetsToken({ source, tokens }: CFile, token: number): boolean {
    const start = tokens.start[token] ?? 0;
    return this.#hasSome(source.place(start).line, source.place(tokens.end[token] ?? start).line);
  }

  #hasSome(first: number, last: number): boolean {
    for (let line = first; line <= last; line++) if (this.#lines.has(line)) return true;
    return false;
  }
}

function isChanging(rule: CompiledRule, patternToken: number): boolean {
  const token = rule.rule.body.tokens[patternToken];
  return token !== undefined && (token.mark === 'minus' || token.before !== null || token.after !== null);
}
