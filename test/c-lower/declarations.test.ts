import test from 'ava';
import { lowerText, shapes } from './support.js';

const table: readonly (readonly [string, string])[] = [
  ['int a;', '(declaration - (var prim:int ident:a - -))'],
  [
    'long unsigned int a; signed b; signed char c; _Bool d; long double e; unsigned long long f;',
    ['unsigned long', 'int', 'signed char', 'bool', 'long double', 'unsigned long long']
      .map((type, at) => `(declaration - (var prim:${type} ident:${'abcdef'.charAt(at)} - -))`)
      .join('\n'),
  ],
  ['unsigned static const int a;', '(declaration storage:static (var (qualified:const prim:unsigned) ident:a - -))'],
  ['volatile const int a;', '(declaration - (var (qualified:const (qualified:volatile prim:int)) ident:a - -))'],
  ['inline static int a;', '(declaration storage:static inline (var prim:int ident:a - -))'],
  ['char *const p;', '(declaration - (var (qualified:const (pointer prim:char)) ident:p - -))'],
  [
    'char *a[3], (*b)[4], c = 1;',
    '(declaration - (var (array (pointer prim:char) number:3) ident:a - -) ' +
      '(var (grouped (pointer (array prim:char number:4))) ident:b - -) (var prim:char ident:c number:1 -))',
  ],
  ['int m[2][3];', '(declaration - (var (array (array prim:int number:3) number:2) ident:m - -))'],
  [
    'void (*signal(int n, void (*f)(int)))(int);',
    '(declaration - (var (grouped (function-type (pointer (function-type prim:void (params (param - prim:int -)))) ' +
      '(params (param - prim:int ident:n) (param - (grouped (pointer (function-type prim:void (params (param - prim:int -))))) ' +
      'ident:f)))) ident:signal - -))',
  ],
  [
    'struct s {\n\tSTART\n\tint a;\n\tEND;\n\tsize_t\n\t\tb;\n\tLAST\n};',
    '(declaration - (bare-type (struct ident:s (fields (macro-decl ident:START -) (field (var prim:int ident:a - -)) ' +
      '(macro-decl ident:END -) (field (var typename:size_t ident:b - -)) (macro-decl ident:LAST -)))))',
  ],
  ['static x = 3;', '(declaration storage:static (var prim:int ident:x number:3 -))'],
  [
    'struct s { int a:3, :5; union { u8 b; }; struct t *n; } *x;',
    '(declaration - (var (pointer (struct ident:s (fields (field (var prim:int ident:a - number:3) ' +
      '(var prim:int - - number:5)) (field (bare-type (union - (fields (field (var typename:u8 ident:b - -)))))) ' +
      '(field (var (pointer (struct ident:t -)) ident:n - -))))) ident:x - -))',
  ],
  [
    'enum e { A, B = 3, };',
    '(declaration - (bare-type (enum ident:e (enumerators (enumerator ident:A -) (enumerator ident:B number:3)))))',
  ],
  ['struct s;', '(declaration - (bare-type (struct ident:s -)))'],
  [
    'typedef int (*fn)(int), count;',
    '(typedef (var (grouped (pointer (function-type prim:int (params (param - prim:int -))))) ident:fn - -) (var prim:int ident:count - -))',
  ],
  ['typeof(x) y;', '(declaration - (var (typeof:typeof ident:x) ident:y - -))'],
  [
    'int f(void), g(int, char *b, ...);',
    '(declaration - (var (function-type prim:int (params (param - prim:void -))) ident:f - -) ' +
      '(var (function-type prim:int (params (param - prim:int -) (param - (pointer prim:char) ident:b) varargs)) ident:g - -))',
  ],
  [
    'int *f(register int a) { }',
    '(function - (pointer prim:int) ident:f (params (param storage:register prim:int ident:a)) block)',
  ],
  [
    'void (*f(int a))(int) { }',
    '(function - (pointer (function-type prim:void (params (param - prim:int -)))) ident:f (params (param - prim:int ident:a)) block)',
  ],
  [
    'int f(a, b) int a; char b; { }',
    '(function - prim:int ident:f (params ident:a ident:b) block (declaration - (var prim:int ident:a - -)) (declaration - (var prim:char ident:b - -)))',
  ],
  ['EXPORT(run);', '(macro-decl ident:EXPORT (args ident:run))'],
  ['static DEFINE_LOCK(l);', '(macro-decl:static ident:DEFINE_LOCK (args ident:l))'],
  [
    'static DEFINE_TABLE(t) = { 1, 2 };',
    '(macro-decl-init:static ident:DEFINE_TABLE (args ident:t) (init-list number:1 number:2))',
  ],
  ['extern "C" { int a; }', '(extern-c (declaration - (var prim:int ident:a - -)))'],
  [
    'struct s { DECLARE_BITS(b, 3); int a; };',
    '(declaration - (bare-type (struct ident:s (fields (macro-decl ident:DECLARE_BITS (args ident:b number:3)) (field (var prim:int ident:a - -))))))',
  ],
];

for (const [source, shape] of table) {
  test(`declaration: ${source}`, (t) => {
    t.is(shapes(source), shape);
  });
}

test('the declarators of a declaration share the node of their base type', (t) => {
  const [item] = lowerText('const struct s { int a; } *p, q[2];');
  const [, first, second] = item?.kids ?? [];
  t.truthy(first?.kids[0]?.kids[0]);
  t.is(first?.kids[0]?.kids[0], second?.kids[0]?.kids[0]);
});
