import type { CompiledRule } from '../compile/index.js';
import type { Action, InsertAction, InsertLine } from '../edit/index.js';
import type { Match, MatchHit, Value } from '../match/index.js';
import type { PatternToken, PlusCode, SemanticPatch } from '../smpl/index.js';
import { lowerBound } from '../text/index.js';
import { insertPieces, lastInFront } from './declared-types.js';
import type { PatternLayout } from './layout.js';

/** What turning matches into actions needs to know of the rule. */
export interface ActionContext {
  readonly rule: CompiledRule;
  readonly layout: PatternLayout;
  readonly patch: SemanticPatch;
}

/** An action, and for added lines the statement of the file that they stand beside, by its first and last token. */
export interface PlacedAction {
  readonly action: Action;
  readonly beside: { readonly first: number; readonly last: number } | null;
}

/** What a match asks to be done, token by token. Its number tells the matches of one rule apart. */
export function actionsOf(
  context: ActionContext,
  found: Match,
  { number: match, fresh }: { readonly number: number; readonly fresh: (hit: MatchHit) => ReadonlyMap<string, Value> },
): readonly PlacedAction[] {
  const linked = linkedTokens(found);
  const counts = new Map<string, number>();
  for (const { place } of found.hits) counts.set(place, (counts.get(place) ?? 0) + 1);
  return found.hits.flatMap((hit, index) => {
    const values = new Map([...fresh(hit), ...hit.values]);
    const actions = hit.links.flatMap((link) => linkActions(context, { link, values, match, linked }));
    return counts.get(hit.place) === 1
      ? actions
      : actions.map(({ action, beside }) => ({ action: { ...action, hit: index }, beside }));
  });
}

/** All file tokens that each pattern token of a match stands for, ascending. */
function linkedTokens(found: Match): ReadonlyMap<number, readonly number[]> {
  const linked = new Map<number, number[]>();
  for (const { patternToken, tokens, isExtra } of found.hits.flatMap((hit) => hit.links)) {
    if (isExtra === true) continue;
    const list = linked.get(patternToken) ?? [];
    for (const token of tokens) list.push(token);
    linked.set(patternToken, list);
  }
  for (const list of linked.values()) list.sort((left, right) => left - right);
  return linked;
}

interface LinkedPlace {
  readonly link: MatchHit['links'][number];
  readonly values: ReadonlyMap<string, Value>;
  readonly match: number;
  readonly linked: ReadonlyMap<number, readonly number[]>;
}

function linkActions(context: ActionContext, place: LinkedPlace): PlacedAction[] {
  const { patternToken, tokens, behind, isExtra } = place.link;
  const token = context.rule.rule.body.tokens[patternToken];
  if (token !== undefined && behind !== undefined) return gapActions(context, place, { token, behind });
  if (token !== undefined && place.link.ahead !== undefined)
    return aheadActions(context, place, token, place.link.ahead);
  const first = tokens[0];
  const last = token === undefined ? undefined : lastInFront(tokens, place.values.get(token.text));
  if (token === undefined || first === undefined || last === undefined) return [];
  const rule = context.rule.rule.name;
  const { match } = place;
  const actions: PlacedAction[] = [];
  const before = place.link.inPrototype === true && holdsItems(token.before) ? null : token.before;
  const add = (addition: Addition): void => {
    const beside = statementBeside(context, place, addition);
    actions.push({ action: { ...insertion(context, place, addition), beside }, beside });
  };
  if (before !== null && isExtra !== true) add({ token, plus: before, at: first, where: 'before' });
  if (token.mark === 'minus')
    actions.push(
      ...tokens.map((one): PlacedAction => ({ action: { kind: 'remove', token: one, rule, match }, beside: null })),
    );
  if (token.after !== null && isExtra !== true) add({ token, plus: token.after, at: last, where: 'after' });
  return actions;
}

/** Code in front of a pattern token whose counterpart stays, as other declarators need it. */
function aheadActions(context: ActionContext, place: LinkedPlace, token: PatternToken, at: number): PlacedAction[] {
  if (token.before === null) return [];
  const action = insertion(context, place, { token, plus: token.before, at, where: 'before' });
  return [{ action: { ...action, replaces: false }, beside: null }];
}

