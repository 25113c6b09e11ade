import { parseCst } from './backend.js';
import { directiveWord, lineEnd } from './conditionals.js';
import type { Conditionals } from './conditionals.js';
import type { Cst } from './cst.js';
import type { Mask, Unit } from './file.js';
import { isTrustworthy } from './gate.js';
import { lower, lowerTokens, unreadUnit } from './lower/index.js';
import type { LowerContext } from './lower/index.js';
import { chooseBranches } from './mask/branches.js';
import { Draft } from './mask/draft.js';
import { print } from './mask/print.js';
import { knownAttributes, visibleTokens } from './mask/visible.js';
import type { AttributeTokens } from './mask/visible.js';
import type { Extent } from './mask/walk.js';
import { maskUnit } from './mask/walker.js';
import type { Node } from './node.js';
import { repair } from './repair.js';
import { TokenKind } from './tokens.js';
import type { Tokens } from './tokens.js';

const NO_TOKENS: ReadonlySet<number> = new Set();

/** What reading a unit needs to know of its file. */
export interface ReadContext {
  readonly tokens: Tokens;
  readonly conditionals: Conditionals;
  readonly typeNames: ReadonlySet<string>;
  /** Names that are attributes in this file. */
  readonly attributeNames: ReadonlySet<string>;
  /** Names of macros that make loops, and of those that declare something, wherever they stand. */
  readonly iteratorNames: ReadonlySet<string>;
  readonly declarerNames: ReadonlySet<string>;
  /** Names of macros that are statements without a `;`. */
  readonly statementNames: ReadonlySet<string>;
}

/** One reading of a unit, and what was masked for it. */
export interface Reading {
  /** The whole unit is one `unread` node where not even parts could be read. */
  readonly items: readonly Node[];
  readonly isRead: boolean;
  readonly masks: readonly Mask[];
  /** Token indices left out as attributes. */
  readonly hidden: readonly number[];
  /** What could not be read, when parts could: stretches of statements. */
  readonly unread: readonly Mask[];
}

/** Reads a unit of C (no preprocessor unit) in as many ways as its `#if` arms need. */
export function readUnit(context: ReadContext, unit: Unit): Reading[] {
  const { tokens, conditionals } = context;
  const whole = chooseBranches(tokens, unit, conditionals, true).map((dead) => read(context, unit, dead));
  if (whole.every(isClean) || whole.every(({ isRead }) => !isRead) || !hasConditionals(tokens, unit)) return whole;
  const apart = chooseBranches(tokens, unit, conditionals, false).map((dead) => read(context, unit, dead));
  return failures(apart) < failures(whole) ? apart : whole;
}

function isClean(reading: Reading): boolean {
  return reading.isRead && reading.unread.length === 0;
}

function failures(readings: readonly Reading[]): number {
  return readings.filter((reading) => !isClean(reading)).length / readings.length;
}

function hasConditionals(tokens: Tokens, unit: Unit): boolean {
  for (let at = unit.firstToken; at < unit.endToken; at++) {
    if (tokens.kind[at] === TokenKind.directive && directiveWord(tokens, at).startsWith('if')) return true;
  }
  return false;
}

/** What is read: a unit without some `#if` arms. */
interface Stretch {
  readonly unit: Unit;
  readonly dead: Uint8Array | null;
  /** Masks for the preprocessor lines and the arms that are left out. */
  readonly left: readonly Mask[];
  /** The attributes known to everybody. */
  readonly attributes: readonly AttributeTokens[];
}

/**
 * One reading: from the tokens alone, which reads nearly all there is and fast; else from the tokens with what the masks
 * found out; else by tree-sitter, masked; else statement by statement.
 */
function read(context: ReadContext, unit: Unit, dead: Uint8Array | null): Reading {
  const left = leftOut(context.tokens, unit, dead);
  const stretch = { unit, dead, left, attributes: knownAttributes(context, unit, dead) };
  return readPlainly(context, stretch) ?? readMasked(context, stretch);
}

/**
 * Reads a unit that needs no masks; null where something in it is no plain C, or was not plainly read: then the masks
 * tell attributes from other words.
 */
function readPlainly(context: ReadContext, { unit, left, attributes }: Stretch): Reading | null {
  const { tokens, typeNames, declarerNames, iteratorNames, statementNames } = context;
  if (statementNames.size > 0) return null;
  const hidden: number[] = [];
  for (const { first, last } of attributes) for (let token = first; token <= last; token++) hidden.push(token);
  const { items, failures, strays } = lowerTokens({
    tokens,
    hidden,
    masks: left,
    iteratorTokens: NO_TOKENS,
    stops: NO_TOKENS,
    unit,
    typeNames,
    declarerNames,
    iteratorNames,
  });
  if (failures > 0 || strays > 0) return null;
  const masks = attributes.length === 0 ? left : [...left, ...attributeMasks(tokens, attributes)].sort(byStart);
  return { items, isRead: true, masks, hidden, unread: [] };
}

function attributeMasks({ start, end }: Tokens, attributes: readonly AttributeTokens[]): Mask[] {
  return attributes.map(({ first, last }) => ({
    kind: 'attribute',
    span: { start: start[first] ?? 0, end: end[last] ?? 0 },
  }));
}

