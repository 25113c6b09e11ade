/** A half-open range `[start, end)` of offsets in UTF-16 units. For files read as Latin-1 these are byte offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place for people: line and column both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
