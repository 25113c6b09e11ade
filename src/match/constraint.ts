import { typeKinds } from '../c/index.js';
import type { Constraint, ConstraintValue } from '../smpl/index.js';
import type { Comments } from './comments.js';
import { unscoped } from './subtree.js';
import type { Value } from './value.js';

/** The value of a metavariable of the rule, if it has one; those of other rules are called `rule.name`. */
export type ValueOf = (name: string) => Value | undefined;

export type ScriptConstraint = Constraint & { kind: 'script' };

/**
 * Answers for constraints written in a script language: whether the script takes the metavariable `name` with the value
 * that `valueOf` gives. One that has no answer at hand notes the question and says yes.
 */
export type AskScript = (constraint: ScriptConstraint, name: string, valueOf: ValueOf) => boolean;

/** What a constraint may depend on besides the value that is looked at. */
export interface ConstraintScope {
  /** The metavariable that the value is for. */
  readonly name: string;
  readonly valueOf: ValueOf;
  readonly askScript: AskScript;
}

/** Whether a value satisfies a constraint. */
export function satisfiesConstraint(constraint: Constraint, value: Value, scope: ConstraintScope): boolean {
  const { valueOf } = scope;
  switch (constraint.kind) {
    case 'in':
      return constraint.values.some((one) => isEqual(one, value, valueOf) ?? true);
    case 'not-in':
      return !constraint.values.some((one) => isEqual(one, value, valueOf) ?? false);
    case 'matches':
      return expression(constraint.pattern).test(plain(value));
    case 'not-matches':
      return !expression(constraint.pattern).test(plain(value));
    case 'compare':
      return compares(constraint, value, valueOf);
    case 'and':
      return constraint.parts.every((part) => satisfiesConstraint(part, value, scope));
    case 'or':
      return constraint.parts.some((part) => satisfiesConstraint(part, value, scope));
    case 'not':
      return !satisfiesConstraint(constraint.part, value, scope);
    case 'script':
      return scope.askScript(constraint, scope.name, (name) => (name === scope.name ? value : valueOf(name)));
  }
}

/** What a value is compared with as text. A type can be written in two ways: the source's is the one meant. */
function plain(value: Value): string {
  return unscoped(
    value.node !== null && value.tokens !== null && typeKinds.has(value.node.kind) ? value.text : value.key,
  );
}

/** Null where the other metavariable has no value yet. */
function isEqual(one: ConstraintValue, value: Value, valueOf: ValueOf): boolean | null {
  if ('text' in one) return isText(one, value, valueOf);
  const other = valueOf(one.rule === null ? one.name : qualifiedName(one.rule, one.name));
  if (other === undefined) return null;
  if (other.positions === undefined || value.positions === undefined)
    return unscoped(other.key) === unscoped(value.key);
  const taken = new Set(other.positions.map(positionKey));
  return value.positions.some((position) => taken.has(positionKey(position)));
}

/** `2 ... 6` is a range; in `r.T *` stands the value of another metavariable, or any where it has none yet. */
function isText(
  { text, names = [] }: { text: string; names?: readonly string[] },
  value: Value,
  valueOf: ValueOf,
): boolean {
  const [, low, high] = /^\{?\s*(\d+)\s*\.\.\.\s*(\d+)\s*\}?$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined)
    return Number(value.key) >= Number(low) && Number(value.key) <= Number(high);
  const written = text.replace(/\b[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?/g, (name) =>
    name.includes('.') || names.includes(name) ? (valueOf(name)?.key ?? (names.includes(name) ? ANY : name)) : name,
  );
  const wanted = compact(written);
  return [plain(value), unscoped(value.key)].some((one) => isLike(compact(one), wanted));
}

/** Stands for a text of which nothing is known. */
const ANY = '\u0000';

function isLike(text: string, wanted: string): boolean {
  if (!wanted.includes(ANY)) return text === wanted;
  const pieces = wanted.split(ANY).map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.+')}$`).test(text);
}

/** White space counts between words only. */
function compact(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/ (?=\W)|(?<=\W) /g, '');
}

/** How a value that comes from another rule is called. */
export function qualifiedName(rule: string, name: string): string {
  return `${rule}.${name}`;
}

/** Equal for the same place; of comments, for the same texts. */
export function positionKey(position: {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  comments?: Comments;
}): string {
  const { path, line, column, endLine, endColumn, comments } = position;
  if (comments !== undefined) return JSON.stringify(comments);
  return [path, line, column, endLine, endColumn].join(':');
}

function compares(constraint: Constraint & { kind: 'compare' }, value: Value, valueOf: ValueOf): boolean {
  const bound = constraint.value;
  if ('name' in bound && constraint.operator === '<=') {
    const whole = valueOf(bound.rule === null ? bound.name : qualifiedName(bound.rule, bound.name));
    return whole === undefined || isPartOf(unscoped(value.key), unscoped(whole.key));
  }
  const left = Number(value.key);
  const right = 'text' in constraint.value ? Number(constraint.value.text) : NaN;
  switch (constraint.operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** Whether code stands in other code as an expression of its own: the name of a field is none. */
function isPartOf(part: string, whole: string): boolean {
  const text = ` ${whole} `;
  for (let at = text.indexOf(` ${part} `); at >= 0; at = text.indexOf(` ${part} `, at + 1)) {
    if (!/(?:->|\.)$/.test(text.slice(0, at))) return true;
  }
  return false;
}

const expressions = new Map<string, RegExp>();

/** Regular expressions of patches follow PCRE or Str; both are tried as JavaScript's after the few differences. */
function expression(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const translated = /\\[(|)]/.test(pattern)
    ? pattern.replace(
        /\\([(|)])|([(|)])/g,
        (_, escaped: string | undefined, plain: string | undefined) => escaped ?? `\\${plain ?? ''}`,
      )
    : pattern;
  const made = new RegExp(translated);
  expressions.set(pattern, made);
  return made;
}
