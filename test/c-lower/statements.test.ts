import test from 'ava';
import { bodyShape } from './support.js';

const table: readonly (readonly [string, string])[] = [
  ['if (a) b(); else if (c) ; else { }', '(if ident:a (expr-stmt (call ident:b args)) (if ident:c empty block))'],
  ['if ((a = b)) c();', '(if (paren (assign:= ident:a ident:b)) (expr-stmt (call ident:c args)) -)'],
  ['while (a) { a--; continue; }', '(while ident:a (block (expr-stmt (postfix:-- ident:a)) continue))'],
  ['do a(); while (b);', '(do (expr-stmt (call ident:a args)) ident:b)'],
  ['for (;;) break;', '(for - - - break)'],
  [
    'for (int i = 0; i < 3; i++) ;',
    '(for (declaration - (var prim:int ident:i number:0 -)) (binary:< ident:i number:3) (postfix:++ ident:i) empty)',
  ],
  ['for (i = 0, j = 1; ; ) ;', '(for (comma (assign:= ident:i number:0) (assign:= ident:j number:1)) - - empty)'],
  [
    'switch (a) { case 1: case 2: b(); int c; break; default: ; }',
    '(switch ident:a (block (case number:1 -) (case number:2 -) (expr-stmt (call ident:b args)) ' +
      '(declaration - (var prim:int ident:c - -)) break default empty))',
  ],
  ['out: in: return;', '(label:out ident:out) (label:in ident:in) (return -)'],
  ['if (a) out: b();', '(if ident:a (seq (label:out ident:out) (expr-stmt (call ident:b args))) -)'],
  ['goto out;', '(goto ident:out)'],
  ['return (a);', '(return (paren ident:a))'],
  ['{ ; }', '(block empty)'],
  ['asm volatile("nop" : : "r"(a));', 'asm:asm volatile ( "nop" : : "r" ( a ) )'],
  ['DECLARE_BITS(b, 3);', '(macro-decl ident:DECLARE_BITS (args ident:b number:3))'],
];

for (const [source, shape] of table) {
  test(`statement: ${source}`, (t) => {
    t.is(bodyShape(source), shape);
  });
}
