import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import test from 'ava';
import { applyPatch } from '../../src/index.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PATTERNS = path.join(ROOT, 'patterns/module-refcount');
const EXAMPLES = path.join(ROOT, 'examples');
const EXPECTED = path.join(ROOT, 'test/patterns/expected');

/** What a pattern makes of an example: its diff, or the places it reports. */
async function outcome(pattern: string, example: string): Promise<string> {
  const patch = { path: pattern, text: readFileSync(path.join(PATTERNS, pattern), 'utf8') };
  const source = { path: example, text: readFileSync(path.join(EXAMPLES, example), 'latin1') };
  const { diff, findings, diagnostics } = await applyPatch(patch, source);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const places = findings.map(({ line, column, further }) =>
    [{ line, column }, ...further].map((place) => `${String(place.line)}:${String(place.column)}`).join(' '),
  );
  return [...errors, ...places, ...(diff === '' ? [] : [diff])].join('\n');
}

for (const pattern of readdirSync(PATTERNS).filter((name) => name.endsWith('.cocci'))) {
  for (const example of readdirSync(EXAMPLES).filter((name) => name.endsWith('.c'))) {
    test(`${pattern} on ${example}`, async (t) => {
      const file = path.join(EXPECTED, `${path.basename(pattern, '.cocci')}.${path.basename(example, '.c')}.txt`);
      const expected = existsSync(file) ? readFileSync(file, 'latin1') : '';
      t.is(`${await outcome(pattern, example)}\n`.trimStart(), expected);
    });
  }
}
