import { looksLikeAttribute } from './looks.js';
import type { Walk } from './walk.js';
import { qualifierKeywords, typeKeywords } from '../words.js';
import type { Draft } from './draft.js';

/** Walks the members between the `{` at `open` and its partner. */
export function fields(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  for (let at = open + 1; at < close;) {
    if (draft.word(at) === ';') {
      draft.drop(at, at, 'extra-semicolon');
      at++;
      continue;
    }
    const end = draft.isName(at) ? macroField(walk, at, close) : 0;
    at = end > 0 ? end : Math.max(at + 1, field(walk, at, close));
  }
}

/** A macro call that stands for members; gives the position after it, or 0 where it is the type of a member. */
function macroField(walk: Walk, at: number, close: number): number {
  const { draft } = walk;
  if (draft.word(at + 1) !== '(') return bareMacro(walk, at, close);
  const last = draft.mate(at + 1);
  if (last < 0) return 0;
  const after = draft.word(last + 1);
  const ends = after === ';' || last + 1 === close;
  if (!ends && !(draft.startsLine(last + 1) && after !== '[')) return 0;
  const end = after === ';' ? last + 1 : last;
  draft.drop(at, end, 'macro-declaration');
  return end + 1;
}

/** A name alone on its line, or in front of a `;`, that the line below does not make the type of a member. */
function bareMacro({ draft }: Walk, at: number, close: number): number {
  const next = at + 1;
  const ends = draft.word(next) === ';';
  if (!ends && next < close && !(draft.startsLine(next) && beginsMember(draft, next))) return 0;
  if (!draft.startsLine(at) || draft.gone[at] === 1 || looksLikeAttribute(draft.word(at))) return 0;
  draft.drop(at, ends ? next : at, 'macro-declaration');
  return ends ? next + 1 : next;
}

function beginsMember(draft: Draft, at: number): boolean {
  const word = draft.word(at);
  if (typeKeywords.has(word) || qualifierKeywords.has(word)) return true;
  return draft.isName(at) && (draft.isName(at + 1) || draft.word(at + 1) === '*' || draft.startsLine(at + 1));
}

function field(walk: Walk, first: number, close: number): number {
  const { draft } = walk;
  let end = first;
  while (end < close && draft.word(end) !== ';') end = draft.pass(end, close);
  return walk.declaration(first, Math.min(end + 1, close));
}

/** Walks the enumerators between the `{` at `open` and its partner. */
export function enumerators(walk: Walk, open: number): void {
  const { draft } = walk;
  const close = draft.mate(open);
  for (let at = open + 1; at < close;) {
    let end = at;
    while (end < close && draft.word(end) !== ',' && !(end > at && beginsEnumerator(walk, end)))
      end = draft.pass(end, close);
    enumerator(walk, at, end, close);
    at = draft.word(end) === ',' ? end + 1 : end;
  }
}

/** A name or a call at the start of a line, behind one: macros that bring their own commas. */
function beginsEnumerator(walk: Walk, at: number): boolean {
  const { draft } = walk;
  const behind = draft.isName(at - 1) || draft.word(at - 1) === ')';
  return behind && draft.isName(at) && draft.startsLine(at) && !looksLikeAttribute(draft.word(at));
}

/** One name with a value. Attributes behind the name and calls in its place are masked. */
function enumerator(walk: Walk, first: number, end: number, close: number): void {
  const { draft } = walk;
  const comma = draft.word(end) === ',' && end < close;
  const last = draft.word(first + 1) === '(' ? draft.mate(first + 1) : -1;
  if (draft.isName(first) && last > 0) {
    draft.drop(first, end - 1, 'macro-enumerator');
    if (comma) draft.drop(end, end, 'macro-enumerator');
    return;
  }
  let at = first + 1;
  while (at < end && draft.word(at) !== '=') {
    const attribute = draft.word(at + 1) === '(' ? draft.mate(at + 1) : at;
    if (draft.isName(at)) draft.hide(at, Math.max(at, attribute));
    at = Math.max(at, attribute) + 1;
  }
  walk.expression(at + 1, end);
  if (!comma && end < close) draft.insert(end - 1, ',', 'missing-comma');
}
