import test from 'ava';
import { diagnose, formatDiagnostic, SourceText } from '../../src/text/index.js';

const source = new SourceText('r.cocci', '@@ @@\n\t- foo(;\n');

test('a diagnostic carries place and frame, and is an error unless it says otherwise', (t) => {
  const diagnostic = diagnose(source, { start: 13, end: 14 }, { code: 'parse-error', message: 'no expression' });
  t.like(diagnostic, { severity: 'error', path: 'r.cocci', line: 2, column: 8, frame: '\t- foo(;' });
  t.false('hint' in diagnostic);
});

test('the caret stands under the span, tabs kept', (t) => {
  const about = { code: 'parse-error', message: 'no expression', hint: 'close the parenthesis' };
  t.is(
    formatDiagnostic(diagnose(source, { start: 9, end: 12 }, about)),
    [
      'r.cocci:2:4: error[parse-error]: no expression',
      '2 | \t- foo(;',
      '  | \t  ^^^',
      '  hint: close the parenthesis',
    ].join('\n'),
  );
});

test('a span that runs over the end of its line is underlined up to there', (t) => {
  const text = formatDiagnostic(
    diagnose(source, { start: 9, end: 40 }, { code: 'x', severity: 'warning', message: 'm' }),
  );
  t.is(text.split('\n').at(-1), '  | \t  ^^^^^');
});

test('there is no frame where there is nothing to show', (t) => {
  const empty = diagnose(
    new SourceText('a.c', ''),
    { start: 0, end: 0 },
    { code: 'x', severity: 'note', message: 'm' },
  );
  t.is(formatDiagnostic(empty), 'a.c:1:1: note[x]: m');
});

test('diagnostics survive structured clone', (t) => {
  const diagnostic = diagnose(source, { start: 0, end: 2 }, { code: 'x', message: 'm', hint: 'h' });
  t.deepEqual(structuredClone(diagnostic), diagnostic);
});
