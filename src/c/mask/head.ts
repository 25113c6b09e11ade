import type { UnitKind } from '../file.js';
import { storageKeywords } from '../words.js';
import type { Draft } from './draft.js';
import type { Walk } from './walk.js';

/** Walks a whole unit. */
export function walkUnit(walk: Walk, kind: UnitKind): void {
  const { draft } = walk;
  if (kind === 'function') functionUnit(walk);
  else for (let at = 0; at < draft.count;) at = Math.max(at + 1, topItem(walk, at));
}

/** A declaration or a macro call at top level; gives the position after it. */
function topItem(walk: Walk, first: number): number {
  const { draft } = walk;
  if (draft.word(first) === ';') return first + 1;
  if (isMacroCall(draft, first)) return macroCall(walk, first);
  if (draft.isName(first) && draft.count === 1) return whole(draft, 'macro-declaration');
  if (draft.word(first + 1) === '(' && draft.word(draft.mate(first + 1) + 1) === '.') return whole(draft, 'unread');
  const after = walk.declaration(first, draft.count);
  if (draft.word(after) !== '{') return after;
  walk.block(after);
  return draft.pass(after, draft.count);
}

/** `ID(...)` with or without `;` */
function isMacroCall(draft: Draft, first: number): boolean {
  const close = draft.isName(first) && draft.word(first + 1) === '(' ? draft.mate(first + 1) : -1;
  return close > 0 && (close + 1 === draft.count || draft.word(close + 1) === ';');
}

/** The whole unit is one item. */
function whole(draft: Draft, kind: 'macro-declaration' | 'unread'): number {
  draft.item(0, draft.count - 1, kind);
  return draft.count;
}

function macroCall(walk: Walk, first: number): number {
  const { draft } = walk;
  const close = draft.mate(first + 1);
  const last = draft.word(close + 1) === ';' ? close + 1 : close;
  draft.item(first, last, 'macro-declaration');
  return last + 1;
}

/** A head, old-style parameter declarations, and the body. */
function functionUnit(walk: Walk): void {
  const { draft } = walk;
  const untyped = untypedName(draft);
  if (untyped >= 0) draft.prefix = 'T ';
  if (untyped >= 0) walk.parameters(untyped + 1);
  let at = untyped >= 0 ? draft.mate(untyped + 1) + 1 : walk.declaration(0, oldStyleEnd(draft));
  while (at < draft.count && draft.word(at) !== '{') at = Math.max(at + 1, walk.declaration(at, draft.count));
  if (draft.word(at) !== '{') return;
  walk.block(at);
  for (at = draft.pass(at, draft.count); at < draft.count;) at = Math.max(at + 1, topItem(walk, at));
}

/** The position behind the names in parentheses of an old-style head, whose declarations follow; else the end. */
function oldStyleEnd(draft: Draft): number {
  let end = draft.count;
  for (let at = 0; at < draft.count; at = draft.pass(at, draft.count)) {
    if (draft.word(at) === '{') return draft.word(at - 1) === ';' ? end : draft.count;
    if (end === draft.count && draft.word(at) === '(' && holdsNames(draft, at)) end = draft.mate(at) + 1;
  }
  return draft.count;
}

function holdsNames(draft: Draft, open: number): boolean {
  const close = draft.mate(open);
  for (let at = open + 1; at < close; at++) if (!draft.isName(at) && draft.word(at) !== ',') return false;
  return draft.isName(open - 1) && close > open;
}

/** The position of a function's name that has no type in front, only storage words; else -1. */
function untypedName(draft: Draft): number {
  let at = 0;
  while (storageKeywords.has(draft.word(at))) at++;
  return draft.isName(at) && draft.word(at + 1) === '(' && hasBodyNext(draft, at + 1) ? at : -1;
}

/** Whether the body, or old-style parameter declarations and then the body, follow the parentheses at `open`. */
function hasBodyNext(draft: Draft, open: number): boolean {
  const after = draft.mate(open) + 1;
  if (after === 0 || draft.word(after) === '{') return after > 0;
  for (let at = after; at < draft.count; at = draft.pass(at, draft.count)) {
    if (draft.word(at) === '{' || draft.word(at) === '(') return draft.word(at - 1) === ';';
  }
  return false;
}
