import type { Node } from '../node.js';
import { ascending } from './declarator-reader.js';
import type { DeclarationReader } from './declaration-reader.js';
import type { Specifiers } from './type-reader.js';
import { specifierWords } from './words.js';

/**
 * Reads `static DEFINE_X(y) = ...;`, `DECLARE_X(y);` and, outside functions, any `ID(...)` that stands like a
 * declaration; null when there is no such thing in front, and then nothing is taken.
 */
export function readMacroItem(reader: DeclarationReader, inFunction: boolean): Node | null {
  const start = reader.index;
  if (reader.isNameAt(start) && !mayBeBareCall(reader, inFunction)) return null;
  const before = reader.failures;
  const node = macroItem(reader, inFunction);
  if (node !== null) return node;
  reader.jump(start);
  reader.failures = before;
  return null;
}

/** Whether a name without storage words in front may begin such an item: a look at few tokens settles most statements. */
function mayBeBareCall(reader: DeclarationReader, inFunction: boolean): boolean {
  if (reader.peekAhead(1) !== '(') return false;
  const byLooks = !inFunction || reader.names.isDeclarer(reader.peek());
  return endsLikeMacro(reader, byLooks, inFunction);
}

function macroItem(reader: DeclarationReader, inFunction: boolean): Node | null {
  const specifiers = reader.specifiers(true);
  const isBare = specifiers.storage.length === 0 && specifiers.qualifiers.length === 0;
  if (specifiers.hasType || specifiers.typedef >= 0 || specifiers.extra.length > 0) return null;
  if (!reader.isNameAt(reader.index) || reader.peekAhead(1) !== '(') return null;
  const byLooks = !inFunction || !isBare || reader.names.isDeclarer(reader.peek());
  return endsLikeMacro(reader, byLooks, inFunction) ? macroDeclaration(reader, specifiers) : null;
}

/**
 * What follows the parenthesis is the end of a declaration and not the rest of an expression. In a function a macro
 * that does not look like one that declares (`byLooks`) does so only with a braced initializer.
 */
function endsLikeMacro(reader: DeclarationReader, byLooks: boolean, inFunction: boolean): boolean {
  const close = reader.closingOf(reader.ahead(1));
  if (close < 0) return false;
  let behind = reader.visibleFrom(close + 1);
  while (reader.isNameAt(behind) && reader.wordAt(behind).startsWith('__')) behind = reader.visibleFrom(behind + 1);
  const word = reader.wordAt(behind);
  if (word === '=') return byLooks || reader.wordAt(reader.visibleFrom(behind + 1)) === '{';
  if (word === ';' || word === '') return byLooks;
  return !inFunction && (reader.isNameAt(behind) || specifierWords.has(word));
}

/** The macro call behind some specifiers: storage words give the node's value, the rest only tokens. */
export function macroDeclaration(reader: DeclarationReader, specifiers: Specifiers): Node {
  const storage = specifiers.storageNode();
  const words = [...(storage?.tokens ?? []), ...specifiers.qualifiers.map(({ token }) => token), ...specifiers.extra];
  return reader.macroDeclaration(storage?.value ?? '', words.sort(ascending));
}
