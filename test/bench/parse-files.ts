import { readFileSync } from 'node:fs';
import { functionsOf, lex, needsBreath, openFile } from '../../src/c/index.js';
import type { CFile } from '../../src/c/index.js';
import { SourceText } from '../../src/text/index.js';
import { columnZeroBodies } from './column-zero.js';

/** What reading some files came to. */
export interface Counts {
  files: number;
  /** Files without a diagnostic. */
  cleanFiles: number;
  functions: number;
  readFunctions: number;
  bytes: number;
  /** Of the processor: lexing, cutting into units and parsing all of them, in a process that begins with them. */
  seconds: number;
  /** Of the processor: lexing alone, when all files have been lexed before. */
  lexSeconds: number;
}

/** Asking for the time of the processor is a system call, and may cost as much as lexing a file. */
const AT_ONCE = 50;

/** Reads files whole, one after the other and none kept, as runs do; with `show` it tells what is not read. */
export async function readFiles(files: readonly string[], show: boolean): Promise<Counts> {
  const counts = { files: 0, cleanFiles: 0, functions: 0, readFunctions: 0, bytes: 0, seconds: 0, lexSeconds: 0 };
  for (const path of files) {
    const source = readSource(path);
    const start = process.cpuUsage();
    const file = openFile(source);
    for (const unit of file.units) file.trees(unit);
    if (needsBreath()) await new Promise((resolve) => setImmediate(resolve));
    counts.seconds += secondsSince(start);
    countFile(file, counts, show);
  }
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const sources = files.slice(at, at + AT_ONCE).map(readSource);
    const start = process.cpuUsage();
    for (const { text } of sources) lex(text);
    counts.lexSeconds += secondsSince(start);
  }
  return counts;
}

function readSource(path: string): SourceText {
  return new SourceText(path, readFileSync(path, 'latin1'));
}

function countFile(file: CFile, counts: Counts, show: boolean): void {
  countFunctions(file, counts, show);
  counts.files++;
  counts.bytes += file.source.text.length;
  if (file.diagnostics.length === 0) counts.cleanFiles++;
  else if (show)
    for (const { code, line } of file.diagnostics) console.log(`  ${file.source.path}:${String(line)}: ${code}`);
}

function countFunctions(file: CFile, counts: Counts, show: boolean): void {
  const { text, path } = file.source;
  const times = new Map<string, number>();
  for (const { bodyStart, bodyEnd } of functionsOf(file)) {
    const key = `${String(bodyStart)}-${String(bodyEnd)}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  for (const { start, end } of columnZeroBodies(text)) {
    const isRead = times.get(`${String(start)}-${String(end)}`) === 1;
    const isWhole = file.diagnostics.every(({ span }) => span.end <= start || span.start >= end);
    counts.functions++;
    if (isRead && isWhole) counts.readFunctions++;
    else if (show) console.log(`  ${path}:${String(text.slice(0, start).split('\n').length)}: function`);
  }
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
