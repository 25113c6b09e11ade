import { goesOn, removedCount } from './region.js';
import type { Placed, Region } from './region.js';
import type { Insertion } from './ledger.js';
import type { Shifts } from './shift.js';
import type { Source } from './source.js';
import type { Spacing, Written } from './written.js';

/** Braces put in by different insertions that belong together, and what that means for the code between them. */
export interface Braces {
  /** Whether an insertion is a brace around statements, which stands at a line's end or on a line of its own. */
  isBlock(written: Written): boolean;
  /** The indentation of the line that an insertion's unmatched brace belongs to; null where it has none. */
  indent(written: Written): string | null;
  /** Whether an opening brace is put in right behind this token, the last of a header. */
  opensBehind(token: number): boolean;
}

/** For code without insertions of half blocks. */
export const noBraces: Braces = { isBlock: () => false, indent: () => null, opensBehind: () => false };

/** What laying out code asks about the place it is put at. */
export interface Placing {
  readonly source: Source;
  readonly braces: Braces;
  /** True for a file, false for the inside of a value. */
  readonly whole: boolean;
  /** The first token of the range. */
  readonly first: number;
  /** How added code is spaced; what remains looks as Coccinelle leaves it, unless this is `written`. */
  readonly spacing: Spacing;
  /** The gap behind a token, as it will be; '' at the ends of a value. */
  gap(token: number): string;
  /** The indentation of a token's line, as it will be. */
  lineIndent(token: number): string;
  /** The spelling of a token of the range, null outside. */
  readonly spelled: (token: number) => string | null;
}

/** A placing for the tokens `first` to `last` of a file. */
export function makePlacing(
  source: Source,
  range: { first: number; last: number },
  { shifts, braces, spacing }: { shifts: Shifts; braces: Braces; spacing: Spacing },
): Placing {
  const whole = range.first === 0 && range.last === source.tokens.count - 1;
  const inside = (token: number): boolean => token >= range.first && token <= range.last;
  return {
    source,
    braces,
    whole,
    first: range.first,
    spacing,
    gap: (token) => (whole || (inside(token) && inside(token + 1)) ? shifts.gap(token) : ''),
    lineIndent: (token) => shifts.lineIndent(token),
    spelled: (token) => (inside(token) ? source.spelled(token) : null),
  };
}

/**
 * Whether an insertion goes on lines of its own: where it was said so, and where it ends like a statement and stands
 * between statements.
 */
export function isOnOwnLines({ level, lines, where }: Insertion, left: number, source: Source): boolean {
  if (level === 'line') return where === 'after' || !goesOn(lines);
  const last = lines.at(-1)?.pieces.at(-1);
  if (last === undefined) return false;
  const end = 'text' in last ? last.text.trimEnd().slice(-1) : (source.spelled(last.tokens.at(-1) ?? -1) ?? '');
  if (end !== ';' && end !== '}') return false;
  const before = source.spelled(left);
  return (before === null || /^[;{}]$/.test(before) || source.endsHeader(left)) && !source.isInParentheses(left);
}

/** The indentation of the lines of an insertion: that of the code around it. */
export function indentOf({ written, place }: Placed, region: Region, placing: Placing): string {
  const known = placing.braces.indent(written) ?? behindBlock(written, region, placing);
  if (known !== null) return known;
  const end = 2 * removedCount(region) + 1;
  if (place === 0) return behind(region, placing);
  if (place === end) return inFront(region, placing);
  return instead(region, place, placing);
}

/** The indentation of a block that an insertion of the same region closed before. */
function behindBlock(written: Written, { inserts }: Region, { braces }: Placing): string | null {
  const before = inserts.slice(
    0,
    inserts.findIndex((placed) => placed.written === written),
  );
  const closer = before.findLast((placed) => placed.written.words[0] === '}' && braces.isBlock(placed.written));
  return closer === undefined ? null : braces.indent(closer.written);
}

/** Behind the token that stays in front. */
function behind({ left, right }: Region, placing: Placing): string {
  const { source } = placing;
  const text = placing.spelled(left);
  if (text === null) return '';
  const next = followsOnOwnLine(left, right, placing) ? placing.lineIndent(right) : null;
  if (source.endsHeader(left) && text !== '{') return source.unit + placing.lineIndent(source.statementStart(left));
  if (text === '{')
    return next ?? placing.lineIndent(source.statementStart(left)) + bracesBefore(left, placing) + source.unit;
  if (text === ':' || source.isDirective(left)) return next ?? fallback(left, right, placing);
  return statement(left, placing);
}

/** Where the next token cannot tell: like the statement before a preprocessor line, one step deeper than a label. */
function fallback(left: number, right: number, placing: Placing): string {
  const { source } = placing;
  if (source.isDirective(left)) {
    let before = left;
    while (before >= 0 && source.isDirective(before)) before--;
    if (placing.spelled(right) === '}') return innerIndent(before, right, placing);
    return source.depth(right) === 0 ? '' : placing.lineIndent(right);
  }
  return placing.lineIndent(left) + source.unit;
}

function followsOnOwnLine(left: number, right: number, { source, spelled }: Placing): boolean {
  const text = spelled(right);
  if (text === null || text === '}' || right > left + 1) return false;
  if (!source.startsLine(right) || source.startsDirective(right)) return false;
  return source.spelled(right + 1) !== ':' || /^(?:case|default)$/.test(text);
}

/** In front of the token that stays behind. */
function inFront({ left, right }: Region, placing: Placing): string {
  const { source } = placing;
  const text = placing.spelled(right);
  if (text === null) return placing.spelled(left) === null ? '' : behind({ left, right, inserts: [] }, placing);
  if (text === '}') return innerIndent(left, right, placing);
  if (/^(?:case|default)$/.test(text) && placing.spelled(left) !== '{')
    return behind({ left, right, inserts: [] }, placing);
  if (source.startsDirective(right) && source.depth(right) > 0)
    return behind({ left, right: right - 1, inserts: [] }, placing);
  return branch(right, right, placing);
}

/** Before a closing brace: like the statement before it. */
function innerIndent(left: number, right: number, placing: Placing): string {
  const { source } = placing;
  const open = source.partner(right);
  if (left > open && left >= 0 && !source.isDirective(left)) return statement(left, placing);
  return placing.lineIndent(open < 0 ? right : source.statementStart(open)) + source.unit;
}

/** In the place of removed code. */
function instead(region: Region, place: number, placing: Placing): string {
  return branch(region.left + ((place + 1) >> 1), region.left, placing);
}

/** The indentation of the statement that ends with a token; of a branch where braces are put around it. */
export function statement(token: number, placing: Placing): string {
  const { source, braces } = placing;
  return startIndent(
    source.statementStart(token, (header) => braces.opensBehind(header)),
    placing,
  );
}

/** The indentation of the statement around a token, which may be a branch without braces; headers end at `last`. */
function branch(token: number, last: number, placing: Placing): string {
  return startIndent(
    placing.source.statementStart(token, (header) => header <= last),
    placing,
  );
}

function startIndent(from: number, placing: Placing): string {
  const { source, braces, first } = placing;
  const start = Math.max(from, first);
  const moves = braces.opensBehind(start - 1) && !source.startsLine(start);
  return placing.lineIndent(start) + bracesBefore(start, placing) + (moves ? source.unit : '');
}

/** One step for each brace opened before a token on its line that is still open there. */
function bracesBefore(token: number, { source }: Placing): string {
  let steps = '';
  for (let at = source.lineStart(token); at < token; at++) {
    if (source.spelled(at) === '{' && source.partner(at) >= token) steps += source.unit;
  }
  return steps;
}
