import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';

const CODE =
  /(?:\bcode: |\.(?:error|warning|note)\(\s*|#report\([^']*)'([a-z]+(?:-[a-z]+)+)'|(?:failure|fileDiagnostic)\(file, '([a-z-]+)'/g;

/** The codes that the sources make diagnostics with, as far as they stand there as literals. */
function codesInSources(): Set<string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(path.join('src', file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(CODE)].map((match) => match[1] ?? match[2] ?? '')));
}

test('every code of a diagnostic is documented, and no other', (t) => {
  const documented = [...readFileSync('docs/diagnostics.md', 'utf8').matchAll(/^\| `([a-z-]+)` /gm)].map(
    ([, code]) => code,
  );
  t.deepEqual([...codesInSources()].sort(), documented.sort());
});
