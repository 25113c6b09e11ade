import type { Cst } from './cst.js';
import type { Draft } from './mask/draft.js';

/**
 * Whether a tree says what the text says. A tree without ERROR can still be wrong, so besides errors and missing
 * tokens these count: a macro read as a type, a call read as the head of a nested function, and braces that are not
 * where the lexer saw them.
 */
export function isTrustworthy(cst: Cst, draft: Draft, first: number, end: number): boolean {
  const braces: number[] = [];
  return isSound(cst, draft, false, braces) && sameBraces(braces, draft, first, end);
}

function isSound(cst: Cst, draft: Draft, inFunction: boolean, braces: number[]): boolean {
  const { type, children } = cst;
  if (cst.missing || type === 'ERROR' || type === 'macro_type_specifier') return false;
  if (children.length === 0 && (type === '{' || type === '}')) braces.push(cst.start);
  const isFunction = type === 'function_definition';
  if (isFunction && inFunction && !isNestedFunction(cst)) return false;
  for (const child of children) if (!isSound(child, draft, inFunction || isFunction, braces)) return false;
  return true;
}

/** A real nested function has a type in front of its name; a macro call in front of a block has none. */
function isNestedFunction(cst: Cst): boolean {
  const type = cst.children.find((child) => child.field === 'type');
  const declarator = cst.children.find((child) => child.field === 'declarator');
  return type !== undefined && declarator?.type !== 'parenthesized_declarator';
}

/** The braces shown to the parser came back at their places. */
function sameBraces(braces: readonly number[], draft: Draft, first: number, end: number): boolean {
  let count = 0;
  for (let position = first; position < end; position++) {
    const cover = draft.covers.get(position);
    if (cover !== undefined && cover.last < end) {
      position = cover.last;
      continue;
    }
    const word = draft.word(position);
    if (draft.gone[position] === 1 || (word !== '{' && word !== '}')) continue;
    if (braces[count] !== draft.start(position)) return false;
    count++;
  }
  return count === braces.length;
}
