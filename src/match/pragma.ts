import { makeNode, spelling } from '../c/index.js';
import type { Node } from '../c/index.js';
import type { Matcher } from './matcher.js';
import { each, NO_MATCH } from './state.js';
import type { MatchState } from './state.js';

/**
 * A `#pragma` line, word by word: its words are no C. A metavariable for pragma information takes the rest of the line,
 * dots any words, every other metavariable one word.
 */
export function matchPragma(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  return new PragmaMatcher(matcher, piecesOf(pattern), node.tokens).from(0, 0, state);
}

/** Code of the program that could not be read, word by word like a pragma. */
export function matchUnread(matcher: Matcher, pattern: Node, node: Node, state: MatchState): readonly MatchState[] {
  return new PragmaMatcher(matcher, piecesOf(pattern), node.tokens).from(0, 0, state);
}

function piecesOf(pattern: Node): readonly Piece[] {
  const pieces: Piece[] = [];
  const collect = (node: Node): void => {
    if (node.kind === 'meta' || node.kind === 'dots') {
      pieces.push({ token: node.first, kid: node });
      return;
    }
    pieces.push(...node.tokens.map((token): Piece => ({ token, kid: null })));
    for (const kid of node.kids) if (kid !== null) collect(kid);
  };
  collect(pattern);
  return pieces.sort((left, right) => left.token - right.token);
}

interface Piece {
  readonly token: number;
  /** The metavariable or the dots; null for a plain word. */
  readonly kid: Node | null;
}

class PragmaMatcher {
  readonly #matcher: Matcher;
  readonly #pieces: readonly Piece[];
  readonly #words: readonly number[];

  constructor(matcher: Matcher, pieces: readonly Piece[], words: readonly number[]) {
    this.#matcher = matcher;
    this.#pieces = pieces;
    this.#words = words;
  }

  from(index: number, at: number, state: MatchState): readonly MatchState[] {
    const piece = this.#pieces[index];
    const word = this.#words[at];
    if (piece === undefined) return word === undefined ? [state] : NO_MATCH;
    if (piece.kid?.kind === 'dots') return this.#dots(index, at, state);
    const kind = this.#matcher.context.rule.metavariables.get(piece.kid?.value ?? '')?.kind;
    if (kind === 'pragmainfo' && piece.kid !== null)
      return each(this.#information(piece.kid, at, state), (now) => this.from(index + 1, this.#words.length, now));
    if (word === undefined) return NO_MATCH;
    if (piece.kid === null) {
      if (this.#patternWord(piece.token) !== this.#word(word)) return NO_MATCH;
      return each(this.#matcher.linkOne(piece.token, [word], state), (now) => this.from(index + 1, at + 1, now));
    }
    const value = makeNode('ident', this.#word(word), [], [word]);
    return each(this.#matcher.match(piece.kid, value, state), (now) => this.from(index + 1, at + 1, now));
  }

  /** The rest of the line, which may be nothing; code that is added behind it goes to the end of the line. */
  #information(metavariable: Node, at: number, state: MatchState): readonly MatchState[] {
    const rest = this.#words.slice(at);
    const states = this.#matcher.match(metavariable, makeNode('ident', '', [], rest), state);
    const behind = this.#words.at(-1);
    return rest.length > 0 || behind === undefined
      ? states
      : each(states, (now) => this.#matcher.linkBehind(metavariable.first, behind, now));
  }

  #dots(index: number, at: number, state: MatchState): readonly MatchState[] {
    const { token } = this.#pieces[index] ?? { token: -1 };
    const found: MatchState[] = [];
    for (let end = at; end <= this.#words.length; end++) {
      const linked = this.#matcher.link([token], this.#words.slice(at, end), state);
      found.push(...each(linked, (now) => this.from(index + 1, end, now)));
    }
    return found;
  }

  /** `# pragma` is `#pragma`. */
  #word(token: number): string {
    return spelling(this.#matcher.context.file.tokens, token).replace(/^#\s+/, '#');
  }

  #patternWord(token: number): string {
    return (this.#matcher.context.rule.rule.body.tokens[token]?.text ?? '').replace(/^#\s+/, '#');
  }
}
