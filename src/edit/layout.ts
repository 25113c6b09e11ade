import { columnOf, moveIndent, stepIndent } from './column.js';
import { breaksLine, hasComment, splitComment, splitTrailing, trimBlanks, withIndent } from './gap.js';
import { indentOf } from './placement.js';
import type { Braces, Placing } from './placement.js';
import { removedCount, statementPlace } from './region.js';
import type { Placed, Region } from './region.js';
import { removeAsCoccinelle, removeBetween } from './removal.js';
import { joinsOperands, mustSeparate, spaceBetween } from './spacing.js';
import type { Segment } from './values.js';
import type { Written } from './written.js';

/** The new text between the two kept tokens of a region. */
export function layOut(region: Region, placing: Placing): string {
  return new Layout(region, placing).run();
}

class Layout {
  readonly #region: Region;
  readonly #placing: Placing;
  readonly #count: number;
  /** The first gap; what trails the left token is cut off where an insertion comes behind it. */
  #firstGap: string;
  #out = '';
  /** A comment of the last gap that comes behind the insertions. */
  #comment = '';

  constructor(region: Region, placing: Placing) {
    this.#region = placing.spacing !== 'written' ? towardsNext(region, placing) : region;
    this.#placing = placing;
    this.#count = removedCount(region);
    this.#firstGap = placing.gap(region.left);
  }

  run(): string {
    const { inserts } = this.#region;
    if (inserts.length === 0) return this.#removed(0, this.#count, this.#leftText(), this.#rightText());
    let before: Placed | null = null;
    for (const placed of inserts) {
      this.#connect(before, placed);
      const code = renderLines(placed.written, this.#indent(placed), this.#placing);
      // The first element has no comma in front.
      this.#out += (before === null ? this.#opensList() : lastToken(before.written) === ',')
        ? code.replace(/^,\s*/, '')
        : code;
      before = placed;
    }
    if (before !== null) this.#finish(before);
    return this.#out;
  }

  get #braces(): Braces {
    return this.#placing.braces;
  }

