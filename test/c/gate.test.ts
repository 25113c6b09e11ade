import test from 'ava';
import { nodes, open, problems } from './helper.js';

test('a statement that cannot be read leaves the rest of the function readable', (t) => {
  const file = open('void f(void)\n{\n\ta();\n\tif (x) {\n\t\t) ( + ;\n\t\tb();\n\t}\n\tc();\n}\n');
  t.deepEqual(problems(file), ['unread-statement 5']);
  t.deepEqual(
    nodes(file, 'call').map((node) => node.kids[0]?.value),
    ['a', 'b', 'c'],
  );
  t.is(nodes(file, 'unread').length, 1);
});

test('a unit that cannot be read is unread as a whole and harms no other', (t) => {
  const file = open('int a = = 3;\nint f(void)\n{\n\treturn g();\n}\n');
  t.deepEqual(problems(file), ['unread-unit 1']);
  t.is(nodes(file, 'call').length, 1);
});

test('diagnostics tell the place and what follows from it', (t) => {
  const file = open('\n\nint a = = 3;\n');
  problems(file);
  const [diagnostic] = file.diagnostics;
  t.is(diagnostic?.severity, 'warning');
  t.is(diagnostic?.frame, 'int a = = 3;');
  t.deepEqual([diagnostic?.line, diagnostic?.column], [3, 1]);
});

test('a call in front of a block is never a nested function', (t) => {
  const file = open('void f(void)\n{\n\tlist_for_each(a, b) {\n\t\tc();\n\t}\n}\n');
  t.is(nodes(file, 'function').length, 1);
  t.is(nodes(file, 'iterator').length, 1);
});

test('a nested function with a type is one', (t) => {
  const file = open('void f(void)\n{\n\tint g(int a)\n\t{\n\t\treturn a;\n\t}\n\tg(1);\n}\n');
  t.deepEqual(problems(file), []);
  t.is(nodes(file, 'function').length, 2);
});

test('odd texts never throw', (t) => {
  for (const text of [
    '',
    '}',
    '{',
    '(',
    '#',
    '#if',
    '#else\n',
    '"',
    "'",
    '/*',
    '\\',
    'a\0b',
    'int f(',
    '#define',
    '#define A(',
    'struct {',
    '\ufeff',
    'é = 1;',
  ]) {
    t.notThrows(() => problems(open(text)), JSON.stringify(text));
  }
});
