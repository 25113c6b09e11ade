import { readFileSync } from 'node:fs';
import test from 'ava';
import { lex, splitUnits } from '../../src/c/index.js';
import { filesBelow, sample } from '../bench/sample.js';
import { readCases } from '../cases/case.js';

function units(text: string): string[] {
  const tokens = lex(text);
  return splitUnits(tokens).map(
    ({ kind, span }) => `${kind}: ${text.slice(span.start, span.end).trim().replace(/\s+/g, ' ')}`,
  );
}

const snippets: readonly string[] = [
  '',
  '\n\n/* only a comment */\n',
  'int a;\nint f(void)\n{\n\treturn 1;\n}\n',
  'int a; int b; /* trailing\ncomment */ int c;\n',
  '#include <a.h>\n#define A(x) \\\n  (x)\n\n#ifdef B\nint b;\n#endif\n',
  'EXPORT_SYMBOL(f)\nMODULE_LICENSE("x");\nmodule_init(f)',
  'struct s { int a; } s;\nenum e { A, B };\nunion u;\n',
  'int f(a, b)\n\tint a;\n\tchar *b;\n{\n}\n',
  '} stray\nint f(void) {\n  if (a) {\n}\nint g(void)\n{\n}\n',
  '#if A\nint f(int a)\n#else\nint f(long a)\n#endif\n{\n\treturn a;\n}\nint g;\n',
  '#if 0\nthis is not C {{{\n#endif\nint a;\n',
  'static int __init f(void) { }\nint x __attribute__((unused)) = 3;\n',
  'extern "C" {\nint a;\n}\n',
  'int unfinished(void) {',
  'int a = {1, 2',
  'a )( ] } {',
];

function assertTiles(text: string): string | null {
  const tokens = lex(text);
  let at = 0;
  let token = 0;
  for (const { span, firstToken, endToken } of splitUnits(tokens)) {
    if (span.start !== at || span.end <= span.start) return `span at ${String(span.start)}`;
    if (firstToken !== token || endToken < firstToken) return `tokens at ${String(span.start)}`;
    if (firstToken < endToken && (tokens.start[firstToken] ?? -1) < span.start)
      return `first token at ${String(span.start)}`;
    if (firstToken < endToken && (tokens.end[endToken - 1] ?? Infinity) > span.end)
      return `last token at ${String(span.start)}`;
    at = span.end;
    token = endToken;
  }
  return at === text.length && token === tokens.count ? null : 'end';
}

test('units tile the text and the tokens', (t) => {
  for (const text of snippets) t.is(assertTiles(text), null, text);
});

test('units tile any concatenation of pieces, cut anywhere', (t) => {
  let state = 42;
  const random = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 4 }, () => snippets[random(snippets.length)] ?? '').join('');
    const cut = text.slice(random(text.length), text.length - random(10));
    t.is(assertTiles(cut), null, cut);
  }
});

/** Some of the files of the tree that KERNEL_TREE names; without one, the C code of the cases and examples. */
function realTexts(): readonly string[] {
  const root = process.env['KERNEL_TREE'];
  if (root === undefined) {
    const examples = filesBelow('examples', /\.c$/).map((file) => readFileSync(file, 'latin1'));
    return [...examples, ...readCases().flatMap(({ input, output }) => [input, output])];
  }
  return sample(filesBelow(root, /\.[ch]$/), 1000, 5).map((file) => readFileSync(file, 'latin1'));
}

test('units tile real files, whole and cut off', (t) => {
  const texts = realTexts();
  t.true(texts.length > 100);
  for (const text of texts) {
    t.is(assertTiles(text), null, text.slice(0, 400));
    const half = text.slice(0, text.length / 2);
    t.is(assertTiles(half), null, half.slice(0, 400));
  }
});

test('functions, declarations and macros are told apart', (t) => {
  t.deepEqual(units('int a;\nint f(void)\n{\n}\nEXPORT_SYMBOL(f)\nstruct s { int a; } s;\nMODULE_X("y");\n'), [
    'declaration: int a;',
    'function: int f(void) { }',
    'macro: EXPORT_SYMBOL(f)',
    'declaration: struct s { int a; } s;',
    'declaration: MODULE_X("y");',
  ]);
});

