import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import type { ExecutionContext } from 'ava';
import { initParser } from '../../src/engine/index.js';
import { SourceText } from '../../src/text/index.js';
import { applyPatches, loadPatches, runFiles } from '../../src/tree/index.js';
import type { IncludeOptions, RunOptions } from '../../src/tree/index.js';
import { makeFolder } from './folder.js';

await initParser();

const SET = loadPatches([{ path: 'r.cocci', text: '@@ struct tin *t; @@\n- open(t);\n+ open_tin(t);\n' }], {});

const FILES = {
  'src/main.c': [
    '#include "box.h"',
    '#include "sub/shelf.h"',
    '#include "lid.h"',
    '#include <jar.h>',
    '#include <main.h>',
    'void f(struct box *box, tin_t t)',
    '{',
    ...['box->tin', 'box->shelf->rows[2]', 'first()', 't', 'lid', 'jar', 'deep', 'own', 'given', 'FULL', 'box'].map(
      (of) => `\topen(${of});`,
    ),
    '}',
    '',
  ].join('\n'),
  'src/box.h': '#include "deep.h"\nstruct box { int FULL; union { struct tin *tin; }; struct shelf *shelf; };\n',
  'src/sub/shelf.h': 'struct shelf { struct tin *rows[3]; };\nstruct tin *first(void);\ntypedef struct tin *tin_t;\n',
  'src/deep.h': 'extern struct tin *deep;\nenum { FULL };\n',
  'inc/lid.h': 'extern struct tin *lid;\n',
  'inc/jar.h': 'extern struct tin *jar;\n',
  'inc/main.h': 'extern struct tin *own;\n',
  'given.h': 'extern struct tin *given;\n',
};

/** What the rule took for tins. */
async function tins(folder: string, includes: IncludeOptions, more: RunOptions = {}): Promise<string> {
  const found: string[] = [];
  const file = path.join(folder, 'src/main.c');
  await runFiles(
    SET,
    [file],
    { jobs: 1, includes, ...more },
    {
      onResult: ({ output }) => {
        for (const [, name = ''] of (output ?? '').matchAll(/open_tin\((.*)\);/g)) found.push(name);
      },
    },
  );
  return found.join(' ');
}

const LOCAL = 'box->tin box->shelf->rows[2] first() t';

test('types come from the headers that the options ask for', async (t) => {
  const folder = makeFolder(t, FILES);
  const folders = [path.join(folder, 'inc')];
  const files = [path.join(folder, 'given.h')];
  t.is(await tins(folder, {}), LOCAL);
  t.is(await tins(folder, { follow: 'none' }), '');
  t.is(await tins(folder, { follow: 'none', files }), 'given');
  t.is(await tins(folder, { follow: 'local', folders }), `${LOCAL} own`);
  t.is(await tins(folder, { follow: 'all' }), LOCAL);
  t.is(await tins(folder, { follow: 'all', folders }), `${LOCAL} lid jar own`);
  t.is(await tins(folder, { follow: 'recursive', folders, files }), `${LOCAL} lid jar deep own given`);
});

test('standard input has the headers of the working folder, and without options none', async (t) => {
  const source = new SourceText('-', FILES['src/main.c']);
  const folder = makeFolder(t, FILES);
  t.is((await applyPatches(SET, source)).output, null);
  const result = await applyPatches(SET, source, { follow: 'all', folders: [path.join(folder, 'src')] });
  t.regex(result.output ?? '', /open_tin\(box->tin\)/);
});

test('headers that include each other are read once', async (t) => {
  const folder = makeFolder(t, { ...FILES, 'src/deep.h': '#include "box.h"\nextern struct tin *deep;\n' });
  t.is(await tins(folder, { follow: 'recursive' }), 'box->tin box->shelf->rows[2] first() t deep');
});

function age(file: string, seconds: number): void {
  utimesSync(file, seconds, seconds);
}

async function remembered(t: ExecutionContext, folder: string): Promise<string> {
  const includes = { follow: 'all' as const, folders: [path.join(folder, 'inc')] };
  const cache = { folder: path.join(folder, 'cache'), version: '1' };
  const found = await tins(folder, includes, { cache });
  t.is(await tins(folder, includes, { cache }), found);
  t.is(found, await tins(folder, includes));
  return found;
}

test('kept results are those of the headers as they are', async (t) => {
  const folder = makeFolder(t, FILES);
  for (const name of Object.keys(FILES)) age(path.join(folder, name), 1000);
  const lid = path.join(folder, 'inc/lid.h');
  t.is(await remembered(t, folder), `${LOCAL} lid jar own`);
  writeFileSync(lid, readFileSync(lid, 'latin1').replace('tin', 'pot'));
  t.is(await remembered(t, folder), `${LOCAL} jar own`);
  writeFileSync(path.join(folder, 'src/lid.h'), 'extern struct tin *lid;\n');
  t.is(await remembered(t, folder), `${LOCAL} lid jar own`);
  rmSync(path.join(folder, 'src/box.h'));
  t.is(await remembered(t, folder), 'first() t lid jar own');
});
