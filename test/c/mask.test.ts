import test from 'ava';
import { hiddenWords, masks, masksInBody, nodes, open, problems, shape } from './helper.js';

/** Attributes left out of declarations, by what is written. */
const attributes: readonly (readonly [string, readonly string[]])[] = [
  ['static int __init f(void) { return 0; }', ['__init']],
  ['static int f(char __user *p, void __iomem *q);', ['__user', '__iomem']],
  ['int f(const char *a, ...) __printf(1, 2);', ['__printf', '(', '1', ',', '2', ')']],
  ['asmlinkage long f(void);', ['asmlinkage']],
  ['int a __attribute__((unused)) = 3;', ['__attribute__', '(', '(', 'unused', ')', ')']],
  ['void f(void) MY_ATTR { }', ['MY_ATTR']],
  ['MY_EXPORT int f(void);', ['MY_EXPORT']],
  ['static MY_CALL foo_t *f(void);', ['MY_CALL']],
  ['struct __packed s { int a; } __my_aligned;', ['__packed']],
  ['struct s { int a; } __my_attr x;', ['__my_attr']],
  ['int x __my_section = 3;', ['__my_section']],
  ['static MY_TARGET("a") size_t f(void) { return 0; }', ['MY_TARGET', '(', '"a"', ')']],
  ['enum e { A MY_DEPRECATED, B __x(1) = 2 };', ['MY_DEPRECATED', '__x', '(', '1', ')']],
  ['void f(void) { g((void __user *)a, sizeof(foo_t __force)); }', ['__user', '__force']],
  ['register int x asm("r0");', ['asm', '(', '"r0"', ')']],
];

test('attribute-like words are left out', (t) => {
  for (const [text, expected] of attributes) {
    const file = open(`${text}\n`);
    t.deepEqual(hiddenWords(file), expected, text);
    t.deepEqual(problems(file), [], text);
  }
});

/** Nothing of these is an attribute. */
const plain: readonly string[] = [
  'int __x = 3;',
  '__be32 a;',
  'foo_t x;',
  'static struct foo bar;',
  'unsigned long flags;',
  'int (*f)(int a);',
  'foo_t (*f)(int);',
  'void f(void) { a->__private = b.__used; __free(x); }',
  'bool a;',
  'u8 *a, **b;',
  'int f(foo_t, const bar_t *);',
  'void f(void) { int a = 1; foo_t *b; x * y; }',
];

test('names that a declaration has a place for stay', (t) => {
  for (const text of plain) {
    const file = open(`${text}\n`);
    t.deepEqual(hiddenWords(file), [], text);
    t.deepEqual(problems(file), [], text);
  }
});

test('a macro in front of a block or a deeper line is an iterator', (t) => {
  const file = open(
    'void f(void)\n{\n\tfor_each(a, b) {\n\t\tg(a);\n\t}\n\tfor_each(a, struct s *, c)\n\t\tg(a);\n\tfor_each(a) if (a) g(a);\n}\n',
  );
  t.is(nodes(file, 'iterator').length, 3);
  t.deepEqual(problems(file), []);
});

test('a macro in front of a line that is not deeper lacks its semicolon', (t) => {
  t.deepEqual(masksInBody('\tSTART(a)\n\tg(a);\n\tEND(b)\n'), ['missing-semicolon: \n', 'missing-semicolon: \n']);
});

test('types as arguments are shown as one word', (t) => {
  t.deepEqual(masksInBody('x = container_of(p, struct s, m); va_arg(ap, unsigned int *); f(foo_t *, typeof(*x));'), [
    'type-argument: struct s',
    'type-argument: unsigned int *',
    'type-argument: foo_t *',
    'type-argument: typeof(*x)',
  ]);
});

test('declarations, statements, initializers and operators as arguments', (t) => {
  t.deepEqual(masksInBody('M(struct s *x, 1); M(a, return -1); M(.a = 1); M({ 1, 2 }); M(a, ==, b); M(a, const);'), [
    'declaration-argument: struct s *x',
    'statement-argument: return -1',
    'initializer-argument: .a = 1',
    'initializer-argument: { 1, 2 }',
    'odd-argument: ==',
    'odd-argument: const',
  ]);
  t.deepEqual(masksInBody('M(a, { g(); });'), []);
});

test('an empty argument leaves out a comma', (t) => {
  t.deepEqual(masksInBody('f(a, , b); f(, a); f(a, );'), [
    'empty-argument: ,',
    'empty-argument: ,',
    'empty-argument: ,',
  ]);
});

test('calls between strings are shown as one word', (t) => {
  t.deepEqual(masksInBody('f("a" X(y) "b", KERN_ERR PFX "c", "d" E);'), [
    'concatenation: X(y)',
    'concatenation: KERN_ERR PFX',
  ]);
});

test('gaps of the grammar', (t) => {
  const file = open(
    'void f(void)\n{\n\tswitch (a) {\n\tcase 1 ... 3:\n\t\tgoto *p;\n\t}\n\tx = &&out;\n\to = offsetof(struct s, a.b[1]);\n\ttypeof(a) b;\nout:\n}\n',
  );
  t.deepEqual(masks(file), [
    'case-range: ...',
    'computed-goto: goto *',
    'label-address: &&',
    'renamed: offsetof',
    'type-argument: struct s',
    'typeof: typeof(a)',
    'missing-semicolon: \n',
  ]);
  t.deepEqual(problems(file), []);
});

