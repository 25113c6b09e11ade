import { createTwoFilesPatch, FILE_HEADERS_ONLY, formatPatch } from 'diff';
import { lineHunks, linesApart, linesOf } from './line-hunks.js';

/** How a diff names its files. */
export interface DiffOptions {
  readonly pathBefore: string;
  readonly pathAfter: string;
  /** Lines around a change; 3 where not given. */
  readonly context?: number;
  /** What to print behind the names, such as a time. */
  readonly labels?: { readonly before?: string; readonly after?: string };
}

/** With more lines than these that stand on one side only, they are set aside before lines are aligned. */
const MANY = 500;

/**
 * A unified diff that `git apply` and `patch` accept; '' for equal texts. Line ends are part of the lines, and a missing
 * one at the end of a text is marked.
 */
export function unifiedDiff(before: string, after: string, options: DiffOptions): string {
  if (before === after) return '';
  const { pathBefore, pathAfter, context = 3, labels = {} } = options;
  const [left, right] = [linesOf(before), linesOf(after)];
  if (linesApart(left, right) > MANY) {
    const patch = {
      oldFileName: pathBefore,
      newFileName: pathAfter,
      oldHeader: labels.before,
      newHeader: labels.after,
      hunks: lineHunks(left, right, context),
    };
    return formatPatch(patch, FILE_HEADERS_ONLY);
  }
  return createTwoFilesPatch(pathBefore, pathAfter, before, after, labels.before, labels.after, {
    context,
    headerOptions: FILE_HEADERS_ONLY,
    stripTrailingCr: false,
  });
}
