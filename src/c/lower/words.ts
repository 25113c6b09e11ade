/** What a word does among the specifiers of a declaration. */
export type SpecifierRole = 'storage' | 'typedef' | 'qualifier' | 'prim' | 'tag' | 'typeof' | 'attribute';

export interface SpecifierWord {
  readonly role: SpecifierRole;
  /** The spelling the lowered tree uses: GNU doubles of a word become the word. */
  readonly normal: string;
}

const table: readonly (readonly [SpecifierRole, string])[] = [
  ['storage', 'extern static auto register inline thread_local __thread constexpr'],
  ['storage', '__inline=inline __inline__=inline __forceinline=inline _Thread_local=thread_local'],
  ['typedef', 'typedef'],
  ['qualifier', 'const volatile restrict _Atomic _Nonnull _Nullable'],
  ['qualifier', '__const=const __const__=const __volatile=volatile __volatile__=volatile'],
  ['qualifier', '__restrict=restrict __restrict__=restrict'],
  ['prim', 'void char short int long float double signed unsigned bool _Bool=bool __signed__=signed __signed=signed'],
  ['prim', '_Complex __complex__=_Complex __complex=_Complex _Imaginary __int128 __int128_t=__int128 __auto_type'],
  ['prim', '_Float16 _Float32 _Float64 _Float128 __float128 _Decimal32 _Decimal64 _Decimal128'],
  ['tag', 'struct union enum'],
  ['typeof', 'typeof __typeof__=typeof __typeof=typeof typeof_unqual'],
  ['attribute', '__attribute__ __attribute __declspec _Alignas alignas __extension__ _Noreturn noreturn __based'],
  ['attribute', '__cdecl __clrcall __stdcall __fastcall __thiscall __vectorcall __uptr __sptr __unaligned'],
];

/** Words that may stand among the specifiers of a declaration, with GNU spellings. */
export const specifierWords: ReadonlyMap<string, SpecifierWord> = new Map(
  table.flatMap(([role, words]) =>
    words.split(' ').map((entry): [string, SpecifierWord] => {
      const [word = '', normal = word] = entry.split('=');
      return [word, { role, normal }];
    }),
  ),
);

/** Words that begin or belong to a statement and never name anything. */
export const statementWords: ReadonlySet<string> = new Set(
  'if else while do for switch case default goto break continue return asm __asm__ __asm asm_inline'.split(' '),
);

/** Words that stand in front of an operand. */
export const sizeofWords: ReadonlySet<string> = new Set(
  'sizeof _Alignof alignof __alignof__ __alignof _alignof'.split(' '),
);

export const asmWords: ReadonlySet<string> = new Set(['asm', '__asm__', '__asm', 'asm_inline']);

/** Type names that every C program may use without declaring them in the file at hand. */
const wellKnownTypes: ReadonlySet<string> = new Set(
  (
    'u8 u16 u32 u64 s8 s16 s32 s64 __u8 __u16 __u32 __u64 __s8 __s16 __s32 __s64 __le16 __le32 __le64 __be16 __be32 ' +
    '__be64 __sum16 __wsum uint ulong ushort uchar unchar FILE DIR va_list __builtin_va_list __gnuc_va_list'
  ).split(' '),
);

/** True for names that are types by convention: `u32`, `size_t`, `FILE`. */
export function isTypeByConvention(name: string): boolean {
  return wellKnownTypes.has(name) || (name.length > 2 && name.endsWith('_t'));
}

/** Binding strength of binary operators; higher binds tighter. `##` pastes tokens in a macro body. */
export const binaryStrength: ReadonlyMap<string, number> = new Map(
  ['||', '&&', '|', '^', '&', '== !=', '< > <= >= <? >?', '<< >>', '+ -', '* / %', '##'].flatMap(
    (operators, strength) => operators.split(' ').map((operator): [string, number] => [operator, strength + 1]),
  ),
);

export const assignmentOperators: ReadonlySet<string> = new Set('= += -= *= /= %= &= |= ^= <<= >>= <?= >?='.split(' '));

export const unaryOperators: ReadonlySet<string> = new Set(
  '+ - ! ~ & * && # ## __extension__ __real__ __imag__'.split(' '),
);

const sizeOrder = ['signed', 'unsigned', 'short', 'long'];

/**
 * One spelling for every way of writing a type made of words: sign, then sizes, then the rest; `int` goes beside a
 * sign or size, `signed` goes unless it is `signed char`.
 */
export function normalPrim(words: readonly string[]): string {
  if (words.length === 1 && words[0] !== 'signed') return words[0] ?? '';
  const isChar = words.includes('char');
  const sizes = sizeOrder.flatMap((size) => words.filter((word) => word === size && (word !== 'signed' || isChar)));
  const rest = words.filter((word) => !sizeOrder.includes(word) && word !== 'int').sort();
  const normal = [...sizes, ...rest];
  return normal.length === 0 ? 'int' : normal.join(' ');
}

const storageOrder = ['extern', 'static', 'auto', 'register', 'thread_local', '__thread', 'constexpr', 'inline'];

/** Storage words in one order, each once. */
export function normalStorage(words: readonly string[]): string {
  return storageOrder.filter((word) => words.includes(word)).join(' ');
}

const qualifierOrder = ['const', 'volatile', 'restrict', '_Atomic'];

/** Where a qualifier stands in a nest of `qualified` nodes: 0 is outermost. */
export function qualifierRank(word: string): number {
  const rank = qualifierOrder.indexOf(word);
  return rank < 0 ? qualifierOrder.length : rank;
}
