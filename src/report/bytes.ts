/**
 * Text from files is Latin-1: one character a byte. Paths and messages are not. This gives a path the same form, so that
 * both can be joined and written by `toBytes`.
 */
export function fromPath(path: string): string {
  return isAscii(path) ? path : Buffer.from(path, 'utf8').toString('latin1');
}

/** The bytes of a text made of file text, `fromPath` paths and messages; beyond Latin-1 it can only be UTF-8. */
export function toBytes(text: string): Buffer {
  return Buffer.from(text, isLatin1(text) ? 'latin1' : 'utf8');
}

/** Text from files for people: its bytes read as UTF-8, unless it is proper text already. */
export function decoded(text: string): string {
  return isAscii(text) || !isLatin1(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text, 'utf8') === text.length;
}

function isLatin1(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}
