import { TokenKind } from '../tokens.js';
import { DeclarationReader } from './declaration-reader.js';
import { sizeofWords, specifierWords } from './words.js';

/**
 * Decides what C's grammar leaves open, from the names in sight: whether a parenthesis holds a type, and whether a
 * statement is a declaration.
 */
export abstract class AmbiguityReader extends DeclarationReader {
  /**
   * True when the parenthesis at `open` is a cast or the head of a compound literal. This, with typeInParens, is where
   * `(T)(x)`, `(T)&x` and `(T)-x` are told from calls and binary operators.
   */
  castAt(open: number): boolean {
    const close = this.closingOf(open);
    if (close < 0) return false;
    const inner = this.visibleFrom(open + 1);
    const lone = this.isNameAt(inner) && this.visibleFrom(inner + 1) === close;
    if (!lone) return this.typeAt(inner, close) || this.macroTypeIn(inner, close);
    const name = this.wordAt(inner);
    const kind = this.names.kindOf(name);
    return (
      kind !== 'value' &&
      this.operandAt(this.visibleFrom(close + 1), kind === 'type' || isMixedCase(name), kind === 'type')
    );
  }

  /** `(ID(...)) name`: a macro that makes a type, as no operator stands in front of the name. */
  private macroTypeIn(inner: number, close: number): boolean {
    const open = this.visibleFrom(inner + 1);
    if (!this.isNameAt(inner) || this.wordAt(open) !== '(') return false;
    const behind = this.visibleFrom(close + 1);
    return this.visibleFrom(this.closingOf(open) + 1) === close && this.isNameAt(behind) && !this.startsLine(behind);
  }

  /** True when an operand starts at a token; signs, `&` and `*` count only for `sure` types. */
  private operandAt(index: number, sure: boolean, known: boolean): boolean {
    const word = this.wordAt(index);
    if (['&', '*', '-', '+', '&&'].includes(word)) return sure && word !== '&&';
    if (word === '++' || word === '--') return known;
    if (word === '(') return known || this.wordAt(this.visibleFrom(index + 1)) !== ')';
    if (word === '~' || word === '!' || word === '{') return true;
    const kind = this.kindAt(index);
    if (kind === TokenKind.string) return known;
    return (
      kind === TokenKind.number ||
      kind === TokenKind.char ||
      this.isNameAt(index) ||
      sizeofWords.has(word) ||
      word === '_Generic'
    );
  }

  /** True when the tokens from `first` up to `close` are a type: by their words, or a name and only stars behind. */
  private typeAt(first: number, close: number): boolean {
    const word = this.wordAt(first);
    const entry = specifierWords.get(word);
    if (entry !== undefined) return word !== '__extension__';
    if (!this.isNameAt(first) || this.names.kindOf(word) === 'value') return false;
    const second = this.visibleFrom(first + 1);
    const secondWord = this.wordAt(second);
    if (second === close) return this.names.kindOf(word) === 'type';
    if (specifierWords.get(secondWord)?.role === 'qualifier' || specifierWords.has(secondWord)) return true;
    if (secondWord === '*') return this.onlyStars(second, close);
    if (secondWord === '(') return this.loneStarIn(second) || this.starsBehind(second, close);
    if (this.isNameAt(second)) return this.onlyNames(second, close);
    return this.names.kindOf(word) === 'type' && secondWord === '[';
  }

  /** Stars, qualifiers, attributes and `(*)` or `[]` parts, to the closing parenthesis. */
  private onlyStars(first: number, close: number): boolean {
    let at = first;
    while (at < close) {
      const word = this.wordAt(at);
      const isStar =
        word === '*' || specifierWords.get(word)?.role === 'qualifier' || (this.isNameAt(at) && word.startsWith('__'));
      if (!isStar) return word === '(' ? this.loneStarIn(at) : word === '[';
      at = this.visibleFrom(at + 1);
    }
    return true;
  }

  /** Names, stars and qualifiers to the closing parenthesis: an attribute and a type. */
  private onlyNames(first: number, close: number): boolean {
    let at = first;
    while (at < close && (this.isNameAt(at) || this.wordAt(at) === '*' || specifierWords.has(this.wordAt(at)))) {
      at = this.visibleFrom(at + 1);
    }
    return at === close;
  }

