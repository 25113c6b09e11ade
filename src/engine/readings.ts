import type { CFile, Tree, Unit } from '../c/index.js';
import type { Match } from '../match/index.js';
import type { Environment } from './environment.js';

/**
 * Whether a match is of code that can be there together with the positions of an environment: `#if` arms that exclude
 * each other are read one by one, and one reading of the unit must hold both. Positions that are only `compared` say where
 * other code is.
 */
export function shareReading(
  file: CFile,
  { values }: Environment,
  match: Match,
  compared: ReadonlySet<string>,
): boolean {
  const units = ambiguousUnits(file, match);
  if (units.size === 0) return true;
  const positions = [...values].flatMap(([name, value]) => (compared.has(name) ? [] : (value.positions ?? [])));
  const places = positions.flatMap(({ path, line, column }) => {
    const start = file.source.lineStarts[line - 1];
    return path === file.source.path && start !== undefined ? [start + column] : [];
  });
  return [...units].every(([unit, own]) => {
    const { span } = unit;
    const offsets = [...own, ...places.filter((offset) => span.start <= offset && offset < span.end)];
    return file.trees(unit).some((tree) => !offsets.some((offset) => isLeftOut(tree, offset)));
  });
}

/** The units that a match lies in and that have several readings, with the offsets of its tokens there. */
function ambiguousUnits(file: CFile, match: Match): Map<Unit, number[]> {
  const found = new Map<Unit, number[]>();
  let unit: Unit | undefined;
  for (const { links } of match.hits) {
    // What one piece of a pattern has met lies in one unit.
    const token = links.find(({ tokens }) => tokens.length > 0)?.tokens[0];
    if (token === undefined) continue;
    if (unit === undefined || token < unit.firstToken || token >= unit.endToken)
      unit = file.units.find((one) => one.firstToken <= token && token < one.endToken);
    if (unit === undefined || file.trees(unit).length < 2) continue;
    const offsets = links.flatMap((link) => link.tokens.map((one) => file.tokens.start[one] ?? 0));
    found.set(unit, [...(found.get(unit) ?? []), ...offsets]);
  }
  return found;
}

/** Whether the reading takes another arm than the one that holds the offset. */
export function isLeftOut({ masks }: Tree, offset: number): boolean {
  return masks.some(({ kind, span }) => kind === 'dead-branch' && span.start <= offset && offset < span.end);
}
