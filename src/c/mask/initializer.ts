import type { Draft } from './draft.js';
import type { Walk } from './walk.js';

/** Walks the elements between the `{` at `open` and its partner; puts in commas where macros bring their own. */
export function initializer(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  for (let at = open + 1; at < close;) {
    const end = elementEnd(walk, at, close);
    element(walk, at, end);
    if (end < close && draft.word(end) !== ',') draft.insert(end - 1, ',', 'missing-comma');
    at = draft.word(end) === ',' ? end + 1 : end;
  }
}

/** The position that ends an element: its comma, the closing bracket, or where the next one begins without a comma. */
function elementEnd(walk: Walk, first: number, close: number): number {
  const { draft } = walk;
  let at = first;
  while (at < close && draft.word(at) !== ',') {
    if (at > first && beginsElement(draft, at)) return at;
    at = draft.pass(at, close);
  }
  return at;
}

/** Whether an element begins at a position although no comma stands in front of it. */
function beginsElement(draft: Draft, at: number): boolean {
  const before = draft.word(at - 1);
  const word = draft.word(at);
  if (word === '.') return before === ')' || before === '}' ? draft.startsLine(at) : false;
  if (draft.isName(at - 1) && draft.isName(at) && draft.word(at + 1) !== '=') return !draft.isString(at + 1);
  // A macro on a line of its own, which brings elements with their commas.
  if (word === '{' && draft.isName(at - 1)) return draft.startsLine(at) && draft.startsLine(at - 1);
  if (before === '}' && word !== ')') return word === '{' || draft.isName(at);
  if (before !== ')' || !draft.isName(draft.mate(at - 1) - 1)) return false;
  return (draft.isName(at) && draft.word(at + 1) !== '=' && !draft.isString(at + 1)) || word === '{';
}

function element(walk: Walk, first: number, end: number): void {
  const { draft } = walk;
  let at = first;
  if (draft.word(first) === '.' || draft.word(first) === '[') {
    at = designatorEnd(walk, first, end);
    // The old form without `=`: `[1] value`.
    if (draft.word(at) === '=') at = Math.min(at + 1, end);
    else draft.insert(at - 1, '=', 'missing-equals');
  } else if (draft.isName(first) && draft.word(first + 1) === ':') at = first + 2;
  else if (isMacroDesignator(draft, first)) {
    const close = draft.mate(first + 1);
    const width = draft.end(close) - draft.start(first);
    draft.rename(first, close, `.${'_'.repeat(width - 1)}`, 'macro-designator');
    at = close + 2;
  }
  if (draft.word(at) === '{' && draft.mate(at) === end - 1) walk.initializer(at);
  else walk.expression(at, end);
}

/** The position behind a chain of designators: `.a[1].b`. */
function designatorEnd(walk: Walk, first: number, end: number): number {
  const { draft } = walk;
  let at = first;
  while (at < end && (draft.word(at) === '.' || draft.word(at) === '[')) {
    if (draft.word(at) === '[') walk.expression(at + 1, draft.mate(at));
    at = draft.word(at) === '.' ? at + 2 : draft.pass(at, end);
  }
  return at;
}

/** `CHANNEL(1) = value`: a macro that makes the designator. */
function isMacroDesignator(draft: Draft, first: number): boolean {
  if (!draft.isName(first) || draft.word(first + 1) !== '(') return false;
  const close = draft.mate(first + 1);
  return close > 0 && draft.word(close + 1) === '=';
}