test('names that stand alone before a macro changes are units of their own', (t) => {
  t.deepEqual(units('FIRST\nSECOND\n\n#undef E\nname_list\n#define E 1\nCALL(x);\n'), [
    'macro: FIRST',
    'macro: SECOND',
    'directive: #undef E',
    'macro: name_list',
    'define: #define E 1',
    'declaration: CALL(x);',
  ]);
});

test('an attribute in front of a function belongs to it', (t) => {
  t.deepEqual(units('static __printf(2, 3)\nint f(int a, const char *b, ...)\n{\n}\n'), [
    'function: static __printf(2, 3) int f(int a, const char *b, ...) { }',
  ]);
});

test('a structure with attributes is no function', (t) => {
  t.deepEqual(units('struct __attribute__((packed)) s {\n\tint a;\n} __aligned(8);\nstruct s *f(int a)\n{\n}\n'), [
    'declaration: struct __attribute__((packed)) s { int a; } __aligned(8);',
    'function: struct s *f(int a) { }',
  ]);
});

test('old-style parameters belong to the function', (t) => {
  t.deepEqual(units('int f(a, b)\nint a;\nchar *b;\n{\n}\nmain()\n{\n}\n'), [
    'function: int f(a, b) int a; char *b; { }',
    'function: main() { }',
  ]);
});

test('preprocessor lines at top level are units, inside a function they are not', (t) => {
  t.deepEqual(units('#ifdef A\nint a;\n#else\n#define B 1\n#endif\nint f(void)\n{\n#ifdef A\n\ta();\n#endif\n}\n'), [
    'directive: #ifdef A',
    'declaration: int a;',
    'directive: #else',
    'define: #define B 1',
    'directive: #endif',
    'function: int f(void) { #ifdef A a(); #endif }',
  ]);
});

test('a conditional that cuts into a declaration belongs to it whole', (t) => {
  t.deepEqual(
    units(
      'int z;\n#ifdef A\nint f(int a)\n#else\nint f(long a)\n#endif\n{\n}\nint x\n#ifdef B\n= 1;\n#else\n= 2;\n#endif\nint y;',
    ),
    [
      'declaration: int z;',
      'function: #ifdef A int f(int a) #else int f(long a) #endif { }',
      'declaration: int x #ifdef B = 1; #else = 2; #endif',
      'declaration: int y;',
    ],
  );
});

test('a dead arm is one unit', (t) => {
  t.deepEqual(units("#if 0\nisn't C {\n#else\nint a;\n#endif\n"), [
    "directive: #if 0 isn't C {",
    'directive: #else',
    'declaration: int a;',
    'directive: #endif',
  ]);
});

test('lines of the assembler are units, and a macro of it is one', (t) => {
  t.deepEqual(units('.macro A b\n\tmov r0, \\b\n.endm\n\t.align 4\n.name = 1,\n.list[0] = 2,\nint c;\n'), [
    'other: .macro A b mov r0, \\b .endm',
    'other: .align 4',
    'declaration: .name = 1, .list[0] = 2, int c;',
  ]);
});

test('comments in front belong to the unit', (t) => {
  t.deepEqual(units('int a; // first\n/* about b */\nint b;\n'), [
    'declaration: int a; // first',
    'declaration: /* about b */ int b;',
  ]);
});

test('a missing brace harms one unit only', (t) => {
  const kinds = units('int f(void)\n{\n\tif (a) {\n\t\tb();\n}\n\nint g(void)\n{\n\treturn 1;\n}\n').map((unit) =>
    unit.slice(0, 15),
  );
  t.deepEqual(kinds, ['function: int f', 'function: int g']);
});

test('macros between declarations are units of their own', (t) => {
  t.deepEqual(
    units(
      'STATES\n\nFLAG(a) FLAG(b)\nFLAG(c)\nSTART(x, "y")\n\t.a = 1,\n\t.b = 2,\nEND\nint a;\nFOO_T\nf(void)\n{\n}\n',
    ),
    [
      'macro: STATES',
      'macro: FLAG(a)',
      'macro: FLAG(b)',
      'macro: FLAG(c)',
      'macro: START(x, "y") .a = 1, .b = 2, END',
      'declaration: int a;',
      'function: FOO_T f(void) { }',
    ],
  );
});
