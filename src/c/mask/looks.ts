import { TokenKind } from '../tokens.js';
import { qualifierKeywords, typeKeywords, typeofWords } from '../words.js';
import type { Draft } from './draft.js';

const knownTypes: ReadonlySet<string> = new Set([
  'bool',
  'u8',
  'u16',
  'u32',
  'u64',
  's8',
  's16',
  's32',
  's64',
  '__u8',
  '__u16',
  '__u32',
  '__u64',
  '__s8',
  '__s16',
  '__s32',
  '__s64',
  '__le16',
  '__le32',
  '__le64',
  '__be16',
  '__be32',
  '__be64',
  '__sum16',
  '__wsum',
  '__virtio16',
  '__virtio32',
  '__virtio64',
  '__poll_t',
  '__int128',
  'uint',
  'ulong',
  'ushort',
  'FILE',
  'va_list',
  '__builtin_va_list',
  '__m128i',
]);

/** Whether a name is a type by convention or because the file says so. */
export function isTypeLike(draft: Draft, position: number): boolean {
  const word = draft.word(position);
  return knownTypes.has(word) || word.endsWith('_t') || draft.typeNames.has(word);
}

/** Whether a name has the looks of an attribute: two underscores in front. */
export function looksLikeAttribute(word: string): boolean {
  return word.startsWith('__') && !knownTypes.has(word) && !word.endsWith('_t');
}

/** `DEFINE_X`, `EXPORT`: no small letter in it. */
export function isCapital(word: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(word);
}

/** Whether the word at a position can only begin a type. */
export function startsType(draft: Draft, at: number): boolean {
  const word = draft.word(at);
  if (draft.kind(at) !== TokenKind.keyword) return false;
  return typeKeywords.has(word) || qualifierKeywords.has(word) || typeofWords.has(word);
}