  #leftText(): string | null {
    return this.#placing.spelled(this.#region.left);
  }

  #rightText(): string | null {
    return this.#placing.spelled(this.#region.right);
  }

  #opensList(): boolean {
    return this.#leftText() === '(' || this.#placing.source.opensList(this.#region.left);
  }

  #indent(placed: Placed): string {
    return indentOf(placed, this.#region, this.#placing);
  }

  /** A goto label in front stands where the file's other labels do. */
  #firstIndent(placed: Placed): string {
    const outline = placed.written.lines[0]?.outline;
    if (outline?.kind === 'directive' || outline?.kind === 'blank') return '';
    const label = outline?.kind === 'line' && outline.label && isLine(placed, this.#braces);
    return (label ? this.#placing.source.habits.label : null) ?? this.#indent(placed);
  }

  #gap(index: number): string {
    return index === 0 ? this.#firstGap : this.#placing.gap(this.#region.left + index);
  }

  /** What remains of the gaps `from` to `to` when the tokens between them go. */
  #removed(from: number, to: number, left: string | null, right: string | null): string {
    if (from === to) return this.#gap(from);
    const remove = this.#placing.spacing !== 'written' ? removeAsCoccinelle : removeBetween;
    const gap = remove(this.#gap(from), this.#gap(to), { left, right });
    const { source } = this.#placing;
    const brace = this.#region.right;
    if (right !== '}' || source.startsLine(brace) || !breaksLine(gap)) return gap;
    return withIndent(gap, this.#placing.lineIndent(source.statementStart(brace)));
  }

  /** The white space of the source between two places, null where they touch. */
  #between(before: Placed | null, after: Placed | null): string | null {
    const end = 2 * this.#count + 1;
    const from = before?.place ?? 0;
    const to = after?.place ?? end + 1;
    if (after !== null && to === 0) return null;
    if (from === end) return null;
    if (from === 0) return this.#fromLeft(before, after, to);
    if (to >= end) return this.#gap(this.#count);
    return before === null || after === null ? null : this.#betweenReplacements(before, after);
  }

  /** Where two pieces of removed code, each with a replacement, touch: the gap between them. */
  #betweenReplacements(before: Placed, after: Placed): string | null {
    const host = after.written.insertion.host;
    const other =
      host !== null && host !== before.written.insertion.host && host.first > before.written.insertion.token;
    const first = other
      ? host.first - this.#region.left
      : statementPlace(this.#region, after.place, this.#placing.source);
    return first > (before.place + 1) >> 1 ? this.#gap(first - 1) : null;
  }

  #fromLeft(before: Placed | null, after: Placed | null, to: number): string {
    const left = before === null ? this.#leftText() : lastToken(before.written);
    const right = after === null ? this.#rightText() : firstToken(after.written);
    if (to > 2 * this.#count) return this.#removed(0, this.#count, left, right);
    const place = statementPlace(this.#region, to, this.#placing.source);
    return this.#removed(0, place - 1, left, right);
  }

  /** The comma that an element of a braced list needs when the one in front has none. */
  #separate(before: Placed | null, placed: Placed): void {
    const { left } = this.#region;
    const first = firstToken(placed.written) ?? '';
    const last = before === null ? this.#leftText() : lastToken(before.written);
    const element = placed.written.ownLines && /^[.\w[{"'(&]/.test(first) && !/^[,{]$/.test(last ?? ',');
    if (element && this.#placing.source.isInList(left) && !before?.written.text.endsWith('/')) this.#out += ',';
  }

  /** Writes what comes between the code before and an insertion. */
  #connect(before: Placed | null, placed: Placed): void {
    this.#separate(before, placed);
    if (before === null && this.#opensBody(placed)) {
      this.#openBody();
      return;
    }
    const gap = this.#setApart(placed, this.#between(before, placed));
    if (gap !== null && breaksLine(gap))
      this.#out += isLine(placed, this.#braces) ? withIndent(gap, this.#firstIndent(placed)) : gap;
    else if (this.#needsBreak(before, placed, gap)) this.#break(before, placed);
    else this.#out += this.#inlineSpace(before, placed, gap);
  }

  /** `{` behind the header of a branch or loop. */
  #opensBody({ written }: Placed): boolean {
    return firstToken(written) === '{' && this.#placing.source.endsHeader(this.#region.left);
  }

  #openBody(): void {
    const { trailing, rest } = splitTrailing(this.#firstGap);
    if (!trailing.includes('//')) {
      this.#out += trailing;
      this.#firstGap = rest;
    }
    this.#out += ' ';
  }

  /** Top-level code is put above the comment on what follows. */
  #setApart(placed: Placed, gap: string | null): string | null {
    const { source } = this.#placing;
    const { right } = this.#region;
    const inFront = placed.place === 2 * this.#count + 1 && source.isTopLevel(right) && isLine(placed, this.#braces);
    if (gap === null || !inFront || placed.written.words.length === 0) return gap;
    const { above, comment } = splitComment(gap);
    this.#comment = comment;
    return above;
  }

  #needsBreak(before: Placed | null, placed: Placed, gap: string | null): boolean {
    if (startsDirective(placed.written)) return true;
    if (before !== null && gap !== null && areSubstitutes(before, placed)) return endsOpen(before.written);
    if (before !== null) return endsLine(before, this.#braces) || isLine(placed, this.#braces);
    const closes = firstToken(placed.written) === '}' && this.#braces.isBlock(placed.written);
    return closes || (isLine(placed, this.#braces) && gap === null);
  }

  #break(before: Placed | null, placed: Placed): void {
    if (before === null && this.#region.left >= 0) {
      const { trailing, rest } = splitTrailing(this.#firstGap);
      this.#out += trailing;
      this.#firstGap = rest;
    }
    const start = before === null && this.#leftText() === null;
    if (before === null && this.#leftText() === '}' && isFunction(placed.written) && this.#endsFunction())
      this.#out += '\n';
    this.#out = trimBlanks(this.#out) + (start ? '' : '\n') + this.#firstIndent(placed);
  }

  /** Whether the token in front closes a function at top level. */
  #endsFunction(): boolean {
    const { source } = this.#placing;
    const { left } = this.#region;
    return source.depth(left) === 0 && source.spelled(source.partner(left) - 1) === ')';
  }

  #inlineSpace(before: Placed | null, { written }: Placed, gap: string | null): string {
    const left = before === null ? this.#leftText() : lastToken(before.written);
    const right = firstToken(written);
    if (left === null) return gap ?? '';
    if (right === null) return gap ?? ' ';
    if (gap === null) return spaceBetween(this.#placing.spelled(this.#region.left - 1), left, right);
    const isApart = before === null ? this.#isApart(written, left, right) : left === ',';
    if (gap === '') return mustSeparate(left, right) || isApart ? ' ' : '';
    return /^[,;)\]]$/.test(right) && gap.trim() === '' && !hasComment(gap) ? '' : gap;
  }

  /**
   * Coccinelle puts a blank between a bracket that stays, as of a cast, and an added word. An operator has blanks on both
   * sides with the kernel's spacing, and where the patch has one behind it.
   */
  #isApart(written: Written, left: string, right: string): boolean {
    const { spacing } = this.#placing;
    if (joinsOperands(left, right)) return spacing === 'linux' || written.text.startsWith(`${right} `);
    return spacing !== 'written' && /^[)\]]$/.test(left) && /^\w/.test(right);
  }

  /** Writes what comes between the last insertion and the token that stays behind it. */
  #finish(before: Placed): void {
    const gap = this.#between(before, null);
    const right = this.#rightText();
    this.#fitComma(before);
    if (right === 'else' && this.#closesBody(before) && this.#placing.source.habits.cuddledElse) this.#out += ' ';
    else if (gap !== null && breaksLine(gap)) this.#out += gap;
    else if (right === null) this.#out += gap ?? '';
    else if (this.#mustBreak(before, gap)) {
      const blank = isFunction(before.written) && this.#placing.source.isTopLevel(this.#region.right) ? '\n' : '';
      this.#out = `${trimBlanks(this.#out)}\n${blank}${this.#comment === '' ? this.#rightIndent(before) : this.#comment}`;
    } else this.#out += this.#finalSpace(before, gap, right);
  }

  /** A comma where the elements of a list meet, none in front of the parenthesis that ends them. */
  #fitComma({ written }: Placed): void {
    const { source, spelled } = this.#placing;
    const { left, right } = this.#region;
    const next = spelled(right) ?? '';
    const last = lastToken(written) ?? ',';
    if (last === ',' && next === ')') this.#out = this.#out.replace(/,\s*$/, '');
    const loses = this.#count > 0 && spelled(right - 1) === ',' && source.isInList(left);
    if (loses && last !== ',' && /^[.\w[{"'(&]/.test(next)) this.#out += ',';
  }

  #closesBody({ written }: Placed): boolean {
    return lastToken(written) === '}';
  }

  #mustBreak(before: Placed, gap: string | null): boolean {
    if (endsOpen(before.written)) return true;
    return gap === null
      ? endsLine(before, this.#braces)
      : this.#opensBody(before) && this.#braces.isBlock(before.written);
  }

  /** The indentation of the kept token when it moves to a line of its own. */
  #rightIndent(before: Placed): string {
    const { source } = this.#placing;
    const { right } = this.#region;
    if (source.startsDirective(right)) return '';
    if (source.startsLine(right)) return this.#placing.lineIndent(right);
    const indent = this.#indent(before);
    const opens =
      lastToken(before.written) === '{' || (this.#opensBody(before) && this.#braces.isBlock(before.written));
    return stepIndent(indent, source.unit, opens ? 1 : 0);
  }

  #finalSpace(before: Placed, gap: string | null, right: string): string {
    const left = lastToken(before.written);
    if (left === null) return gap ?? '';
    if (left === ',' && right === ')') return '';
    if (gap === null) return spaceBetween(tokenBefore(before.written), left, right);
    if (this.#count === 0 && gap.trim() === '' && before.written.words.every((word) => word === '*')) return '';
    if (
      this.#placing.spacing !== 'written' &&
      left === '*' &&
      isType(before.written.words) &&
      /^[\w*]/.test(right) &&
      !hasComment(gap)
    )
      return '';
    if (gap !== '') return gap;
    if (this.#count === 0 && left === ')' && this.#placing.gap(this.#region.left) === '')
      return mustSeparate(left, right) ? ' ' : '';
    if (this.#count === 0) return spaceBetween(tokenBefore(before.written), left, right);
    return mustSeparate(left, right) || left === ',' || (left === '}' && !/^[,;)]$/.test(right)) ? ' ' : '';
  }
}

/** Elements put in behind a comma that stays are part of what follows: they take over the white space in front of it. */
function towardsNext(region: Region, placing: Placing): Region {
  if (removedCount(region) > 0 || placing.spelled(region.left) !== ',') return region;
  const moves = ({ written, place }: Placed): boolean => place === 0 && !written.ownLines && lastToken(written) === ',';
  return { ...region, inserts: region.inserts.map((placed) => (moves(placed) ? { ...placed, place: 1 } : placed)) };
}

/** Whether code is put on lines of its own. */
function isLine({ written }: Placed, braces: Braces): boolean {
  return written.ownLines || braces.isBlock(written);
}

/** Whether two pieces of code, other than braces, each take the place of what was there: they stand as that stood. */
function areSubstitutes(before: Placed, placed: Placed): boolean {
  const replaces = ({ written }: Placed): boolean => written.insertion.replaces && !/^[{}]/.test(written.text);
  return replaces(before) && replaces(placed);
}

function endsLine(placed: Placed, braces: Braces): boolean {
  return isLine(placed, braces) || endsOpen(placed.written);
}

/** Whether nothing may follow on the last line: it ends in a line comment or is a preprocessor line. */
function endsOpen(written: Written): boolean {
  const last = written.text.split('\n').at(-1) ?? '';
  return /^\s*#/.test(last) || /\/\/[^"]*$/.test(last);
}

/** Whether code begins and ends as a function definition does. */
function isFunction({ words, lines }: Written): boolean {
  const open = words.indexOf('{');
  return (
    open > 0 &&
    words[open - 1] === ')' &&
    words.at(-1) === '}' &&
    words[0] !== '#' &&
    lines[0]?.outline.kind !== 'directive'
  );
}

/** Whether code is a type that ends in a star. */
function isType(words: readonly string[]): boolean {
  return words.length > 1 && words.every((word) => /^(?:\w+|\*)$/.test(word) && word !== 'return');
}

function startsDirective(written: Written): boolean {
  return written.lines[0]?.outline.kind === 'directive';
}

function firstToken(written: Written): string | null {
  return written.words[0] ?? null;
}

function lastToken(written: Written): string | null {
  return written.words.at(-1) ?? null;
}

function tokenBefore(written: Written): string | null {
  return written.words.at(-2) ?? null;
}

/** The lines of an insertion, joined; the first is not indented. */
function renderLines(written: Written, indent: string, placing: Placing): string {
  const base = written.lines.find(({ outline }) => outline.kind === 'line')?.outline;
  const firstSteps = base?.kind === 'line' ? base.steps : 0;
  const indents: string[] = [];
  const lines = written.lines.map(({ segments, outline }, index) => {
    if (outline.kind === 'blank') return '';
    let own = indent;
    if (outline.kind === 'directive') own = '';
    else if (outline.kind === 'continued') own = moveIndent(indents[outline.of] ?? indent, outline.columns);
    else own = lineIndentOf(outline, index, { indent, steps: outline.steps - firstSteps, placing });
    indents[index] = own;
    return (
      (index === 0 ? '' : own) +
      segments
        .map((segment) => moveSegment(segment, own))
        .join('')
        .trim()
    );
  });
  return lines.join('\n');
}

function lineIndentOf(
  { label }: { label: boolean },
  index: number,
  base: { indent: string; steps: number; placing: Placing },
): string {
  const { indent, steps, placing } = base;
  if (label && index > 0 && placing.source.habits.label !== null) return placing.source.habits.label;
  return steps === 0 ? indent : stepIndent(indent, placing.source.unit, steps);
}

/** The later lines of a copied value keep their place relative to its first line. */
function moveSegment({ text, column }: Segment, indent: string): string {
  if (column === null || !text.includes('\n')) return text;
  const columns = columnOf(indent) - column;
  return text.replace(/\n([ \t]*)(?=[^\s#])/g, (_, own: string) => `\n${moveIndent(own, columns)}`);
}