function readMasked(context: ReadContext, stretch: Stretch): Reading {
  const { unit, left } = stretch;
  const { draft, extents } = makeDraft(context, stretch);
  const direct = lowerTokens(lowering(context, unit, draft, left));
  if (direct.failures === 0) {
    // What the masks gave up for lost was read all the same.
    const masks = [...left, ...draft.masks.filter((mask) => mask.kind !== 'unread')];
    return { items: direct.items, isRead: true, masks: masks.sort(byStart), hidden: draft.hidden, unread: [] };
  }
  // Without its `else` a statement would run at other times, and the parser takes one for the name of a type.
  if (direct.loneElses >= direct.failures) return unread(context, unit, draft, left);
  const clean = parseRange(draft, 0, draft.count);
  if (clean !== null) return lowered(context, unit, draft, { cst: clean, left });
  const start = draft.masks.length;
  for (const extent of extents) isolate(draft, extent);
  const cst = draft.masks.length > start ? parseRange(draft, 0, draft.count) : null;
  if (cst !== null) return lowered(context, unit, draft, { cst, left });
  return unread(context, unit, draft, left);
}

function unread(context: ReadContext, unit: Unit, draft: Draft, left: readonly Mask[]): Reading {
  return finish([unreadUnit(lowering(context, unit, draft, left))], false, draft, left);
}

function lowered(
  context: ReadContext,
  unit: Unit,
  draft: Draft,
  { cst, left }: { cst: Cst; left: readonly Mask[] },
): Reading {
  const items = lower(repair(cst, draft), lowering(context, unit, draft, left));
  return finish(items, true, draft, left);
}

/** What lowering gets to know of a draft. */
function lowering(context: ReadContext, unit: Unit, draft: Draft, left: readonly Mask[]): LowerContext {
  const { tokens, typeNames, declarerNames, iteratorNames } = context;
  const stops = new Set<number>();
  for (const position of draft.inserted.keys()) stops.add(draft.at[position] ?? -1);
  // The parser may have been shown a loop's head as a call for want of room.
  for (const name of draft.iterators) stops.delete(tokens.partner[name + 1] ?? -1);
  return {
    tokens,
    hidden: draft.hidden,
    masks: [...left, ...draft.masks],
    iteratorTokens: draft.iterators,
    stops,
    unit,
    typeNames,
    declarerNames,
    iteratorNames,
    words: wordsOf(draft, unit),
  };
}

/** The spellings at a unit's tokens, as far as they take part in the reading. */
function wordsOf(draft: Draft, unit: Unit): (string | undefined)[] {
  const words = new Array<string | undefined>(unit.endToken - unit.firstToken);
  for (let position = 0; position < draft.count; position++)
    words[(draft.at[position] ?? 0) - unit.firstToken] = draft.words[position];
  return words;
}

function makeDraft(context: ReadContext, { unit, dead, attributes }: Stretch): { draft: Draft; extents: Extent[] } {
  const visible = visibleTokens(context.tokens, unit, dead, attributes);
  const draft = new Draft(context.tokens, visible, context);
  for (const { first, last } of attributes) draft.hideTokens(first, last);
  return { draft, extents: maskUnit(draft, unit.kind) };
}

/** The tree of the positions `[first, end)`, or null where it does not pass the gate. */
function parseRange(draft: Draft, first: number, end: number): Cst | null {
  if (first >= end) return null;
  const printed = print(draft, first, end);
  if (printed === null) return null;
  const cst = parseCst(printed.text, printed.offset);
  return isTrustworthy(cst, draft, first, end) ? cst : null;
}

/** Covers the smallest statements that cannot be read by themselves; true when the rest of the statement can be. */
function isolate(draft: Draft, extent: Extent): boolean {
  const { first, end } = extent;
  if (isReadable(draft, first, end)) return true;
  for (const inner of extent.inner) isolate(draft, inner);
  if (extent.inner.length > 0 && isReadable(draft, first, end)) return true;
  draft.uncover(first, end - 1);
  draft.item(first, end - 1, 'unread');
  return false;
}

/** Whether a statement can be read as the body of a function. Labels and cases are completed with a `;`. */
function isReadable(draft: Draft, first: number, end: number): boolean {
  const printed = print(draft, first, end);
  if (printed === null) return false;
  const { text, offset } = printed;
  const opening = 'void f(void){';
  const label = draft.word(end - 1) === ':' ? ';' : '';
  const cst = parseCst(`${opening}${text}${label}}`, offset - opening.length);
  const body = cst.children[0]?.children.find((child) => child.type === 'compound_statement');
  const inside = body === undefined ? undefined : { ...body, children: body.children.slice(1, -1) };
  return cst.children.length === 1 && inside !== undefined && isTrustworthy(inside, draft, first, end);
}

/** Masks for the preprocessor lines and the arms that a reading leaves out. */
function leftOut(tokens: Tokens, unit: Unit, dead: Uint8Array | null): Mask[] {
  const masks: Mask[] = [];
  const { firstToken, endToken } = unit;
  const first = tokens.inDirective.indexOf(1, firstToken);
  if (dead === null && (first < 0 || first >= endToken)) return masks;
  for (let at = firstToken; at < endToken; at++) {
    const isDead = dead?.[at - firstToken] === 1;
    if (!isDead && tokens.kind[at] !== TokenKind.directive) continue;
    let end = isDead ? at : Math.min(lineEnd(tokens, at), endToken);
    while (isDead && end < endToken && dead[end - firstToken] === 1) end++;
    const span = { start: tokens.start[at] ?? 0, end: tokens.end[end - 1] ?? 0 };
    masks.push({ kind: isDead ? 'dead-branch' : 'directive', span });
    at = end - 1;
  }
  return masks;
}

function finish(items: readonly Node[], isRead: boolean, draft: Draft, left: readonly Mask[]): Reading {
  const masks = [...left, ...draft.masks].sort(byStart);
  const unread = draft.masks.filter((mask) => mask.kind === 'unread');
  return { items, isRead, masks, hidden: draft.hidden, unread };
}

function byStart(left: Mask, right: Mask): number {
  return left.span.start - right.span.start;
}
