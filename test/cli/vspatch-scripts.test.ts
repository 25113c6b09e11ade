import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { makeFolder } from '../tree/folder.js';
import { runVspatch } from './recording.js';

const FILES = Object.fromEntries(
  ['1', '2', '3'].map((number) => [`d/${number}.c`, `void f(void)\n{\n\told(${number});\n}\n`]),
);
const RENAME = '@r@\nexpression e;\n@@\n- old(e);\n+ new(e);\n';
const ON_EACH = '\n@script:python check@\ne << r.e;\n@@\n';

/** Where scripts fail, and what is told: the line in the patch, the rule, and what Python says. */
const FAILURES = {
  rule: {
    patch: `${RENAME}${ON_EACH}x = 1\nif e == "2":\n  raise ValueError("bad")\n`,
    told: /r\.cocci:12:1: error\[script-error\]: script check: ValueError: bad\n[^]*hint: no edit is made in \S*\.c\n/,
    edited: ['1', '3'],
    searched: 0,
  },
  syntax: {
    patch: `${RENAME}${ON_EACH}x = 1\nif e == "2"\n`,
    told: /r\.cocci:11:1: error\[script-error\]: script check: SyntaxError: /,
    edited: [],
    searched: 0,
  },
  constraint: {
    patch: RENAME.replace('expression e;', 'expression e : script:python() { e != "2" or unknown };'),
    told: /r\.cocci:2:1: error\[script-error\]: r, script of metavariable e: NameError: name 'unknown' is not defined\n/,
    edited: ['1', '3'],
    searched: 0,
  },
  'fresh identifier': {
    patch: RENAME.replace('@@\n', 'fresh identifier z = script:python(e) { {"1": "a"}[e] };\n@@\n').replace('new', 'z'),
    told: /r\.cocci:3:1: error\[script-error\]: r, script of metavariable z: KeyError: '2'\n/,
    edited: ['1'],
    searched: 0,
  },
  initialize: {
    patch: `@initialize:python@\n@@\nimport no_such_module\n\n${RENAME}`,
    told: /r\.cocci:3:1: error\[script-error\]: script .*: ModuleNotFoundError: No module named 'no_such_module'\n/,
    edited: [],
    searched: 255,
  },
  finalize: {
    patch: `${RENAME}\n@finalize:python@\n@@\n1/0\n`,
    told: /r\.cocci:9:1: error\[script-error\]: script .*: ZeroDivisionError: division by zero\n/,
    edited: ['1', '2', '3'],
    searched: 255,
  },
} as const;

async function run(t: ExecutionContext, patch: string, ...words: string[]): ReturnType<typeof runVspatch> {
  const folder = makeFolder(t, { ...FILES, 'r.cocci': patch });
  const paths = words.map((word) => (word.startsWith('d') ? path.join(folder, word) : word));
  return await runVspatch('--very-quiet', '--sp-file', path.join(folder, 'r.cocci'), ...paths);
}

for (const python of ['system', 'embedded']) {
  for (const [where, { patch, told, edited, searched }] of Object.entries(FAILURES)) {
    test.serial(`an exception in ${where} is told of and other files go on, with the ${python} Python`, async (t) => {
      const { status, out, error } = await run(t, patch, '--python', python, '--dir', 'd');
      if (error.includes('the package pyodide cannot be loaded')) {
        t.is(python, 'embedded');
        return;
      }
      t.regex(error, told);
      t.deepEqual(out.match(/(?<=^\+\+\+ b\/)\d/gm) ?? [], [...edited]);
      t.is(status, searched, 'that of spatch: a file that is searched may fail, not a script for all of them');
      t.is((await run(t, patch, '--python', python, 'd/2.c')).status, 255);
    });
  }
}

const COUNT = `@initialize:python@
@@
coccinelle.count = 0
seen = []

@r@
expression e;
@@
old(e)

@script:python@
e << r.e;
@@
coccinelle.count += 1
seen.append(e)

@finalize:python@
counts << merge.count;
@@
print(sum(counts), len(counts), ",".join(seen))
`;

test('scripts keep their state over all files, whatever the number of threads', async (t) => {
  for (const jobs of ['1', '2', '3']) t.is((await run(t, COUNT, '--jobs', jobs, '--dir', 'd')).out, '3 1 1,2,3\n');
});

test('without initialize and finalize each thread has a state of its own', async (t) => {
  const patch = `@r@\nexpression e;\n@@\nold(e)\n\n@script:python@\ne << r.e;\n@@\nn = globals().get("n", 0) + 1\nprint(n)\n`;
  t.is((await run(t, patch, '--dir', 'd')).out, '1\n2\n3\n');
  const { out } = await run(t, patch, '--jobs', '3', '--dir', 'd');
  t.regex(out, /^1\n[12]\n[123]\n$/, 'in the order of the files');
});
