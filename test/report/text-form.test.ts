import test from 'ava';
import { colorDiff, diagnosticText, formatFinding, fromPath, jsonLines, toBytes } from '../../src/report/index.js';
import { diagnose, SourceText } from '../../src/text/index.js';

const FINDING = {
  rule: 'r',
  path: 'dir/é.c',
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 8,
  message: 'free of a local',
  function: 'f',
  further: [],
};

test('a path and the text of a file can be joined and come out as their own bytes', (t) => {
  const latin = Buffer.from([0xe9, 0x0a]);
  const line = `${fromPath('é.c')}: ${latin.toString('latin1')}`;
  t.deepEqual(toBytes(line), Buffer.concat([Buffer.from('é.c: ', 'utf8'), latin]));
});

test('text beyond Latin-1 is written as UTF-8', (t) => {
  t.deepEqual(toBytes('→'), Buffer.from('→', 'utf8'));
});

test('a finding is one line as compilers print it', (t) => {
  t.is(toBytes(formatFinding(FINDING)).toString('utf8'), 'dir/é.c:3:5: free of a local');
  t.is(formatFinding({ ...FINDING, path: 'a.c', message: '' }), 'a.c:3:5: r');
});

test('a result as JSON lines: change, findings, diagnostics', (t) => {
  const utf8 = Buffer.from('/* é */\n', 'utf8').toString('latin1');
  const diagnostic = diagnose(new SourceText('é.c', utf8), { start: 0, end: 1 }, { code: 'x', message: 'm' });
  const lines = jsonLines({
    path: 'é.c',
    before: utf8,
    output: `${utf8}int x;\n`,
    edits: [],
    starredLines: [],
    states: [],
    findings: [{ ...FINDING, path: 'é.c' }],
    printed: '',
    diagnostics: [diagnostic],
    matches: { r: 1 },
  });
  const objects = lines
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  t.is(objects.length, 3);
  t.like(objects[0], { type: 'change', path: 'é.c', matches: { r: 1 } });
  t.like(objects[1], { type: 'finding', path: 'é.c', line: 3 });
  t.like(objects[2], { type: 'diagnostic', path: 'é.c', frame: '/* é */' });
  t.true(lines.includes('@@ -1 +1,2 @@'));
});

test('nothing to tell gives no JSON lines', (t) => {
  const nothing = {
    output: null,
    edits: [],
    starredLines: [],
    states: [],
    findings: [],
    printed: '',
    diagnostics: [],
    matches: {},
  };
  t.is(jsonLines({ path: 'a.c', before: '', ...nothing }), '');
});

test('color is added to what stands there and to nothing else', (t) => {
  const diff = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n kept\n';
  const diagnostic = diagnose(new SourceText('a.c', 'int x'), { start: 4, end: 5 }, { code: 'x', message: 'm' });
  // eslint-disable-next-line no-control-regex -- these are the color codes
  const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');
  t.is(plain(colorDiff(diff)), diff);
  t.not(colorDiff(diff), diff);
  t.is(plain(diagnosticText(diagnostic, true)), diagnosticText(diagnostic, false));
  t.not(diagnosticText(diagnostic, true), diagnosticText(diagnostic, false));
});