/** Plus code on a pattern token that stands for nothing. */
function gapActions(
  context: ActionContext,
  place: LinkedPlace,
  { token, behind }: { token: PatternToken; behind: number },
): PlacedAction[] {
  const { starts, ends } = context.layout;
  const sides = [
    { plus: token.before, marks: starts },
    { plus: token.after, marks: ends },
  ];
  return sides.flatMap(({ plus, marks }) => {
    if (plus === null) return [];
    const atEnd = token.text === 'return' && plus === token.before;
    if (atEnd)
      return [{ action: insertion(context, place, { token, plus, at: behind + 1, where: 'before' }), beside: null }];
    const action = insertion(context, place, { token, plus, at: behind, where: 'after' });
    const level = action.level === 'line' || marks.has(place.link.patternToken) ? 'line' : 'inline';
    return [{ action: { ...action, level }, beside: null }];
  });
}

/**
 * The statement that added code stands beside: from the anchor to where the match has the other end of the pattern's
 * statement. Where that end stands at several places it is the nearest; null where it stands nowhere.
 */
function statementBeside(
  { layout }: ActionContext,
  { link, linked }: LinkedPlace,
  { at, where }: Addition,
): PlacedAction['beside'] {
  const item = (where === 'before' ? layout.starts : layout.ends).get(link.patternToken) ?? null;
  if (item === null) return null;
  const isWhole = item.firsts.includes(link.patternToken) && item.lasts.includes(link.patternToken);
  if (where === 'before') {
    const ends = item.lasts.map((last) => firstNotBefore(linked.get(last) ?? [], at));
    const last = isWhole ? (link.tokens[link.tokens.length - 1] ?? at) : Math.min(...ends);
    return Number.isFinite(last) ? { first: at, last } : null;
  }
  const starts = item.firsts.map((first) => lastNotBehind(linked.get(first) ?? [], at));
  const first = isWhole ? (link.tokens[0] ?? at) : Math.max(...starts);
  return Number.isFinite(first) ? { first, last: at } : null;
}

/** The first of ascending tokens that is not in front of another one; Infinity when all are. */
function firstNotBefore(tokens: readonly number[], at: number): number {
  return tokens[countBelow(tokens, at)] ?? Infinity;
}

/** The last of ascending tokens that is not behind another one; -Infinity when all are. */
function lastNotBehind(tokens: readonly number[], at: number): number {
  return tokens[countBelow(tokens, at + 1) - 1] ?? -Infinity;
}

/** How many of ascending tokens are below a bound. */
function countBelow(tokens: readonly number[], bound: number): number {
  return lowerBound((index) => (tokens[index] ?? Infinity) < bound, tokens.length);
}

interface Addition {
  readonly token: PatternToken;
  readonly plus: PlusCode;
  readonly at: number;
  readonly where: 'before' | 'after';
}

function insertion(context: ActionContext, place: LinkedPlace, addition: Addition): InsertAction {
  const { token, plus, at, where } = addition;
  const { starts, ends } = context.layout;
  const { patternToken, inPrototype = false } = place.link;
  return {
    kind: 'insert',
    token: at,
    where,
    lines: (inPrototype ? headerLines(plus.lines) : plus.lines).map((line): InsertLine => ({
      indent: line.indent,
      pieces: insertPieces(line.pieces, place.values),
    })),
    level: !inPrototype && (where === 'before' ? starts : ends).has(patternToken) ? 'line' : 'inline',
    replaces: token.mark === 'minus',
    repeatable: plus.repeatable,
    rule: context.rule.rule.name,
    match: place.match,
    patchLine: context.patch.source.place(plus.span.start).line,
  };
}

/** Whether added code is more than a part of a header. */
function holdsItems(plus: PlusCode | null): boolean {
  return (
    plus !== null &&
    plus.lines.some(({ pieces }) => pieces.some((piece) => 'text' in piece && /[;}#]/.test(piece.text)))
  );
}

/** Lines of a function's header without the brace that opens the body. */
function headerLines(lines: PlusCode['lines']): PlusCode['lines'] {
  return lines.flatMap((line) => {
    const pieces = line.pieces.flatMap((piece) => {
      const text = 'text' in piece ? piece.text.replace(/\s*\{\s*$/, '') : null;
      return text === null ? [piece] : text === '' ? [] : [{ text }];
    });
    return pieces.length === 0 ? [] : [{ ...line, pieces }];
  });
}
