import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { makeFolder } from '../tree/folder.js';

const RENAME = `// Call the new function. The old one went
// away.
//
// It did the same.
//
// --- as everybody knows
//
// Confidence: High
// Copyright: (C) 2026 Somebody
@@ expression e; @@
- old_call(e)
+ new_call(e)
`;
const AGAIN = '/// Name it properly\n@@ expression e; @@\n- new_call(e, ...)\n+ newest_call(e)\n';
const CODE = 'void f(void)\n{\n\told_call(1);\n}\n\n\n\n\n\n\nint g(void)\n{\n\treturn old_call(2);\n}';
const MAINTAINERS = `Title

List of maintainers
-------------------

NET DRIVERS
M:	Jörg Net <joerg@net.example>
L:	net@lists.example
F:	drivers/net/
X:	drivers/net/mtd*

FLASH
M:	"Ann B. Flash" <ann@flash.example>
N:	mtd

THE REST
M:	Lin <lin@example>
F:	*
F:	*/
`;
const SCRIPT = `use utf8; binmode(STDOUT, ":utf8"); die "where?" unless -e "MAINTAINERS";
print "Jörg Net <joerg\\@net.example> (maintainer:NET DRIVERS)\\nnet\\@lists.example (open list:NET (IP) DRIVERS)\\n";
`;
const ME = { name: 'Zoë O. Writer', mail: 'zoe@example.org' };
const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: ME.name,
  GIT_AUTHOR_EMAIL: ME.mail,
  GIT_AUTHOR_DATE: '1700000000 +0130',
  GIT_COMMITTER_NAME: 'Committer',
  GIT_COMMITTER_EMAIL: 'c@example.org',
};

/** A repository with odd files. */
function repository(t: ExecutionContext): string {
  const folder = makeFolder(t, {
    'drivers/net/a.c': `${CODE}\n`,
    'drivers/net/mtd_b.c': CODE,
    'drivers/mtd/crlf.c': CODE.replaceAll('\n', '\r\n'),
    'lib/latin.c': `/* \xe4\xf6\xfc ${'long '.repeat(300)}*/\n${CODE}`,
    'lib/untouched.c': 'int x;\n',
    MAINTAINERS: Buffer.from(MAINTAINERS, 'utf8').toString('latin1'),
    'scripts/get_maintainer.pl': Buffer.from(SCRIPT, 'utf8').toString('latin1'),
    'rules/rename.cocci': RENAME,
    'rules/again.cocci': AGAIN,
  });
  writeFileSync(path.join(folder, 'lib', 'with blank "ß".c'), CODE);
  chmodSync(path.join(folder, 'drivers/net/a.c'), 0o755);
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'core.autocrlf', 'false');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'start');
  return folder;
}

function git(folder: string, ...words: string[]): string {
  return execFileSync('git', words, { cwd: folder, encoding: 'utf8', env: ENVIRONMENT });
}

function vedalia(folder: string, ...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const bin = path.resolve('bin/vedalia.js');
  const options = { cwd: folder, encoding: 'utf8', env: ENVIRONMENT } as const;
  return spawnSync(process.execPath, [bin, ...words], options);
}

function read(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), 'latin1');
}

for (const [by, count] of [
  ['file', 5],
  ['folder', 3],
  ['maintainer', 3],
  ['patch', 2],
  ['all', 1],
] as const) {
  test(`git am takes a series split by ${by}, and the tree is what apply makes`, (t) => {
    const folder = repository(t);
    const rules = ['rules/rename.cocci', 'rules/again.cocci', 'drivers', 'lib'];
    const made = vedalia(folder, 'series', ...rules, '-o', 'out', '--by', by, '--signoff', '--cover-letter');
    t.is(made.status, 0, made.stderr);
    t.is(made.stderr, '');
    const names = readdirSync(path.join(folder, 'out'));
    t.deepEqual(made.stdout, names.map((name) => `${path.join('out', name)}\n`).join(''));
    const patches = names.filter((name) => name.endsWith('.patch'));
    t.is(patches.length, count);
    for (const name of patches) git(folder, 'am', '--quiet', path.join('out', name));
    const after = git(folder, 'rev-parse', 'HEAD^{tree}');
    t.is(git(folder, 'log', '-1', '--format=%an <%ae> %ad'), `${ME.name} <${ME.mail}> ${dateOf(count)}\n`);
    t.regex(git(folder, 'log', '-1', '--format=%B'), /\nSigned-off-by: Zoë O\. Writer <zoe@example\.org>\n+$/);
    git(folder, 'reset', '-q', '--hard', `HEAD~${String(count)}`);
    t.is(vedalia(folder, 'apply', ...rules, '--write').status, 0);
    git(folder, 'commit', '-qam', 'applied');
    t.is(git(folder, 'rev-parse', 'HEAD^{tree}'), after);
  });
}

