import type { Constraint, ConstraintValue } from '../smpl/index.js';
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
      return expression(constraint.pattern).test(value.key);
    case 'not-matches':
      return !expression(constraint.pattern).test(value.key);
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

/** Null where the other metavariable has no value yet. */
function isEqual(one: ConstraintValue, value: Value, valueOf: (name: string) => Value | undefined): boolean | null {
  if ('text' in one) return one.text.replace(/\s+/g, ' ') === value.key;
  const other = valueOf(one.name);
  if (other === undefined) return null;
  if (other.positions === undefined || value.positions === undefined) return other.key === value.key;
  const taken = new Set(other.positions.map(positionKey));
  return value.positions.some((position) => taken.has(positionKey(position)));
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
