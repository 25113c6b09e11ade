import test from 'ava';
import { lex, spelling, TokenKind } from '../../src/c/index.js';
import type { Tokens } from '../../src/c/index.js';

function words(text: string): string[] {
  const tokens = lex(text);
  return Array.from({ length: tokens.count }, (_, at) => spelling(tokens, at));
}

function kindOf(text: string): number {
  return lex(text).kind[0] ?? 0;
}

function partnerWord(tokens: Tokens, at: number): string {
  const partner = tokens.partner[at] ?? -1;
  return partner < 0 ? '' : `${String(tokens.start[partner])}${spelling(tokens, partner)}`;
}

test('comments and white space are gaps', (t) => {
  t.deepEqual(words('a /* b */ c // d\n\te\f\vf'), ['a', 'c', 'e', 'f']);
  t.deepEqual(words('a // b \\\n still comment\nc'), ['a', 'c']);
  t.deepEqual(words('a /* never closed'), ['a']);
});

test('a backslash before the line end is white space', (t) => {
  t.deepEqual(words('a \\\n b \\\r\n c'), ['a', 'b', 'c']);
});

test('punctuators are read longest first', (t) => {
  const text = 'a<<=b>>=c...d->e++--f&&g||h==i!=j<=k>=l##m#n<<o%=p';
  const expected = text
    .split(/(<<=|>>=|\.\.\.|->|\+\+|--|&&|\|\||==|!=|<=|>=|##|#|<<|%=)/)
    .filter((part) => part !== '');
  t.deepEqual(words(text), expected);
});

test('numbers take suffixes, exponents and separators', (t) => {
  t.deepEqual(words("0x1fUL 1e-5 .5f 0x1p+3 10'000 1.0 0b1010"), [
    '0x1fUL',
    '1e-5',
    '.5f',
    '0x1p+3',
    "10'000",
    '1.0',
    '0b1010',
  ]);
  t.deepEqual(words('1-2 0xe+1 a.5'), ['1', '-', '2', '0xe', '+', '1', 'a', '.5']);
});

test('strings and characters may have encoding prefixes', (t) => {
  t.deepEqual(words(`L"a\\"b" u8"x" U'c' '\\'' "a\\\nb"`), [`L"a\\"b"`, 'u8"x"', "U'c'", `'\\''`, '"a\\\nb"']);
  t.is(kindOf('L"x"'), TokenKind.string);
  t.is(kindOf("u'x'"), TokenKind.char);
  t.is(kindOf('Lx'), TokenKind.identifier);
});

test('an unclosed string ends with its line', (t) => {
  t.deepEqual(words('"abc\nd'), ['"abc', 'd']);
  t.deepEqual(words("don't\r\nb"), ['don', "'t", 'b']);
});

test('keywords and identifiers differ in kind', (t) => {
  t.is(kindOf('while'), TokenKind.keyword);
  t.is(kindOf('whilex'), TokenKind.identifier);
  t.is(kindOf('__attribute__'), TokenKind.keyword);
  t.is(kindOf('größe'), TokenKind.identifier);
});

test('a preprocessor line starts with one token and marks all its tokens', (t) => {
  const tokens = lex('x\n#  define A(b) \\\n  b + 1\ny # z');
  t.deepEqual(Array.from(tokens.inDirective), [0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
  t.is(spelling(tokens, 1), '#  define');
  t.is(tokens.kind[1], TokenKind.directive);
  t.is(tokens.kind[10], TokenKind.punctuator);
});

test('the name of a system header is one token', (t) => {
  const tokens = lex('#include <linux/slab.h>\n#include "a.h"\nint a;');
  t.deepEqual([spelling(tokens, 1), tokens.kind[1]], ['<linux/slab.h>', TokenKind.header]);
  t.deepEqual([spelling(tokens, 3), tokens.kind[3]], ['"a.h"', TokenKind.string]);
  t.deepEqual(words('#if A < b\n'), ['#if', 'A', '<', 'b']);
});

test('line ends of either kind and a byte order mark change nothing', (t) => {
  t.deepEqual(words('\ufeffint a;\r\n#define B 1\r\nint c;'), ['int', 'a', ';', '#define', 'B', '1', 'int', 'c', ';']);
  t.deepEqual(words('\xef\xbb\xbfint a;'), ['int', 'a', ';']);
});

test('brackets know their partners', (t) => {
  const tokens = lex('f(a[1], (b)) { }');
  t.is(tokens.partner[1], 10);
  t.is(tokens.partner[10], 1);
  t.is(tokens.partner[3], 5);
  t.is(tokens.partner[11], 12);
  t.is(tokens.partner[0], -1);
});

test('a closing brace closes what was left open inside', (t) => {
  const tokens = lex('{ f(a; }');
  t.is(tokens.partner[0], 5);
  t.is(tokens.partner[2], -1);
});

test('brackets in a preprocessor line match within the line only', (t) => {
  const tokens = lex('{\n#define A { (\n}');
  t.is(tokens.partner[0], 5);
  t.is(tokens.partner[3], -1);
});

test('arms of a conditional that open the same brace do not derail the matching', (t) => {
  const tokens = lex('f {\n#ifdef A\nif (a) {\n#else\nif (b) {\n#endif\n}\n}');
  t.is(partnerWord(tokens, 1), '46}');
  const last = tokens.count - 2;
  t.is(spelling(tokens, tokens.partner[last] ?? -1), '{');
  t.is(tokens.partner[last], 8);
});

test('brackets of a dead arm count for nothing', (t) => {
  const tokens = lex('f {\n#if 0\n}\n#endif\n}');
  t.is(tokens.partner[1], tokens.count - 1);
});

test('long texts have all their tokens, however short these are', (t) => {
  const tokens = lex(`${'{;}'.repeat(1 << 20)}x`);
  t.is(tokens.count, 3 * (1 << 20) + 1);
  t.is(tokens.partner[3 << 19], (3 << 19) + 2);
  t.is(tokens.kind[tokens.count - 1], TokenKind.identifier);
});