  /** `(...) *` up to the closing parenthesis: behind a name, a macro that makes a type. */
  private starsBehind(open: number, close: number): boolean {
    const behind = this.visibleFrom(this.closingOf(open) + 1);
    return this.closingOf(open) >= 0 && this.wordAt(behind) === '*' && this.onlyStars(behind, close);
  }

  /** `(*)`, which only a type has. */
  private loneStarIn(open: number): boolean {
    const star = this.visibleFrom(open + 1);
    return this.wordAt(star) === '*' && this.visibleFrom(star + 1) === this.closingOf(open);
  }

  override typeInParens(): boolean {
    const close = this.closingOf(this.index);
    if (close < 0) return false;
    const inner = this.visibleFrom(this.index + 1);
    const name = this.wordAt(inner);
    if (this.visibleFrom(inner + 1) === close && this.isNameAt(inner) && this.names.kindOf(name) === 'unknown')
      return isMixedCase(name);
    return this.typeAt(inner, close);
  }

  /**
   * True when a declaration starts here. Words of types say so themselves; of two readings of `x * y;` and
   * `T (*f)(int);` the one that the names in sight allow is taken, a declaration when they say nothing.
   */
  declarationAhead(): boolean {
    const word = this.peek();
    if (word === '[' && this.peekAhead(1) === '[') return this.declarationBehindAttribute();
    const entry = specifierWords.get(word);
    if (entry !== undefined) return word !== '__extension__' || this.declarationBehind(this.ahead(1));
    return this.isNameAt(this.index) && this.nameStartsDeclaration(word);
  }

  private declarationBehindAttribute(): boolean {
    const start = this.index;
    this.takeBalanced([]);
    const found = this.declarationAhead();
    this.jump(start);
    return found;
  }

  private declarationBehind(index: number): boolean {
    return (
      specifierWords.has(this.wordAt(index)) || (this.isNameAt(index) && this.isNameAt(this.visibleFrom(index + 1)))
    );
  }

  private nameStartsDeclaration(word: string): boolean {
    const kind = this.names.kindOf(word);
    const next = this.ahead(1);
    if (kind === 'value') return false;
    if (this.isNameAt(next)) return true;
    const nextWord = this.wordAt(next);
    if (specifierWords.has(nextWord)) return true;
    if (nextWord === '*') return this.pointerDeclaratorAt(next, kind === 'type');
    if (nextWord === '(') return this.functionPointerAt(next, kind === 'type') || this.macroTypeAt(next);
    return kind === 'type' && nextWord === ';';
  }

  /** `* [const] name` and then the end of a declarator. */
  private pointerDeclaratorAt(star: number, known: boolean): boolean {
    let at = star;
    while (this.wordAt(at) === '*' || specifierWords.get(this.wordAt(at))?.role === 'qualifier')
      at = this.visibleFrom(at + 1);
    if (this.wordAt(at) === '(') return known;
    if (!this.isNameAt(at)) return false;
    const behind = this.visibleFrom(at + 1);
    if (this.wordAt(behind) === '(') return known || this.wordAt(this.visibleFrom(this.closingOf(behind) + 1)) === ';';
    return ['=', ';', ',', '['].includes(this.wordAt(behind)) || this.isNameAt(behind);
  }

  /** `(...) name =` on one line behind a name, or `(...) *name =`, as products have no values: a macro makes a type. */
  private macroTypeAt(open: number): boolean {
    const close = this.closingOf(open);
    let name = close < 0 ? this.end : this.visibleFrom(close + 1);
    if (this.wordAt(name) === '*') {
      while (this.wordAt(name) === '*') name = this.visibleFrom(name + 1);
      return this.isNameAt(name) && this.wordAt(this.visibleFrom(name + 1)) === '=';
    }
    if (!this.isNameAt(name) || this.startsLine(name)) return false;
    return ['=', ';', ',', '['].includes(this.wordAt(this.visibleFrom(name + 1)));
  }

  /** `(*name)(` behind a name. */
  private functionPointerAt(open: number, known: boolean): boolean {
    const star = this.visibleFrom(open + 1);
    if (this.wordAt(star) !== '*') return false;
    const close = this.closingOf(open);
    const behind = close < 0 ? '' : this.wordAt(this.visibleFrom(close + 1));
    return behind === '(' || (known && ['=', ';', ',', '['].includes(behind));
  }
}

/** Types in mixed case (`EfiStatus`) are common, variables so spelled are not. */
function isMixedCase(name: string): boolean {
  return /^[A-Z]/.test(name) && /[a-z]/.test(name);
}
