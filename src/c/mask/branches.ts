import { conditionText, directiveWord, isDeadArm, lineEnd } from '../conditionals.js';
import type { Conditional, Conditionals } from '../conditionals.js';
import { TokenKind } from '../tokens.js';
import type { Tokens } from '../tokens.js';
import type { Unit } from '../file.js';
import { spelling } from '../tokens.js';

/** An arm's tokens `[first, end)`, preprocessor lines of nested conditionals included. */
interface Arm {
  readonly first: number;
  readonly end: number;
  /** Dead text whatever is chosen: `#if 0`. */
  readonly dead: boolean;
}

/** An `#error`, or text for people. */
function isNoCode(tokens: Tokens, first: number, end: number): boolean {
  return isError(tokens, first, end) || isProse(tokens, first, end);
}

/** So many plain words in a row are no code. */
const PROSE = 5;

/** `You will not be able to`, `3 more times`. */
function isProse(tokens: Tokens, first: number, end: number): boolean {
  let run = 0;
  for (let at = first; at < end; at++) {
    const isWord = tokens.kind[at] === TokenKind.identifier && tokens.inDirective[at] === 0;
    run = isWord && /^[A-Za-z]?[a-z]+$/.test(spelling(tokens, at)) ? run + 1 : 0;
    if (run === PROSE || (run === 1 && at > first && tokens.kind[at - 1] === TokenKind.number)) return true;
  }
  return false;
}

/** A conditional inside a unit. Where it has no `#else`, the last arm is empty. */
interface Group {
  readonly arms: readonly Arm[];
  /** What the conditions say, so that conditionals with the same one go the same way. */
  readonly key: string;
  /** The first arm is the one for the key being false. */
  readonly negated: boolean;
  /** All arms fit in one tree. */
  readonly together: boolean;
}

/** At most so many readings are made of a unit. */
const MAX_READINGS = 8;

/**
 * Which tokens each reading of a unit leaves out: 1 for a token, counted from the unit's first, in an arm not taken.
 * With `together`, conditionals whose arms fit side by side are kept whole; else each has one arm taken. The readings
 * take every arm at least once, as far as their greatest number allows.
 */
export function chooseBranches(
  tokens: Tokens,
  unit: Unit,
  conditionals: Conditionals,
  together: boolean,
): (Uint8Array | null)[] {
  const groups = findGroups(tokens, unit, conditionals);
  if (groups.length === 0) return [null];
  const wanted = new Set(
    groups.flatMap((group) => (group.together && together ? [] : group.arms.filter((arm) => !arm.dead))),
  );
  const readings: Uint8Array[] = [];
  do {
    const before = wanted.size;
    readings.push(takeArms(unit, groups, wanted, together));
    if (wanted.size === before) break;
  } while (wanted.size > 0 && readings.length < MAX_READINGS);
  return readings;
}

/** Makes one reading; the arms it takes are no longer wanted. */
function takeArms(unit: Unit, groups: readonly Group[], wanted: Set<Arm>, together: boolean): Uint8Array {
  const dead = new Uint8Array(unit.endToken - unit.firstToken);
  const decided = new Map<string, boolean>();
  const forced = [...wanted][0];
  const strip = (arm: Arm): void => {
    dead.fill(1, arm.first - unit.firstToken, arm.end - unit.firstToken);
  };
  for (const group of groups) {
    const first = group.arms[0];
    if (first === undefined || dead[first.first - unit.firstToken] === 1) continue;
    const keep = group.together && together;
    const taken = keep ? undefined : choose(group, wanted, decided, forced);
    if (taken !== undefined) wanted.delete(taken);
    for (const arm of group.arms) if (arm.dead || (!keep && arm !== taken)) strip(arm);
  }
  return dead;
}

/** The arm that must be taken, else what the same condition decided before, else one that is still wanted. */
function choose(
  group: Group,
  wanted: ReadonlySet<Arm>,
  decided: Map<string, boolean>,
  forced: Arm | undefined,
): Arm | undefined {
  const live = group.arms.filter((arm) => !arm.dead);
  const binary = live.length === 2 && group.arms.length === 2;
  const known = binary ? decided.get(group.key) : undefined;
  const mustHold = forced === undefined ? undefined : live.find((arm) => arm === forced || contains(arm, forced));
  const follows = known === undefined ? undefined : live[known === group.negated ? 1 : 0];
  const taken = mustHold ?? follows ?? live.find((arm) => wanted.has(arm)) ?? live[0];
  if (binary) decided.set(group.key, (taken === live[0]) !== group.negated);
  return taken;
}

function contains(outer: Arm, inner: Arm): boolean {
  return outer.first <= inner.first && inner.end <= outer.end && outer.end > outer.first;
}

