/**
 * Prints the table of docs/conformance.md: by feature, what vedalia and spatch make of the tests that need it. It takes
 * what the conformance harness writes with `--json`, for both, and what it prints with `--list`:
 *
 *     node dist/test/conformance-table.js VEDALIA.json SPATCH.json LIST.txt
 */
import { readFileSync } from 'node:fs';

interface Results {
  /** For each test whether it is right at the level of tokens, of spacing, and of bytes. */
  readonly tests: Readonly<Record<string, readonly [tokens: number, spacing: number, exact: number]>>;
}

const [own = '', other = '', list = ''] = process.argv.slice(2);
const [ours, theirs] = [own, other].map((file) => (JSON.parse(readFileSync(file, 'utf8')) as Results).tests);
const features = namesByFeature(readFileSync(list, 'utf8'));
console.log('| Tests with | Tests | vedalia, tokens | spatch, tokens | vedalia, exact | spatch, exact |');
console.log('| --- | --: | --: | --: | --: | --: |');
for (const [feature, names] of features) {
  const figures = [
    names.length,
    count(ours, names, 0),
    count(theirs, names, 0),
    count(ours, names, 2),
    count(theirs, names, 2),
  ];
  console.log(`| ${[feature, ...figures.map(String)].join(' | ')} |`);
}

/**
 * From lines such as `add1: meta: symbol, statement dots`; most frequent features first. Tests that Coccinelle marks
 * as known failures are left out.
 */
function namesByFeature(text: string): [string, string[]][] {
  const tests = [...text.matchAll(/^(\S+): (.*)$/gm)]
    .map(([, name = '', found = '']) => ({ name, found: found.split(', ') }))
    .filter(({ name }) => !name.endsWith('_failure'));
  const byFeature = new Map<string, string[]>([['all', tests.map(({ name }) => name)]]);
  for (const { name, found } of tests)
    for (const feature of found) byFeature.set(feature, [...(byFeature.get(feature) ?? []), name]);
  return [...byFeature].sort(([a, { length: m }], [b, { length: n }]) => n - m || a.localeCompare(b));
}

function count(tests: Results['tests'] | undefined, names: readonly string[], level: 0 | 2): number {
  return names.filter((name) => tests?.[name]?.[level] === 1).length;
}
