import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import test from 'ava';
import { needsBreath, openFile } from '../../src/c/index.js';
import { SourceText } from '../../src/text/index.js';
import { samples } from './samples.js';
import { misowned } from './support.js';

/** Own samples and, when the environment variable KERNEL_TREE names a folder, a seeded sample of its C files. */
function texts(count: number): [string, string][] {
  const own = Object.entries(samples);
  const root = process.env['KERNEL_TREE'];
  if (root === undefined) return own;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => extname(path) === '.c')
    .sort();
  let seed = 7;
  const chosen = Array.from({ length: count }, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return files[seed % files.length] ?? '';
  });
  return [...own, ...chosen.map((path): [string, string] => [path, readFileSync(join(root, path), 'latin1')])];
}

test('in whole files every visible token belongs to one node', async (t) => {
  t.timeout(600_000);
  for (const [path, text] of texts(150)) {
    // What stands behind an `#if 0` is in no tree.
    const lost = /^[ \t]*#[ \t]*if[ \t]+0\b/m.test(text) ? [] : misowned(openFile(new SourceText(path, text)));
    t.deepEqual(lost, [], path);
    if (needsBreath()) await new Promise((resolve) => setImmediate(resolve));
  }
});

test('the samples are read whole', (t) => {
  for (const [name, text] of Object.entries(samples)) {
    const file = openFile(new SourceText(name, text));
    for (const unit of file.units) file.trees(unit);
    t.deepEqual(
      file.diagnostics.map(({ line, code }) => `${String(line)}: ${code}`),
      [],
      name,
    );
  }
});
