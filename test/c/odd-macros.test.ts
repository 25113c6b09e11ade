import test from 'ava';
import { open, problems, shape } from './helper.js';

const TABLE: readonly (readonly [code: string, items: string])[] = [
  [
    'enum NAME(a, _b) { A };',
    'declaration(- bare-type(enum(call(ident:NAME args(ident:a ident:_b)) enumerators(enumerator(ident:A -)))))',
  ],
  [
    'struct NAME(1) a, *b;',
    'declaration(- var(struct(call(ident:NAME args(number:1)) -) ident:a - -) ' +
      'var(pointer(struct(call(ident:NAME args(number:1)) -)) ident:b - -))',
  ],
  [
    'f() { struct s __free(s) *p = x; }',
    'function(- - ident:f params block(declaration(- var(pointer(struct(ident:s -)) ident:p ident:x -))))',
  ],
  ['A,\nB(1),\n', 'seq(ident:A) seq(call(ident:B args(number:1)))'],
  ['A(1),\n{ B { 2 } },\n', 'seq(call(ident:A args(number:1))) seq(init-list(concat(ident:B init-list(number:2))))'],
  ['0, "x", 1', 'seq(number:0) seq(string:"x") number:1'],
  ['LIST\nLISTS\n#undef E\n', 'macro-stmt(ident:LIST) macro-stmt(ident:LISTS) undef(ident:E)'],
  [
    'int f(void) { asm_inline volatile("nop"); }',
    'function(- prim:int ident:f params(param(- prim:void -)) block(asm:asm_inline volatile ( "nop" )))',
  ],
  [
    'f() { run(mov %[a]; nop, [a] "=m" (a), "r" (b) : "memory"); }',
    'function(- - ident:f params block(expr-stmt(call(ident:run args(asm:mov % [ a ] ; nop ' +
      'designated:=(designator:[](ident:a) call(string:"=m" args(ident:a))) ' +
      'asm:"r" ( b ) : "memory")))))',
  ],
  [
    'f() { do a(); while_each(b, c); }',
    'function(- - ident:f params block(do(expr-stmt(call(ident:a args)) ' +
      'macro-stmt(call(ident:while_each args(ident:b ident:c))))))',
  ],
  ['f() { a = b TWICE; }', body('expr-stmt(assign:=(ident:a concat(ident:b ident:TWICE)))')],
  ['f() {\n\tA_B\n\n\tc = 1;\n}', body('macro-stmt(ident:A_B) expr-stmt(assign:=(ident:c number:1))')],
  ['f() {\n\tA_B\n#undef B\nc: ;\n}', body('macro-stmt(ident:A_B) undef(ident:B) label:c(ident:c) empty')],
  [
    'f() {\n\tA(x)\n\t\tb();\n\telse\n\t\tc();\n}',
    body('if(call(ident:A args(ident:x)) expr-stmt(call(ident:b args)) expr-stmt(call(ident:c args)))'),
  ],
  ['f() { a(7:0, 1); }', body('expr-stmt(call(ident:a args(seq(number:7 number:0) number:1)))')],
  ['f() { EXEC SQL a :b; }', body('asm:EXEC SQL a : b')],
  [
    'int a[] = { A { 1 }, B(2) = { 3 }, C(4,) };',
    'declaration(- var(array(prim:int -) ident:a init-list(concat(ident:A init-list(number:1)) ' +
      'designated:=(designator:.(call(ident:B args(number:2))) init-list(number:3)) ' +
      'call(ident:C args(number:4 empty-arg))) -))',
  ],
  [
    'struct s { A B(char) };\nstruct t { A(int)[2]; };',
    'declaration(- bare-type(struct(ident:s fields(macro-decl(ident:A -) macro-decl(ident:B args(prim:char)))))) ' +
      'declaration(- bare-type(struct(ident:t fields(macro-decl(ident:A args(prim:int))))))',
  ],
  [
    'START(A)\n#ifdef B\n\t.a = 1,\n#endif\n\t.b = 2,\nEND\n',
    'macro-decl-init(ident:START args(ident:A) init-list(designated:=(designator:.(ident:a) number:1) ' +
      'directive:endif designated:=(designator:.(ident:b) number:2))) directive:ifdef',
  ],
];

/** A function with some statements. */
function body(statements: string): string {
  return `function(- - ident:f params block(${statements}))`;
}

for (const [code, items] of TABLE) {
  test(`read as ${items}`, (t) => {
    const file = open(code);
    const found = file.units.flatMap((unit) => (file.trees(unit)[0]?.items ?? []).map(shape));
    t.deepEqual(problems(file), []);
    t.is(found.join(' '), items);
  });
}

test('arms of #if that are text for people are left out', (t) => {
  for (const prose of ['You will not be able to compile this (sorry).', 'call F() 3 more times']) {
    const file = open(`void f(void)\n{\n#if A\n\t${prose}\n#else\n\ta();\n#endif\n}\n`);
    t.deepEqual(problems(file), []);
    t.is(file.trees(file.units[0] ?? never()).length, 1);
  }
});

function never(): never {
  throw new Error('a file has a unit');
}

test('what only begins like a list of values is none', (t) => {
  for (const code of ['1 int f(void) { a; }', '1 2, 3']) t.not(problems(open(code)).length, 0, code);
});
