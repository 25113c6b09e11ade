import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { applyPatch } from '../../src/index.js';
import type { PatchResult } from '../../src/index.js';
import { toBytes } from '../../src/report/index.js';
import { readCases } from '../cases/case.js';
import type { Case } from '../cases/case.js';
import { makeFolder } from '../tree/folder.js';

/** Those without options: what holds for every change can be seen from them. */
const CASES = readCases().filter(({ options, input, output }) => options.length === 0 && input !== output);

async function run({ name, patch, input, macros, builtins }: Case): Promise<PatchResult> {
  return await applyPatch(patch, { text: input, path: `${name}.c` }, { macros, builtinMacros: builtins });
}

test('git applies the diffs to the inputs and gets the outputs', async (t) => {
  const folder = makeFolder(t, Object.fromEntries(CASES.map(({ name, input }) => [`${name}.c`, input])));
  const diffs = await Promise.all(CASES.map(async (each) => (await run(each)).diff));
  const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], {
    cwd: folder,
    input: toBytes(diffs.join('')),
    encoding: 'utf8',
  });
  t.is(stderr, '');
  t.is(status, 0);
  for (const { name, output } of CASES) t.is(readFileSync(path.join(folder, `${name}.c`), 'latin1'), output, name);
});

test('a second run finds what the case says: as a rule nothing', async (t) => {
  const others: Record<string, string> = {};
  for (const each of CASES) {
    const { output } = await run({ ...each, input: each.output });
    if ((output ?? each.output) !== each.again) others[each.name] = output ?? each.output;
  }
  t.deepEqual(others, {});
});

test('the same run gives the same result', async (t) => {
  for (const each of CASES) t.deepEqual(await run(each), await run(each), each.name);
});

test('edits are in order, do not overlap, and make the output: all other bytes stay', async (t) => {
  for (const each of CASES) {
    const { edits, matches } = await run(each);
    // The edits are those of the last rule, so only a patch of one rule shows them all.
    if (Object.keys(matches).length > 1) continue;
    let [text, at] = ['', 0];
    for (const { span, text: added } of edits) {
      t.true(span.start >= at && span.end >= span.start, each.name);
      text += each.input.slice(at, span.start) + added;
      at = span.end;
    }
    t.is(text + each.input.slice(at), each.output, each.name);
  }
});
