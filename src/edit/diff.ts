import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** How a diff names its files. */
export interface DiffOptions {
  readonly pathBefore: string;
  readonly pathAfter: string;
  /** Lines around a change; 3 where not given. */
  readonly context?: number;
  /** What to print behind the names, such as a time. */
  readonly labels?: { readonly before?: string; readonly after?: string };
}

/**
 * A unified diff that `git apply` and `patch` accept; '' for equal texts. Line ends are part of the lines, and a missing
 * one at the end of a text is marked.
 */
export function unifiedDiff(before: string, after: string, options: DiffOptions): string {
  if (before === after) return '';
  const { pathBefore, pathAfter, context = 3, labels = {} } = options;
  return createTwoFilesPatch(pathBefore, pathAfter, before, after, labels.before, labels.after, {
    context,
    headerOptions: FILE_HEADERS_ONLY,
    stripTrailingCr: false,
  });
}
