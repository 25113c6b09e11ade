import type { CompiledRule } from '../compile/index.js';
import type { Action, InsertAction, InsertLine, InsertPiece } from '../edit/index.js';
import type { Match, MatchHit, Value } from '../match/index.js';
import type { PatternToken, PlusCode, PlusPiece, SemanticPatch } from '../smpl/index.js';
import type { PatternLayout } from './layout.js';

/** What turning matches into actions needs to know of the rule. */
export interface ActionContext {
  readonly rule: CompiledRule;
  readonly layout: PatternLayout;
  readonly patch: SemanticPatch;
}

/** What a match asks to be done, token by token. Its number tells the matches of one rule apart. */
export function actionsOf(
  context: ActionContext,
  found: Match,
  { number: match, fresh }: { readonly number: number; readonly fresh: ReadonlyMap<string, Value> },
): readonly Action[] {
  return found.hits.flatMap((hit) => {
    const values = new Map([...fresh, ...hit.values]);
    return hit.links.flatMap((link) => linkActions(context, { link, values, match }));
  });
}

interface LinkedPlace {
  readonly link: MatchHit['links'][number];
  readonly values: ReadonlyMap<string, Value>;
  readonly match: number;
}

function linkActions(context: ActionContext, place: LinkedPlace): Action[] {
  const { patternToken, tokens } = place.link;
  const token = context.rule.rule.body.tokens[patternToken];
  const first = tokens[0];
  const last = tokens[tokens.length - 1];
  if (token === undefined || first === undefined || last === undefined) return [];
  const rule = context.rule.rule.name;
  const { match } = place;
  const actions: Action[] = [];
  if (token.before !== null) actions.push(insertion(context, place, { token, plus: token.before, at: first, where: 'before' }));
  if (token.mark === 'minus') actions.push(...tokens.map((one): Action => ({ kind: 'remove', token: one, rule, match })));
  if (token.after !== null) actions.push(insertion(context, place, { token, plus: token.after, at: last, where: 'after' }));
  return actions;
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
  const { patternToken } = place.link;
  return {
    kind: 'insert',
    token: at,
    where,
    lines: plus.lines.map((line): InsertLine => ({ indent: line.indent, pieces: line.pieces.map((piece) => pieceOf(piece, place.values)) })),
    level: (where === 'before' ? starts : ends).has(patternToken) ? 'line' : 'inline',
    replaces: token.mark === 'minus',
    repeatable: plus.repeatable,
    rule: context.rule.rule.name,
    match: place.match,
    patchLine: context.patch.source.place(plus.span.start).line,
  };
}

function pieceOf(piece: PlusPiece, values: ReadonlyMap<string, Value>): InsertPiece {
  if ('text' in piece) return { text: piece.text };
  const value = values.get(piece.metavariable);
  if (value === undefined) return { text: piece.metavariable };
  return value.tokens === null ? { text: value.text } : { tokens: value.tokens };
}
