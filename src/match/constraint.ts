import type { Constraint, ConstraintValue } from '../smpl/index.js';
import { TYPES } from './kinds.js';
import { unscoped } from './subtree.js';
import type { Value } from './value.js';

/** Whether a value satisfies a constraint; `valueOf` gives what another metavariable stands for, if it is bound. */
export function satisfiesConstraint(
  constraint: Constraint,
  value: Value,
  valueOf: (name: string) => Value | undefined,
): boolean {
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
      return compares(constraint, value);
    case 'and':
      return constraint.parts.every((part) => satisfiesConstraint(part, value, valueOf));
    case 'or':
      return constraint.parts.some((part) => satisfiesConstraint(part, value, valueOf));
    case 'not':
      return !satisfiesConstraint(constraint.part, value, valueOf);
    case 'script':
      return true;
  }
}

/** What a value is compared with as text. A type can be written in two ways: the source's is the one meant. */
function plain(value: Value): string {
  return unscoped(value.node !== null && value.tokens !== null && TYPES.has(value.node.kind) ? value.text : value.key);
}

/** Null where the other metavariable has no value yet. */
function isEqual(one: ConstraintValue, value: Value, valueOf: (name: string) => Value | undefined): boolean | null {
  if ('text' in one) return isText(one.text, value, valueOf);
  const other = valueOf(one.name);
  if (other === undefined) return null;
  if (other.positions === undefined || value.positions === undefined) return unscoped(other.key) === unscoped(value.key);
  const taken = new Set(other.positions.map(positionKey));
  return value.positions.some((position) => taken.has(positionKey(position)));
}

/** `2 ... 6` is a range; `r.T *` has the value of another rule's metavariable in it. */
function isText(text: string, value: Value, valueOf: (name: string) => Value | undefined): boolean {
  const [, low, high] = /^\{?\s*(\d+)\s*\.\.\.\s*(\d+)\s*\}?$/.exec(text) ?? [];
  if (low !== undefined && high !== undefined) return Number(value.key) >= Number(low) && Number(value.key) <= Number(high);
  const written = text.replace(/\b[A-Za-z_]\w*\.[A-Za-z_]\w*/g, (name) => valueOf(name)?.key ?? name);
  const wanted = compact(written);
  return wanted === compact(plain(value)) || wanted === compact(unscoped(value.key));
}

/** White space counts between words only. */
function compact(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/ (?=\W)|(?<=\W) /g, '');
}

export function positionKey(position: {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}): string {
  const { path, line, column, endLine, endColumn } = position;
  return [path, line, column, endLine, endColumn].join(':');
}

function compares(constraint: Constraint & { kind: 'compare' }, value: Value): boolean {
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
