import type { Node } from '../c/index.js';
import type { InsertPiece } from '../edit/index.js';
import type { Value } from '../match/index.js';
import type { PlusPiece } from '../smpl/index.js';

/**
 * A line of added code as pieces to insert. `T x` with an array or a function pointer for T declares x the way C writes
 * it: a part of the type stands behind the name.
 */
export function insertPieces(pieces: readonly PlusPiece[], values: ReadonlyMap<string, Value>): InsertPiece[] {
  const made: InsertPiece[] = [];
  let behindName: InsertPiece | null = null;
  let afterStar = false;
  for (const written of pieces) {
    const piece: PlusPiece = afterStar ? withoutSpace(written) : written;
    afterStar = 'metavariable' in piece && endsInStar(values.get(piece.metavariable));
    const halves = 'metavariable' in piece ? halvesOf(values.get(piece.metavariable)) : null;
    const [added, pending]: [InsertPiece[], InsertPiece | null] =
      halves === null ? withName(pieceOf(piece, values), behindName) : [[halves.front], halves.back];
    if (halves !== null && behindName !== null) made.push(behindName);
    made.push(...added);
    behindName = pending;
  }
  return behindName === null ? made : [...made, behindName];
}

/** Names and further stars stand close to a star. */
function withoutSpace(piece: PlusPiece): PlusPiece {
  return 'text' in piece ? { text: piece.text.replace(/^\s+(?=[A-Za-z_*]|$)/, '') } : piece;
}

/** Whether what a type puts in front of a name ends in a star. */
function endsInStar(value: Value | undefined): boolean {
  if (value?.node == null) return /^\w.*\*$/.test(value?.text ?? '');
  let type: Node | null = value.node;
  while (type?.kind === 'array' || type?.kind === 'function-type') type = type.kids[0] ?? null;
  return type?.kind === 'pointer' || type?.kind === 'grouped';
}

function pieceOf(piece: PlusPiece, values: ReadonlyMap<string, Value>): InsertPiece {
  if ('text' in piece) return { text: piece.text };
  const value = values.get(piece.metavariable);
  if (value === undefined) return { text: piece.metavariable };
  return value.tokens === null ? { text: value.text } : { tokens: value.tokens };
}

/** Puts the rest of a type behind the name, or in front of what is no name; white space alone leaves it waiting. */
function withName(piece: InsertPiece, rest: InsertPiece | null): [InsertPiece[], InsertPiece | null] {
  if (rest === null) return [[piece], null];
  if (!('text' in piece)) return [[piece, rest], null];
  if (/^\s*$/.test(piece.text)) return [[piece], rest];
  const name = /^\s*[A-Za-z_]\w*/.exec(piece.text)?.[0] ?? '';
  if (name === '') return [[rest, piece], null];
  return [[{ text: name }, rest, { text: piece.text.slice(name.length) }], null];
}

interface Halves {
  readonly front: InsertPiece;
  readonly back: InsertPiece;
}

/** A type's parts in front of and behind the name it would declare; null where nothing stands behind. */
function halvesOf(value: Value | undefined): Halves | null {
  const { tokens = null, node = null, text = '' } = value ?? {};
  if (value === undefined || node === null || tokens === null) return halvesOfText(text);
  const back = firstBehindName(node);
  if (back === null) return null;
  return {
    front: { tokens: tokens.filter((token) => token < back) },
    back: { tokens: tokens.filter((token) => token >= back) },
  };
}

/** The same where only the text is left of a type. */
function halvesOfText(text: string): Halves | null {
  const [, front, back] =
    /^(\w.*\(\s*\*+\s*)(\)\s*\(.*\))$/.exec(text) ?? /^(\w[\w\s*]*?)\s*((?:\[[^\]]*\]\s*)+)$/.exec(text) ?? [];
  return front === undefined || back === undefined ? null : { front: { text: front }, back: { text: back } };
}

/** The last token that a pattern token stands for; of a type that is written around a name, the last in front of it. */
export function lastInFront(tokens: readonly number[], value: Value | undefined): number | undefined {
  const last = tokens[tokens.length - 1];
  if (value?.node == null || value.tokens?.[0] !== tokens[0] || value.tokens?.at(-1) !== last) return last;
  const back = firstBehindName(value.node);
  return back === null ? last : tokens.findLast((token) => token < back);
}

function firstBehindName(type: Node): number | null {
  const [inner = null, params = null] = type.kids;
  switch (type.kind) {
    case 'array':
      return type.tokens[0] ?? null;
    case 'function-type':
      return params?.first ?? null;
    case 'qualified':
      return inner === null ? null : firstBehindName(inner);
    case 'grouped': {
      const [open = -1, close = -1] = type.tokens;
      const inside = inner === null ? null : firstBehindName(inner);
      return inside !== null && inside > open && inside < close ? inside : close;
    }
    default:
      return null;
  }
}
