/**
 * Writes the table of docs/coccicheck.md from what the comparison of two tools' runs of the kernel's rules has printed as
 * JSON, and names the rules that differ and are not explained in that page.
 *
 *     node dist/test/coccicheck-table.js COMPARE.json [docs/coccicheck.md]
 *
 * The JSON has `rows` of `{rule, mode, oracle, got, both, same, cpuOracle, cpu}`: items that spatch found, that vspatch
 * found, that both found, and CPU seconds; `note` instead of numbers where a run is missing. The exit status is 1 when an
 * explanation is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Row {
  readonly rule: string;
  readonly mode: string;
  readonly note?: string;
  readonly oracle?: number;
  readonly got?: number;
  readonly both?: number;
  readonly same?: boolean;
  readonly cpuOracle?: number;
  readonly cpu?: number | null;
}

const BEGIN = '<!-- table: written by test/coccicheck-table.ts -->';
const END = '<!-- end of table -->';

const [json, page = 'docs/coccicheck.md'] = process.argv.slice(2);
if (json === undefined) {
  console.error('name the JSON file of a comparison');
  process.exitCode = 2;
} else {
  process.exitCode = writeTable((JSON.parse(readFileSync(json, 'utf8')) as { rows: readonly Row[] }).rows, page);
}

function writeTable(rows: readonly Row[], file: string): number {
  const text = readFileSync(file, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const [, after = ''] = rest.split(END);
  writeFileSync(file, `${before}${BEGIN}\n\n${summary(rows)}\n\n${table(rows)}\n\n${END}${after}`);
  const differing = [...new Set(rows.filter(({ same }) => same !== true).map(({ rule }) => rule))];
  const silent = differing.filter((rule) => !after.includes(`\`${shortName(rule)}\``));
  for (const rule of silent) console.error(`not explained: ${shortName(rule)}`);
  return silent.length === 0 ? 0 : 1;
}

function summary(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number | null | undefined): number =>
    rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const equal = rows.filter(({ same }) => same === true).length;
  const [oracle, got, both] = [sum((row) => row.oracle), sum((row) => row.got), sum((row) => row.both)];
  return (
    `${String(equal)} of ${String(rows.length)} runs are equal. spatch has ${String(oracle)} items, vspatch ` +
    `${String(got)}, and ${String(both)} are the same: recall ${percent(both, oracle)}, precision ${percent(both, got)}. ` +
    `CPU: ${sum((row) => row.cpuOracle).toFixed(0)} s of spatch, ${sum((row) => row.cpu).toFixed(0)} s of vspatch.`
  );
}

function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${cells(row).join(' | ')} |`);
  return [
    '| Rule | Mode | spatch | vspatch | common | different | CPU of spatch, s | CPU of vspatch, s |',
    '| --- | --- | --: | --: | --: | --: | --: | --: |',
    ...lines,
  ].join('\n');
}

function cells({ rule, mode, oracle, got, both, cpuOracle, cpu }: Row): readonly string[] {
  if (oracle === undefined || got === undefined || both === undefined)
    return [shortName(rule), mode, '', '', '', 'not run', '', ''];
  const different = oracle + got - 2 * both;
  return [
    shortName(rule),
    mode,
    ...[oracle, got, both].map(String),
    different === 0 ? '' : `**${String(different)}**`,
    ...[cpuOracle, cpu].map((seconds) => (seconds == null ? '' : seconds.toFixed(2))),
  ];
}

function shortName(rule: string): string {
  return rule.replace(/\.cocci$/, '');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '100 %' : `${((100 * part) / whole).toFixed(1)} %`;
}
