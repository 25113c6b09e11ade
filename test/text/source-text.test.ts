import test from 'ava';
import { SourceText } from '../../src/text/index.js';

test('places count lines and columns from 1', (t) => {
  const source = new SourceText('a.c', 'int a;\n\nint b;\n');
  t.deepEqual(source.place(0), { line: 1, column: 1 });
  t.deepEqual(source.place(6), { line: 1, column: 7 });
  t.deepEqual(source.place(7), { line: 2, column: 1 });
  t.deepEqual(source.place(12), { line: 3, column: 5 });
  t.deepEqual(source.place(15), { line: 4, column: 1 });
});

test('every offset lies on the line that its line start says', (t) => {
  const source = new SourceText('a.c', 'a\nbb\n\nccc\n');
  for (let offset = 0; offset <= source.text.length; offset++) {
    const { line, column } = source.place(offset);
    t.is((source.lineStarts[line - 1] ?? -1) + column - 1, offset);
  }
});

test('a line comes without its line end, whichever it is', (t) => {
  const source = new SourceText('a.c', 'one\r\ntwo\nthree');
  t.deepEqual(
    [1, 2, 3, 4].map((line) => source.line(line)),
    ['one', 'two', 'three', ''],
  );
});

test('an empty text has one empty line', (t) => {
  const source = new SourceText('a.c', '');
  t.deepEqual(source.lineStarts, [0]);
  t.is(source.line(1), '');
  t.deepEqual(source.place(0), { line: 1, column: 1 });
});

test('a slice is the text of a span', (t) => {
  t.is(new SourceText('a.c', 'int a;').slice({ start: 4, end: 5 }), 'a');
});
