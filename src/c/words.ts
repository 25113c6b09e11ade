/** C keywords, with the GNU and C23 spellings that stand for the same. */
export const keywords: readonly string[] = [
  'auto', 'break', 'case', 'char', 'const', 'continue', 'default', 'do', 'double', 'else', 'enum', 'extern', 'float',
  'for', 'goto', 'if', 'inline', 'int', 'long', 'register', 'restrict', 'return', 'short', 'signed', 'sizeof', 'static',
  'struct', 'switch', 'typedef', 'union', 'unsigned', 'void', 'volatile', 'while',
  '_Alignas', '_Alignof', '_Atomic', '_Bool', '_Complex', '_Generic', '_Noreturn', '_Static_assert', '_Thread_local',
  'asm', '__asm', '__asm__', '__inline', '__inline__', '__const', '__const__', '__volatile', '__volatile__',
  '__restrict', '__restrict__', '__signed', '__signed__', '__extension__', '__attribute__', '__attribute',
  'typeof', '__typeof', '__typeof__', '__alignof', '__alignof__', '__thread', '__label__',
];

/** Keywords that can only start or continue a type. */
export const typeKeywords: ReadonlySet<string> = new Set([
  'char', 'double', 'enum', 'float', 'int', 'long', 'short', 'signed', 'struct', 'union', 'unsigned', 'void', '_Bool',
  '_Complex', '__signed', '__signed__',
]);

/** Storage classes and function specifiers. */
export const storageKeywords: ReadonlySet<string> = new Set([
  'auto', 'extern', 'inline', 'register', 'static', 'typedef', '__inline', '__inline__', '_Noreturn', '_Thread_local',
  '__thread',
]);

/** Type qualifiers. */
export const qualifierKeywords: ReadonlySet<string> = new Set([
  'const', 'volatile', 'restrict', '__const', '__const__', '__volatile', '__volatile__', '__restrict', '__restrict__',
  '_Atomic',
]);

/** Keywords that can only start a statement. */
export const statementKeywords: ReadonlySet<string> = new Set([
  'break', 'case', 'continue', 'default', 'do', 'else', 'for', 'goto', 'if', 'return', 'switch', 'while',
]);

/** The spellings of `typeof`. */
export const typeofWords: ReadonlySet<string> = new Set(['typeof', '__typeof', '__typeof__', 'typeof_unqual']);

/** The spellings of `asm`. */
export const asmWords: ReadonlySet<string> = new Set(['asm', '__asm', '__asm__']);
