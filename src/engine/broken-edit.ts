import type { CFile } from '../c/index.js';
import type { Diagnostic, Severity } from '../text/index.js';

/**
 * What can no longer be read after an edit: parses the units that differ, and compares how many places in them cannot be
 * read before and after. Empty when it did not get worse; else a diagnostic, in terms of the new text, for each place.
 */
export function brokenEdit(before: CFile, after: CFile, severity: Severity): Diagnostic[] {
  const now = unreadIn(after, before);
  if (now.length === 0 || now.length <= unreadIn(before, after).length) return [];
  const hint = severity === 'error' ? 'the file is left as it is; --force makes the edit' : 'look at the edit';
  const message = 'after the edit this code cannot be read';
  return now.map((diagnostic) => ({ ...diagnostic, code: 'broken-edit', severity, message, hint }));
}

/** What cannot be read in the units of a file that another version of it does not have. */
function unreadIn(file: CFile, other: CFile): Diagnostic[] {
  const known = new Set(other.units.map(({ span }) => other.source.text.slice(span.start, span.end)));
  const own = file.units.filter(({ span }) => !known.has(file.source.text.slice(span.start, span.end)));
  for (const unit of own) file.trees(unit);
  return file.diagnostics.filter(({ span }) =>
    own.some((unit) => unit.span.start <= span.start && span.start < unit.span.end),
  );
}
