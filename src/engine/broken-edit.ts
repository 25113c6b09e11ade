import { spelling, TokenKind } from '../c/index.js';
import type { CFile, Mask, MaskKind, Unit } from '../c/index.js';
import { diagnose, lowerBound } from '../text/index.js';
import type { Diagnostic, Severity, Span } from '../text/index.js';

/**
 * What can no longer be read after an edit: parses the units that differ, and compares how many places in them cannot be
 * read before and after. Empty when it did not get worse; else a diagnostic, in terms of the new text, for each place.
 */
export function brokenEdit(before: CFile, after: CFile, severity: Severity): Diagnostic[] {
  const now = unreadIn(after, before);
  if (now.length === 0 || now.length <= unreadIn(before, after).length) return [];
  const hint = severity === 'error' ? 'the file is left as it is; --force makes the edit' : 'look at the edit';
  const message = 'after the edit this code cannot be read';
  return now.map((span) => diagnose(after.source, span, { code: 'broken-edit', severity, message, hint }));
}

/** What cannot be read in the units of a file that another version of it does not have. */
function unreadIn(file: CFile, other: CFile): Span[] {
  const known = new Set(other.units.map(({ span }) => other.source.text.slice(span.start, span.end)));
  const own = file.units.filter(({ span }) => !known.has(file.source.text.slice(span.start, span.end)));
  const joined = own.flatMap((unit) => joinedArguments(file, unit));
  const unread = file.diagnostics
    .map(({ span }) => span)
    .filter(({ start }) => own.some((unit) => unit.span.start <= start && start < unit.span.end));
  return [...unread, ...joined].sort((left, right) => left.start - right.start);
}

/** Masks of what macros take beside expressions. */
const DECLARING: ReadonlySet<MaskKind> = new Set<MaskKind>(['declaration-argument', 'odd-argument']);

/** `f(x one)` with a variable x: read as a declaration, as macros take some, but it is two arguments without a comma. */
function joinedArguments(file: CFile, unit: Unit): Span[] {
  const masks = file.trees(unit).flatMap((tree) => tree.masks);
  return masks
    .filter((mask) => DECLARING.has(mask.kind) && startsWithVariable(file, unit, mask))
    .map(({ span }) => span);
}

function startsWithVariable(file: CFile, unit: Unit, { span }: Mask): boolean {
  const { tokens } = file;
  const first = lowerBound((index) => (tokens.start[index] ?? 0) < span.start, unit.endToken, unit.firstToken);
  const isFollowedByName = tokens.kind[first + 1] === TokenKind.identifier && (tokens.start[first + 1] ?? 0) < span.end;
  return isFollowedByName && file.declarationOf(spelling(tokens, first), first) !== null;
}