test('macros stand for top-level items, members and enumerators', (t) => {
  const file = open(
    'EXPORT_SYMBOL(f)\nstatic DEFINE_X(a, struct s) = { .a = 1 };\nstruct s {\n\tDECLARE_Y(a, 3);\n\tint b;\n\tMEMBERS(c)\n\tint d;;\n};\nenum e { A, FOO(b), C = 1, BAR(d) };\n',
  );
  t.deepEqual(problems(file), []);
  t.deepEqual(masks(file), [
    'macro-declaration: EXPORT_SYMBOL(f)',
    'macro-declaration: static DEFINE_X(a, struct s) = { .a = 1 };',
    'macro-declaration: DECLARE_Y(a, 3);',
    'macro-declaration: MEMBERS(c)',
    'extra-semicolon: ;',
    'macro-enumerator: FOO(b)',
    'macro-enumerator: ,',
    'macro-enumerator: BAR(d)',
  ]);
});

test('a macro as the head of a function', (t) => {
  const file = open('SYSCALL_DEFINE2(f, int, a)\n{\n\treturn a;\n}\nCOLLECT(3, "x")\n{\n\treturn 0;\n}\n');
  t.deepEqual(problems(file), []);
  t.deepEqual(
    nodes(file, 'function').map((node) => node.kids[2]?.value),
    ['SYSCALL_DEFINE2', 'COLLECT'],
  );
});

test('missing commas in initializers', (t) => {
  const file = open('int a[] = { FOO(1) FOO(2) { 3 } X };\n');
  t.deepEqual(problems(file), []);
  t.is(masks(file).filter((mask) => mask.startsWith('missing-comma')).length, 3);
});

test('asm is one item, also behind a macro', (t) => {
  const file = open(
    'void f(void)\n{\n\tasm volatile("a" X(b) : "=r" (a) : : "memory");\n\tasm_goto("b" : : "r" (c) : : out);\nout:\n\treturn;\n}\n',
  );
  t.deepEqual(problems(file), []);
  t.is(masks(file).filter((mask) => mask.startsWith('asm: ')).length, 2);
});

test('a line of the assembler at top level is an item', (t) => {
  const file = open('asm(".text\\n" X(y));\nint a;\n');
  t.deepEqual(problems(file), []);
  t.deepEqual(hiddenWords(file), []);
  t.is(nodes(file, 'asm').length, 1);
});

test('implicit int', (t) => {
  const file = open('main()\n{\n\treturn 0;\n}\nstatic f(a)\nint a;\n{\n}\n');
  t.deepEqual(problems(file), []);
  t.is(shape(nodes(file, 'function')[0]?.kids[1] ?? null), '-');
});

test('conditionals whose arms fit are kept in one tree', (t) => {
  const file = open(
    'void f(void)\n{\n#ifdef A\n\ta();\n#else\n\tb();\n#endif\n}\nstruct s {\n\tint a;\n#ifdef B\n\tint b;\n#endif\n};\n',
  );
  t.deepEqual(
    file.units.map((unit) => file.trees(unit).length),
    [1, 1],
  );
  t.deepEqual(
    nodes(file, 'call').map((node) => node.kids[0]?.value),
    ['a', 'b'],
  );
  t.is(nodes(file, 'directive').length, 5);
});

test('conditionals that cut into a statement are read once for each arm', (t) => {
  const file = open('void f(void)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t\tc();\n\t}\n}\n');
  const unit = file.units[0];
  t.truthy(unit);
  const trees = unit === undefined ? [] : file.trees(unit);
  t.deepEqual(
    trees.map((tree) => tree.masks.filter((mask) => mask.kind === 'dead-branch').length),
    [1, 1],
  );
  t.deepEqual(problems(file), []);
});

test('conditionals with the same condition go the same way', (t) => {
  const file = open('void f(void)\n{\n#ifdef A\n\tif (a) {\n#endif\n\tb();\n#ifdef A\n\t}\n#endif\n}\n');
  const unit = file.units[0];
  t.is(unit === undefined ? 0 : file.trees(unit).length, 2);
  t.deepEqual(problems(file), []);
});

test('dead text is in no tree', (t) => {
  const file = open("void f(void)\n{\n#if 0\n\tdon't\n#endif\n\ta();\n}\n");
  t.deepEqual(problems(file), []);
  t.is(nodes(file, 'call').length, 1);
});

test('what the assembler or C++ reads is dead text', (t) => {
  const file = open(
    "#ifdef __ASSEMBLY__\n\tldr r0, =a don't\n#else\nint f(void) { return a(); }\n#endif\n" +
      '#ifndef __ASSEMBLER__\nint g(void) { return b(); }\n#else\n\tnop {\n#endif\n' +
      '#if defined(__cplusplus)\nnamespace {\n#endif\n',
  );
  t.deepEqual(problems(file), []);
  t.is(nodes(file, 'function').length, 2);
  t.is(nodes(file, 'call').length, 2);
});

test('macros in place of designators, conditions and numbers', (t) => {
  const file = open(
    'int a[] = { RF(1) = { 3 }, S(4B_X), T(4366C), 2 MINS };\nvoid f(void)\n{\n\tif FAILED(g(a, b))\n\t\treturn;\n}\n',
  );
  t.deepEqual(problems(file), []);
  t.deepEqual(masks(file), [
    'macro-designator: RF(1)',
    'renamed: 4B_X',
    'renamed: 4366C',
    'pasted: 2 MINS',
    'macro-condition: FAILED(',
  ]);
});

test('bit fields without a name', (t) => {
  const file = open('struct s {\n\tint : 3;\n\tint a : 2, : 5;\n};\n');
  t.deepEqual(problems(file), []);
  t.deepEqual(masks(file), ['nameless-bits: : 3', 'nameless-bits: : 5']);
});
