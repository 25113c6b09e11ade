/** Words of basic types, with the spelling that the lowered tree uses. */
export const PRIMITIVE_WORDS: ReadonlyMap<string, string> = wordMap(
  'void char short int long float double signed unsigned bool _Bool=bool __signed__=signed __signed=signed ' +
    '_Complex __complex__=_Complex __complex=_Complex __int128 __auto_type _Float16 __float128',
);
export const QUALIFIERS: ReadonlyMap<string, string> = wordMap(
  'const volatile restrict _Atomic __const=const __const__=const __volatile=volatile __volatile__=volatile ' +
    '__restrict=restrict __restrict__=restrict',
);
export const STORAGE_WORDS: ReadonlyMap<string, string> = wordMap(
  'extern static auto register inline thread_local __thread constexpr __inline=inline __inline__=inline ' +
    '__forceinline=inline _Thread_local=thread_local',
);
export const TAG_WORDS: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);
export const TYPEOF_WORDS: ReadonlySet<string> = new Set(['typeof', '__typeof__', '__typeof', 'typeof_unqual']);
/** Words that are attributes wherever they stand. */
export const ATTRIBUTE_WORDS: ReadonlySet<string> = new Set(
  '__attribute__ __attribute __declspec _Alignas alignas __extension__ _Noreturn noreturn'.split(' '),
);

const SIZES = ['signed', 'unsigned', 'short', 'long'];
const STORAGE_ORDER = ['extern', 'static', 'auto', 'register', 'thread_local', '__thread', 'constexpr', 'inline'];
const QUALIFIER_ORDER = ['const', 'volatile', 'restrict', '_Atomic'];

/** Entries of the form `word` or `word=normal spelling`. */
function wordMap(entries: string): Map<string, string> {
  return new Map(
    entries.split(' ').map((entry): [string, string] => {
      const [word = '', normal = word] = entry.split('=');
      return [word, normal];
    }),
  );
}

/** One spelling for a type made of words: sign, sizes, the rest; `int` only alone, `signed` only before `char`. */
export function normalPrimitive(words: readonly string[]): string {
  if (words.length === 1 && words[0] !== 'signed') return words[0] ?? '';
  const isChar = words.includes('char');
  const sizes = SIZES.flatMap((size) => words.filter((word) => word === size && (word !== 'signed' || isChar)));
  const rest = words.filter((word) => !SIZES.includes(word) && word !== 'int').sort();
  return [...sizes, ...rest].join(' ') || 'int';
}

/** Storage words in one order, each once. */
export function normalStorage(words: readonly string[]): string {
  return STORAGE_ORDER.filter((word) => words.includes(word)).join(' ');
}

/** Where a qualifier stands in a nest of `qualified` nodes: 0 is outermost. */
export function qualifierRank(word: string): number {
  const rank = QUALIFIER_ORDER.indexOf(word);
  return rank < 0 ? QUALIFIER_ORDER.length : rank;
}
