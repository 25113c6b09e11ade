import test from 'ava';
import { takesElse } from '../../src/engine/dangling-else.js';

function takes(text: string): boolean {
  return takesElse(text.match(/\w+|\S/g) ?? []);
}

test('statements at whose end an else would be taken over', (t) => {
  for (const text of [
    'if (a) b();',
    'if (a) { b(); }',
    'while (a) if (b) c();',
    'for (;;) if (b) { }',
    'each(a) if (b) c();',
    'out: if (b) c();',
    'if (a) b(); else if (c) d();',
    'if (a) if (b) c(); else d();',
  ])
    t.true(takes(text), text);
});

test('statements at whose end it would not', (t) => {
  for (const text of [
    'b();',
    '{ if (a) b(); }',
    'if (a) b(); else c();',
    'do if (a) b(); while (c);',
    'while (a) if (b) c(); else d();',
    'x = (if_ ? a : b);',
    'f(a)(b);',
    ';',
    '',
  ])
    t.false(takes(text), text);
});
