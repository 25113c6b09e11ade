import test from 'ava';
import { lowerDirectives, typeFromTokens, unreadUnit } from '../../src/c/lower/index.js';
import { lex } from '../../src/c/index.js';
import { printShape, printTree } from '../../src/c/print-tree.js';
import { contextOf, lowerText, owners } from './support.js';

const table: readonly (readonly [string, string])[] = [
  ['#define A', '(define:A ident:A - -)'],
  ['#define A 3', '(define:A ident:A - number:3)'],
  ['#define A (x)', '(define:A ident:A - (paren ident:x))'],
  ['#define A(x) (x)', '(define:A ident:A (params ident:x) (paren ident:x))'],
  [
    '#define A(x, ...) f(x, ## __VA_ARGS__)',
    '(define:A ident:A (params ident:x varargs) (call ident:f (args ident:x (unary:## ident:__VA_ARGS__))))',
  ],
  ['#define A(x...) f(x)', '(define:A ident:A (params (varargs ident:x)) (call ident:f (args ident:x)))'],
  ['#define A unsigned long', '(define:A ident:A - prim:unsigned long)'],
  ['#define A struct s *', '(define:A ident:A - (pointer (struct ident:s -)))'],
  ['#define A do { f(); } while (0)', '(define:A ident:A - (do (block (expr-stmt (call ident:f args))) number:0))'],
  ['#define A f(); g()', '(define:A ident:A - (seq (expr-stmt (call ident:f args)) (macro-stmt (call ident:g args))))'],
  ['#define A for (;;)', '(define:A ident:A - (for - - - seq))'],
  ['#define A(x) #x "s"', '(define:A ident:A (params ident:x) (concat (unary:# ident:x) string:"s"))'],
  ['#define A(x) pre_##x##_post', '(define:A ident:A (params ident:x) ident:pre_##x##_post)'],
  ['#define A(t, v) ((t)(v))', '(define:A ident:A (params ident:t ident:v) (paren (cast typename:t (paren ident:v))))'],
  ['#define A __attribute__((packed))', '(define:A ident:A - (attribute:__attribute__ (args ident:packed)))'],
  [
    '#define A __aligned(4) __cold',
    '(define:A ident:A - (seq (attribute:__aligned (args number:4)) (attribute:__cold -)))',
  ],
  ['#define A __init', '(define:A ident:A - ident:__init)'],
  ['#define A 1 bool g(int c) { a; b; }', '(define:A ident:A - unread)'],
  ['#define A static inline', '(define:A ident:A - storage:static inline)'],
  [
    '#define A .a = 1, .b = 2',
    '(define:A ident:A - (init-list (designated:= (designator:. ident:a) number:1) (designated:= (designator:. ident:b) number:2)))',
  ],
  ['#define A { 1, 2 }', '(define:A ident:A - (init-list number:1 number:2))'],
  [
    '#define A(n) int get_##n(int a) { return a; }',
    '(define:A ident:A (params ident:n) (function - prim:int ident:get_##n (params (param - prim:int ident:a)) (block (return ident:a))))',
  ],
  ['#define A ) (', '(define:A ident:A - unread)'],
  ['#undef A', '(undef ident:A)'],
  ['#include <a/b.h>', 'include:<a/b.h>'],
  ['# include "a.h"', 'include:"a.h"'],
  ['#ifdef A', 'directive:ifdef'],
  ['#pragma once', 'directive:pragma'],
];

for (const [source, shape] of table) {
  test(`preprocessor line: ${source}`, (t) => {
    const context = contextOf(source);
    const nodes = lowerDirectives(context);
    t.is(nodes.map(printShape).join('\n'), shape);
    t.true(owners(nodes, context.tokens).every((count) => count === 1));
  });
}

test('several lines make several nodes', (t) => {
  t.deepEqual(
    lowerDirectives(contextOf('#if A\n#define B\n#endif\n')).map(({ kind }) => kind),
    ['directive', 'define', 'directive'],
  );
});

test('a type is read from tokens, anything else is none', (t) => {
  const tokens = lex('const struct s *x[3]; a + b');
  t.is(printShape(typeFromTokens(tokens, 0, 3)), '(pointer (qualified:const (struct ident:s -)))');
  t.is(typeFromTokens(tokens, 9, 11), null);
});

test('an unreadable unit is one node with all its tokens', (t) => {
  t.deepEqual(unreadUnit(contextOf('a b ) c')).tokens, [0, 1, 2, 3]);
});

test('a tree prints as indented lines with own tokens', (t) => {
  const text = 'int a[3];';
  const [item] = lowerText(text);
  const lines = [
    'declaration [;]',
    '  -',
    '  var',
    '    array [[ ]]',
    '      prim [int]',
    '      number [3]',
    '    ident [a]',
    '    -',
    '    -',
  ];
  t.is(printTree(item ?? null, lex(text)), `${lines.join('\n')}\n`);
});
