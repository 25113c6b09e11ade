/**
 * Prints the table of docs/conformance.md from what the conformance harness printed for vedalia and for spatch:
 *
 *     node dist/test/conformance-table.js VEDALIA.txt SPATCH.txt
 */
import { readFileSync } from 'node:fs';

interface Row {
  readonly feature: string;
  readonly tests: string;
  readonly tokens: string;
  readonly exact: string;
}

/** Rows such as `statement dots   245   207   196   171   84.5%`: tests, right tokens, right white space, right bytes. */
const ROW = /^ *(\S.*?) {2,}(\d+) +(\d+) +\d+ +(\d+) +[\d.]+%$/gm;

function rowsOf(file: string): Row[] {
  return [...readFileSync(file, 'utf8').matchAll(ROW)].map(([, feature = '', tests = '', tokens = '', exact = '']) => ({
    feature,
    tests,
    tokens,
    exact,
  }));
}

const [own = '', other = ''] = process.argv.slice(2);
const theirs = new Map(rowsOf(other).map((row) => [row.feature, row]));
console.log('| Tests with | Tests | vedalia, tokens | spatch, tokens | vedalia, exact | spatch, exact |');
console.log('| --- | --: | --: | --: | --: | --: |');
for (const { feature, tests, tokens, exact } of rowsOf(own)) {
  const their = theirs.get(feature);
  const cells = [feature, tests, tokens, their?.tokens ?? '', exact, their?.exact ?? ''];
  console.log(`| ${cells.join(' | ')} |`);
}
