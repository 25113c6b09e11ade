import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { applyEdits, unifiedDiff } from '../../src/edit/index.js';
import { Fixture, text } from './fixture.js';

/** What git makes of the old text and the diff, bytes as Latin-1. */
function gitApplied(before: string, diff: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'edit-diff-'));
  try {
    writeFileSync(join(folder, 'x.c'), before, 'latin1');
    writeFileSync(join(folder, 'x.diff'), diff, 'latin1');
    execFileSync('git', ['apply', '--whitespace=nowarn', 'x.diff'], { cwd: folder, stdio: 'pipe' });
    return readFileSync(join(folder, 'x.c'), 'latin1');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function diffOf(before: string, after: string): string {
  return unifiedDiff(before, after, { pathBefore: 'a/x.c', pathAfter: 'b/x.c' });
}

test('equal texts have no diff', (t) => {
  t.is(diffOf('x\n', 'x\n'), '');
});

test('file names come first, without other lines', (t) => {
  t.is(diffOf('x\n', 'y\n'), '--- a/x.c\n+++ b/x.c\n@@ -1,1 +1,1 @@\n-x\n+y\n');
  const labelled = unifiedDiff('x\n', 'y\n', {
    pathBefore: 'x.c',
    pathAfter: 'x.c',
    labels: { before: 'old', after: 'new' },
  });
  t.regex(labelled, /^--- x\.c\told\n\+\+\+ x\.c\tnew\n@@/);
});

test('context is as long as asked for', (t) => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${String(index)}`);
  const before = text(...lines);
  const diff = unifiedDiff(before, before.replace('line 10', 'other'), { pathBefore: 'a', pathAfter: 'b', context: 1 });
  t.is(diff.split('\n').filter((line) => line.startsWith(' ')).length, 2);
});

test('git takes the diff for texts of every kind', (t) => {
  const pairs: [string, string][] = [
    ['a\nb\nc\n', 'a\nc\n'],
    ['a\nb', 'a\nc'],
    ['a\nb', 'a\nb\n'],
    ['a\nb\n', 'a\nb'],
    ['a\r\nb\r\nc\r\n', 'a\r\nx\r\nc\r\n'],
    ['a\r\nb\nc', 'a\r\nb\r\nc'],
    ['\xe9t\xe9\nb\n', '\xe9t\xe9 \xa0\nb\n'],
    ['a\fb\nx\x85y\nc\n', 'a\fb\nx\x85z\nc\n'],
    ['', 'a\n'],
    ['a\n', ''],
  ];
  for (const [before, after] of pairs)
    t.is(gitApplied(before, diffOf(before, after)), after, JSON.stringify([before, after]));
});

test('CRLF files get CRLF lines', (t) => {
  const fixture = new Fixture('f()\r\n{\r\n\ta(); /* \xe9 */\r\n\told();\r\n}\r\n');
  const actions = [fixture.after('a();', ['b();', 'if (x)', '  c();']), ...fixture.remove('old();')];
  const result = fixture.apply(actions);
  t.is(result, 'f()\r\n{\r\n\ta(); /* \xe9 */\r\n\tb();\r\n\tif (x)\r\n\t\tc();\r\n}\r\n');
  t.is(gitApplied(fixture.text, diffOf(fixture.text, result)), result);
});

test('a file without a line end at its end', (t) => {
  const fixture = new Fixture('int x;\nint y;');
  t.is(fixture.apply([fixture.after('int y;', ['int z;'])]), 'int x;\nint y;\nint z;');
  t.is(fixture.apply(fixture.replace('int y;', ['int z;'])), 'int x;\nint z;');
});

test('overlapping edits are refused', (t) => {
  const edit = (
    start: number,
    end: number,
  ): { span: { start: number; end: number }; text: string; rules: string[] } => ({
    span: { start, end },
    text: '',
    rules: [],
  });
  t.throws(() => applyEdits('abcdef', [edit(1, 3), edit(2, 4)]), { instanceOf: RangeError });
  t.is(applyEdits('abcdef', [edit(1, 3), edit(3, 4)]), 'aef');
});

test('a diff with very many changes applies, and is no longer than it must be', (t) => {
  const before = Array.from({ length: 2000 }, (_, index) => (index % 3 === 0 ? `old${String(index)};` : 'kept;'));
  const after = before.flatMap((line, index) =>
    line.startsWith('old') ? (index % 2 === 0 ? [line.replace('old', 'new'), 'more;'] : []) : [line],
  );
  for (const end of ['\n', '']) {
    const diff = diffOf(before.join('\n') + end, after.join('\n'));
    t.is(gitApplied(before.join('\n') + end, diff), after.join('\n'));
    const changed = diff.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line)).length;
    t.is(changed, 667 + 2 * 334 + (end === '' ? 0 : 2));
  }
  t.is(gitApplied('', diffOf('', after.join('\n'))), after.join('\n'));
});
