import type { CFile, Node } from '../c/index.js';
import type { CompiledRule } from '../compile/index.js';
import type { AskScript } from './constraint.js';
import type { MatchState } from './state.js';
import type { Position, Value } from './value.js';

/** What terms are matched against: a rule, a file, and the values the rule inherits. */
export interface MatchContext {
  readonly rule: CompiledRule;
  readonly file: CFile;
  readonly given: ReadonlyMap<string, Value>;
  /** Inherited metavariables that have values, too, with which the caller compares what is bound here. */
  readonly late: ReadonlySet<string>;
  /** Where tokens stand, for position metavariables. */
  position(tokens: readonly number[]): Position;
  /** Whether only the truth of an expression matters where it stands. */
  isTest(node: Node): boolean;
  readonly askScript: AskScript;
}

/**
 * What the parts of term matching ask of each other. Every function takes a state and gives all states that can follow:
 * none when there is no match, several where dots or disjunctions leave a choice.
 */
export interface Matcher {
  readonly context: MatchContext;
  readonly attributes: Attributes;
  /** False while types that stand nowhere are compared. */
  readonly linking: boolean;
  /** The name that a typedef gives to a structure without a tag, as a type; null where none does. */
  typedefName(record: Node): Node | null;
  match(pattern: Node, node: Node, state: MatchState): readonly MatchState[];
  matchOptional(
    pattern: Node | null | undefined,
    node: Node | null | undefined,
    state: MatchState,
  ): readonly MatchState[];
  matchListMetavariable(
    pattern: Node,
    nodes: readonly Node[],
    covered: readonly number[],
    state: MatchState,
  ): readonly MatchState[];
  matchType(pattern: Node, type: Node, state: MatchState): readonly MatchState[];
  link(pattern: readonly number[], tokens: readonly number[], state: MatchState): readonly MatchState[];
  linkOne(patternToken: number, tokens: readonly number[], state: MatchState): readonly MatchState[];
  linkPairs(pattern: readonly number[], tokens: readonly number[], state: MatchState): readonly MatchState[];
  linkBehind(patternToken: number, behind: number, state: MatchState): readonly MatchState[];
  isMinus(patternToken: number | undefined): boolean;
  /** Whether code is added beside a token of the pattern. */
  hasCodeBeside(patternToken: number): boolean;
  /** Whether a token of the pattern is removed, and nothing takes its place. */
  isDroppedToken(patternToken: number): boolean;
  /** Whether a part of the pattern is removed as a whole, and nothing takes its place. */
  isDropped(pattern: Node): boolean;
}

/** Attributes stand beside the tree; `take…` lets them go along with what is removed. */
export interface Attributes {
  /** Those of a pattern's type, declarator, function or macro declaration against those of the program's. */
  match(pattern: Node, node: Node, state: MatchState): readonly MatchState[];
  takeType(pattern: Node | null | undefined, type: Node | null | undefined, state: MatchState): MatchState;
  takeDeclarator(pattern: Node, node: Node, state: MatchState): MatchState;
  takeDeclaration(pattern: Node, node: Node, state: MatchState): MatchState;
  takeHeader(pattern: Node, node: Node, state: MatchState): MatchState;
}
