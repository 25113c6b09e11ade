import type { SourceText } from '../text/index.js';

/** What an `#include` line names: `"foo.h"`, or `<foo.h>` where `angled`. */
export interface IncludeName {
  readonly name: string;
  readonly angled: boolean;
}

/** The file that include lines stand in; a header is one that another file has asked for. */
export interface Includer {
  readonly path: string;
  readonly isHeader: boolean;
}

/**
 * Where headers come from: gives those that a file's include lines ask for, in their order, as far as they are wanted and
 * there. The same header is the same object as long as it has not changed, so that it is read once for many files.
 */
export type HeaderDoor = (from: Includer, names: readonly IncludeName[]) => readonly SourceText[];
