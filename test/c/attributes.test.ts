import test from 'ava';
import { attributesInside, attributesOf, openFile } from '../../src/c/index.js';
import type { CFile } from '../../src/c/index.js';
import { SourceText } from '../../src/text/index.js';
import { hiddenWords, nodes, open, shape } from './helper.js';

/** The attributes of the first node of a kind. */
function attributes(file: CFile, kind: string): string[] {
  const [node] = nodes(file, kind);
  return node === undefined ? [] : attributesOf(node, file.attributes).map(shape);
}

test('attributes belong to what they stand beside', (t) => {
  const file = open('__a1 static int __a2 *const __a3 x[3] __a4 = { 0 };\n');
  t.deepEqual(attributes(file, 'prim'), ['attribute:__a1(-)', 'attribute:__a2(-)']);
  t.deepEqual(attributes(file, 'pointer'), ['attribute:__a3(-)']);
  t.deepEqual(attributes(file, 'var'), ['attribute:__a4(-)']);
  t.deepEqual(attributes(file, 'array'), []);
  const [type] = nodes(file, 'array');
  t.is(type && attributesInside(type, file.attributes).length, 3);
});

test('structures have attributes around the tag and behind the brace', (t) => {
  const file = open('struct __a1 s __a2 { int __a3 x; } __a4 y;\n');
  t.deepEqual(attributes(file, 'struct'), ['attribute:__a1(-)', 'attribute:__a2(-)', 'attribute:__a4(-)']);
});

test('functions and macro declarations have attributes behind their parentheses', (t) => {
  t.deepEqual(attributes(open('int f(int x __a1) __a2 { }\n'), 'function'), ['attribute:__a2(-)']);
  t.deepEqual(attributes(open('int f(int x __a1) __a2 { }\n'), 'param'), ['attribute:__a1(-)']);
});

test('arguments are read as those of a call', (t) => {
  const file = open('int x __attribute__((aligned(8), "a")) __section(".data");\n');
  t.deepEqual(attributes(file, 'var'), [
    'attribute:__attribute__(args(call(ident:aligned args(number:8)) string:"a"))',
    'attribute:__section(args(string:".data"))',
  ]);
  t.deepEqual(attributes(open('[[gnu::cold]] int x;\n'), 'prim'), ['attribute:[[gnu::cold]](-)']);
});

test('a file can be opened with names of attributes', (t) => {
  const text = 'void f(void) { struct s x mine; mine(3) int y; int (mine *z)(int); a.mine = 1; }\n';
  const file = openFile(new SourceText('a.c', text), { attributeNames: new Set(['mine']) });
  t.deepEqual(hiddenWords(file), ['mine', 'mine', '(', '3', ')', 'mine']);
});
