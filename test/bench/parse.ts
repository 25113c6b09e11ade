/*
 * How much of a tree of C files can be read. Run: node <built>/test/bench/parse.js <tree>[,<tree>...] [files=300] [seed=1] [show=20]
 * Functions are units with a body; a unit counts as read when every reading of it passed the gate without leftovers.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initParser, needsBreath, openFile } from '../../src/c/index.js';
import type { Node } from '../../src/c/index.js';
import { SourceText } from '../../src/text/index.js';

const [root = '.', files = '300', seed = '1', show = '20'] = process.argv.slice(2);

const counts = {
  files: 0,
  cleanFiles: 0,
  units: 0,
  cleanUnits: 0,
  functions: 0,
  cleanFunctions: 0,
  bytes: 0,
  unreadNodes: 0,
};
let shown = 0;

console.log(`parser: ${await initParser()}`);
const started = process.cpuUsage();
for (const path of sample(root.split(',').flatMap(findFiles), Number(files), Number(seed))) {
  readOne(path);
  if (needsBreath()) await new Promise((resolve) => setImmediate(resolve));
}
const seconds = process.cpuUsage(started).user / 1e6;
console.log(counts);
console.log(
  `files ${percent(counts.cleanFiles, counts.files)}, units ${percent(counts.cleanUnits, counts.units)}, functions ${percent(counts.cleanFunctions, counts.functions)}`,
);
console.log(`${(counts.bytes / 1e6 / seconds).toFixed(2)} MB/s`);

function readOne(path: string): void {
  const text = readFileSync(path, 'latin1');
  const file = openFile(new SourceText(path, text));
  let clean = true;
  for (const unit of file.units) {
    const before = file.diagnostics.length;
    const trees = file.trees(unit);
    const ok = file.diagnostics.length === before;
    if (ok && trees.some((tree) => tree.items.some(hasUnread)) && unit.kind !== 'define' && unit.kind !== 'directive') {
      counts.unreadNodes++;
      if (process.env['SHOW_UNREAD'] !== undefined)
        console.log(`unread node in ${path}`, text.slice(unit.span.start, unit.span.end).trim().slice(0, 300));
    }
    counts.units++;
    if (ok) counts.cleanUnits++;
    if (unit.kind === 'function') counts.functions++;
    if (ok && unit.kind === 'function') counts.cleanFunctions++;
    clean &&= ok;
  }
  counts.files++;
  counts.bytes += text.length;
  if (clean) counts.cleanFiles++;
  for (const { code, line, span } of file.diagnostics) {
    if (shown++ >= Number(show)) continue;
    console.log(
      `${code} ${path}:${String(line)}: ${text
        .slice(span.start, Math.min(span.end, span.start + 400))
        .trim()
        .slice(0, 300)}\n`,
    );
  }
}

function hasUnread(node: Node): boolean {
  return node.kind === 'unread' || node.kids.some((kid) => kid !== null && hasUnread(kid));
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(3)} %`;
}

function findFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.c'))
    .sort()
    .map((name) => join(folder, name));
}

/** A reproducible choice: linear congruential numbers pick, without repetition. */
function sample(all: readonly string[], count: number, start: number): string[] {
  const rest = [...all];
  const picked: string[] = [];
  let state = start;
  while (picked.length < count && rest.length > 0) {
    state = (state * 1103515245 + 12345) % 2147483648;
    picked.push(...rest.splice(Math.floor((state / 2147483648) * rest.length), 1));
  }
  return picked;
}
