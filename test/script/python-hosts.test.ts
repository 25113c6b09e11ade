import test from 'ava';
import { applyPatch } from '../../src/index.js';
import type { PatchResult } from '../../src/index.js';
import { readCases } from '../cases/case.js';
import type { Case } from '../cases/case.js';

const CASES = readCases().filter(({ patch, options }) => /script:python|:python/.test(patch) && options.length === 0);

function run({ patch, input }: Case, python: string): Promise<PatchResult> {
  return applyPatch(patch, { text: input, path: 'in.c' }, { python });
}

/** What is left of a result when there is no such host. */
function isWithoutHost({ diagnostics }: PatchResult): boolean {
  return diagnostics.some(({ message }) => message.includes('the package pyodide cannot be loaded'));
}

for (const each of CASES) {
  test.serial(`scripts do the same in both hosts, or the package that is missing is named: ${each.name}`, async (t) => {
    const embedded = await run(each, 'embedded');
    if (isWithoutHost(embedded)) t.is(embedded.output, null);
    else t.deepEqual(embedded, await run(each, 'system'));
  });
}

test.serial('an interpreter may be named', async (t) => {
  const [first] = CASES;
  if (first === undefined) throw new Error('no case has a script in Python');
  t.deepEqual(await run(first, 'python3'), await run(first, 'auto'));
  const { diagnostics } = await run(first, '/no/such/python');
  t.regex(diagnostics.map(({ message }) => message).join('\n'), /\/no\/such\/python/);
});
