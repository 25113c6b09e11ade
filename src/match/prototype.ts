import { makeNode } from '../c/index.js';
import type { CFile, Node } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import { positionIn } from './position.js';
import type { Match, MatchHit } from './found.js';
import { listOf, START } from './state.js';
import type { Link, MatchState } from './state.js';
import { tokensOf } from './subtree.js';
import { TermMatcher } from './term.js';

/**
 * What a rule changes in the header of a function it also changes in the function's prototypes. Names of parameters mean
 * nothing there: a prototype may have others, or none.
 */
export function prototypeHits(rule: CompiledRule, file: CFile, match: Match): readonly MatchHit[] {
  if (rule.rule.disabled.includes('prototypes')) return [];
  return headersOf(rule).flatMap((header) =>
    match.hits
      .filter((hit) => hit.links.some(({ patternToken }) => patternToken === header.name.first))
      .flatMap((hit) => hitsOf({ rule, file, header, hit })),
  );
}

/** The header of a function pattern whose changes concern prototypes. */
interface Header {
  readonly storage: Node | null;
  readonly type: Node | null;
  readonly name: Node;
  readonly params: Node;
  /** Pattern tokens, in order, up to the closing parenthesis. */
  readonly tokens: readonly number[];
  /** The token of the opening brace, when it is removed too. */
  readonly brace: number | null;
  /** The function goes, and nothing takes its place. */
  readonly isRemoved: boolean;
}

interface Search {
  readonly rule: CompiledRule;
  readonly file: CFile;
  readonly header: Header;
  readonly hit: MatchHit;
}

const headers = new WeakMap<CompiledRule, readonly Header[]>();

function headersOf(rule: CompiledRule): readonly Header[] {
  const known = headers.get(rule);
  if (known !== undefined) return known;
  const made = rule.rule.body.root.kids.flatMap((kid) => (kid?.kind === 'function' ? (headerOf(rule, kid) ?? []) : []));
  headers.set(rule, made);
  return made;
}

/** Null where the header stays as it is. */
function headerOf(rule: CompiledRule, pattern: Node): Header | null {
  const [storage = null, type = null, name, params, body] = pattern.kids;
  if (name == null || params == null || body == null) return null;
  const inHeader = [storage, type, name, params].flatMap((part) => (part === null ? [] : tokensOf(part)));
  const tokens = inHeader.sort((left, right) => left - right);
  const isMinus = (token: number): boolean => rule.rule.body.tokens[token]?.mark === 'minus';
  const hasPlus = (token: number): boolean => {
    const { before = null, after = null } = rule.rule.body.tokens[token] ?? {};
    return before !== null || after !== null;
  };
  if (!tokens.some((token) => isMinus(token) || hasPlus(token))) return null;
  const all = tokensOf(pattern);
  const isRemoved = all.every((token) => isMinus(token) && !hasPlus(token));
  const open = body.tokens[0] ?? -1;
  const isReplaced = all.every(isMinus);
  if (isReplaced && !isRemoved) return null;
  return {
    storage,
    type,
    name,
    params: withoutNames(rule, params),
    tokens,
    brace: isMinus(open) && !isRemoved ? open : null,
    isRemoved,
  };
}

/** Parameters of any names; parameter metavariables stand for names too and become dots. */
function withoutNames(rule: CompiledRule, params: Node): Node {
  const anything = (node: Node): Node => makeNode('dots', '', [], node.tokens);
  const loosened = (param: Node): Node => {
    if (param.kind === 'param') {
      const [storage = null, type = null, name = null] = param.kids;
      return makeNode('param', '', [storage, type, name === null ? null : anything(name)], param.tokens);
    }
    if (param.kind === 'meta' && /^parameter/.test(rule.metavariables.get(param.value)?.kind ?? ''))
      return anything(param);
    return param.kind === 'optional' || param.kind === 'disj'
      ? makeNode(
          param.kind,
          '',
          param.kids.map((kid) => (kid === null ? null : loosened(kid))),
          param.tokens,
        )
      : param;
  };
  return makeNode(
    'params',
    '',
    params.kids.map((kid) => (kid === null ? null : loosened(kid))),
    params.tokens,
  );
}

function hitsOf({ rule, file, header, hit }: Search): MatchHit[] {
  const given = new Map([...hit.values].filter(([, value]) => value.positions === undefined));
  const name = header.name.kind === 'meta' ? (given.get(header.name.value)?.text ?? '') : header.name.value;
  const matcher = new TermMatcher({
    rule,
    file,
    given,
    late: new Set(),
    // Its constraints were answered where the function matched.
    askScript: () => true,
    position: (tokens) => positionIn(file, tokens),
    isTest: () => false,
  });
  return prototypesOf(file, name).flatMap((declaration) => {
    const links = linksOf(matcher, header, declaration);
    return links === null ? [] : [{ ...hit, links }];
  });
}

/** Declarations of one function each. */
function prototypesOf(file: CFile, name: string): Node[] {
  const { text } = file.source;
  return file.units
    .filter(({ kind, span }) => kind !== 'function' && text.slice(span.start, span.end).includes(name))
    .flatMap((unit) => file.trees(unit).flatMap((tree) => tree.items))
    .filter(({ kind, kids }) => {
      const [type, declared] = kids[1]?.kids ?? [];
      return kind === 'declaration' && kids.length === 2 && type?.kind === 'function-type' && declared?.value === name;
    });
}

function linksOf(matcher: TermMatcher, header: Header, declaration: Node): readonly Link[] | null {
  const [storage = null, variable] = declaration.kids;
  const [type, name] = variable?.kids ?? [];
  const [returned = null, params = null] = type?.kids ?? [];
  const pairs: [Node | null, Node | null | undefined][] = [
    [header.storage, storage],
    [header.type, returned],
    [header.name, name],
    [header.params, params],
  ];
  let states: readonly MatchState[] = [START];
  for (const [pattern, node] of pairs) {
    if (pattern !== null) states = states.flatMap((state) => matcher.matchOptional(pattern, node, state));
  }
  const [state] = states;
  if (state === undefined) return null;
  const links = listOf(state.links).map((link): Link => ({ ...link, inPrototype: true }));
  if (!header.isRemoved) return withUnlinked(header, links);
  const whole = Array.from(
    { length: declaration.last - declaration.first + 1 },
    (_, index) => declaration.first + index,
  );
  return [{ patternToken: header.name.first, tokens: whole }];
}

/** Tokens of the pattern that met nothing, as names that a prototype lacks, may carry added code all the same. */
function withUnlinked(header: Header, links: readonly Link[]): Link[] {
  const met = new Map(links.map((link) => [link.patternToken, link]));
  const made = [...links];
  let behind = -1;
  for (const token of [...header.tokens, ...(header.brace === null ? [] : [header.brace])]) {
    const link = met.get(token);
    if (link !== undefined) behind = link.tokens[link.tokens.length - 1] ?? link.behind ?? behind;
    else if (behind >= 0) made.push({ patternToken: token, tokens: [], behind, inPrototype: true });
  }
  return made;
}