/** The conditionals that lie in a unit, outer ones before inner ones. */
function findGroups(tokens: Tokens, unit: Unit, conditionals: Conditionals): Group[] {
  const groups: Group[] = [];
  for (let at = unit.firstToken; at < unit.endToken; at++) {
    if (tokens.kind[at] !== TokenKind.directive) continue;
    const conditional = conditionals.get(at);
    if (conditional?.marks[0] !== at || conditional.end < 0 || conditional.end >= unit.endToken) continue;
    groups.push(makeGroup(tokens, unit, conditional));
  }
  return groups;
}

function makeGroup(tokens: Tokens, unit: Unit, conditional: Conditional): Group {
  const { marks } = conditional;
  const arms = marks.slice(0, -1).map((mark, index) => ({
    first: lineEnd(tokens, mark),
    end: marks[index + 1] ?? unit.endToken,
    dead: isDeadArm(tokens, conditional, mark) || isNoCode(tokens, lineEnd(tokens, mark), marks[index + 1] ?? -1),
  }));
  const last = marks.at(-2) ?? -1;
  if (spelling(tokens, last).replace(/^#\s*/, '') !== 'else')
    arms.push({ first: conditional.end, end: conditional.end, dead: false });
  const text = conditionText(tokens, marks[0] ?? 0);
  return {
    arms,
    key: text.replace(/^ifn?def |^if !? ?defined /, '').replace(/^\( (\w+) \)$/, '$1'),
    negated: /^ifndef |^if ! defined /.test(text),
    together: fitsTogether(tokens, unit, conditional, arms),
  };
}

/** `#error` alone in an arm: no text of the unit has it. */
function isError(tokens: Tokens, first: number, end: number): boolean {
  return first < end && directiveWord(tokens, first) === 'error' && lineEnd(tokens, first) === end;
}

/**
 * Whether all arms can stand one behind the other: each is balanced and complete, and so is what stands before. Elements
 * of a list cannot: a field that every arm sets is set once, and the place of an element says what it stands for.
 */
function fitsTogether(tokens: Tokens, unit: Unit, conditional: Conditional, arms: readonly Arm[]): boolean {
  const live = arms.filter((arm) => !arm.dead && hasTokens(tokens, arm));
  if (live.length === 0) return true;
  if (live.length > 1 && live.some((arm) => isOneOf(tokens, lastToken(tokens, arm.first, arm.end), ','))) return false;
  const start = conditional.marks[0] ?? 0;
  const before = lastToken(tokens, unit.firstToken, start);
  if (before < 0 || !isOneOf(tokens, before, ';{},:') || !isInBraces(tokens, unit.firstToken, start)) return false;
  return live.every((arm) => isBalanced(tokens, arm) && isComplete(tokens, arm, live.length === 1, conditional.end));
}

function hasTokens(tokens: Tokens, arm: Arm): boolean {
  return lastToken(tokens, arm.first, arm.end) >= 0;
}

/** The last token of `[first, end)` outside preprocessor lines, or -1. */
function lastToken(tokens: Tokens, first: number, end: number): number {
  let at = end - 1;
  while (at >= first && tokens.inDirective[at] === 1) at--;
  return at >= first ? at : -1;
}

function isOneOf(tokens: Tokens, at: number, characters: string): boolean {
  const start = tokens.start[at] ?? 0;
  return (
    tokens.kind[at] === TokenKind.punctuator &&
    characters.includes(tokens.text.charAt(start)) &&
    tokens.end[at] === start + 1
  );
}

/** Whether the innermost bracket around `at` is a `{`. */
function isInBraces(tokens: Tokens, first: number, at: number): boolean {
  for (let token = at - 1; token >= first; token--) {
    if (tokens.inDirective[token] === 1) continue;
    const partner = tokens.partner[token] ?? -1;
    if (partner >= 0 && partner < token) {
      token = partner;
      continue;
    }
    if (isOneOf(tokens, token, '([')) return false;
    if (isOneOf(tokens, token, '{')) return true;
  }
  return false;
}

function isBalanced(tokens: Tokens, arm: Arm): boolean {
  for (let at = arm.first; at < arm.end; at++) {
    if (tokens.inDirective[at] === 1 || !isOneOf(tokens, at, '()[]{}')) continue;
    const partner = tokens.partner[at] ?? -1;
    if (partner < arm.first || partner >= arm.end) return false;
  }
  return true;
}

/** Ends like an item of a list of statements or elements, and does not begin in the middle of one. */
function isComplete(tokens: Tokens, arm: Arm, alone: boolean, end: number): boolean {
  const last = lastToken(tokens, arm.first, arm.end);
  let first = arm.first;
  while (tokens.inDirective[first] === 1) first++;
  if (!alone && spelling(tokens, first) === 'else') return false;
  if (isOneOf(tokens, last, ';},:')) return true;
  return alone && isOneOf(tokens, lineEnd(tokens, end), '}') && isAfterComma(tokens, first);
}

function isAfterComma(tokens: Tokens, first: number): boolean {
  let at = first - 1;
  while (at >= 0 && tokens.inDirective[at] === 1) at--;
  return isOneOf(tokens, at, ',');
}