/** Mails are a second apart. */
function dateOf(number: number): string {
  return `Tue Nov 14 23:43:2${String(number)} 2023 +0130`;
}

test('a mail says what the patch says of itself, and what it changes', (t) => {
  const folder = repository(t);
  vedalia(folder, 'series', 'rules/rename.cocci', 'drivers/net', '-o', 'out', '--cover-letter');
  t.deepEqual(readdirSync(path.join(folder, 'out')), [
    '0000-cover-letter.txt',
    '0001-drivers-net-Call-the-new-function.patch',
  ]);
  const mail = read(folder, 'out/0001-drivers-net-Call-the-new-function.patch');
  t.regex(
    mail,
    /^From 0{40} Mon Sep 17 00:00:00 2001\nFrom: =\?UTF-8\?q\?Zo=C3=AB_O=2E_Writer\?= <zoe@example\.org>\n/,
  );
  t.regex(mail, /\nSubject: \[PATCH\] drivers\/net: Call the new function\n/);
  t.regex(mail, /\n\nThe old one went\naway\.\n\nIt did the same\.\n\n --- as everybody knows\n---\n/);
  t.regex(
    mail,
    /\n drivers\/net\/a\.c {5}\| 4 \+\+--\n drivers\/net\/mtd_b\.c \| 4 \+\+--\n 2 files changed, 4 insertions\(\+\), 4 deletions\(-\)\n\ndiff --git a\/drivers\/net\/a\.c b\/drivers\/net\/a\.c\n/,
  );
  t.regex(mail, /\n@@ -10,5 \+10,5 @@ void f\(void\)\n/);
  t.regex(read(folder, 'out/0000-cover-letter.txt'), /Subject: \[PATCH 0\/1\] Call the new function\n/);
});

test('messages are made from a template, and addressed as the tree says', (t) => {
  const folder = repository(t);
  mkdirSync(path.join(folder, 'mine'));
  writeFileSync(path.join(folder, 'mine/message.txt'), 'net: {title} in:\n\n{files}\n\n{smpl}\n\nCc: x@example.org\n');
  const words = [
    'series',
    'rules/again.cocci',
    'rules/rename.cocci',
    'drivers/net/a.c',
    '-o',
    'out',
    '--signoff',
    '--maintainers',
  ];
  const { stderr } = vedalia(
    folder,
    ...words,
    '--template',
    'mine/message.txt',
    '--subject-prefix',
    'PATCH v2',
    '--title',
    'say so',
  );
  t.is(stderr, '');
  const mail = read(folder, 'out/0001-net-say-so-in.patch');
  t.regex(
    mail,
    /\nSubject: \[PATCH v2\] net: say so in:\nTo: =\?UTF-8\?q\?J=C3=B6rg_Net\?= <joerg@net\.example>\nCc: net@lists\.example\n/,
  );
  t.regex(mail, /\n\ndrivers\/net\/a\.c\n\n\/\/\/ Name it properly\n@@ expression e; @@\n- new_call/);
  t.regex(mail, /\nCc: x@example\.org\nSigned-off-by: /);
});

test('what goes wrong is told', (t) => {
  const folder = repository(t);
  const problem = (...words: string[]): string => {
    const { status, stderr } = vedalia(folder, 'series', 'rules/rename.cocci', ...words);
    t.is(status, 2);
    return stderr;
  };
  writeFileSync(path.join(folder, 'bad.txt'), '{titel}');
  t.regex(problem('drivers/net', '-o', 'out', '--template', 'bad.txt'), /\{titel\}; there is subject/);
  t.regex(problem('drivers/net'), /--output-directory/);
  const outside = makeFolder(t, { 'a.c': CODE });
  t.regex(problem(path.join(outside, 'a.c'), '-o', 'out'), /outside of the work tree/);
  writeFileSync(path.join(folder, 'lib/untouched.c'), CODE);
  t.regex(
    vedalia(folder, 'series', 'rules/rename.cocci', 'lib/untouched.c', '-o', 'out').stderr,
    /not as it was committed/,
  );
  t.regex(problem('drivers/net', '-o', 'out'), /holds patches already/);
  t.regex(vedalia(folder, 'series', 'rules/again.cocci', 'lib/latin.c', '-o', 'none').stderr, /nothing to change/);
});
