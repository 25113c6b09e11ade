import { fileDiff, statOf } from '../report/index.js';
import type { FileStat } from '../report/index.js';
import type { Change } from './series-groups.js';

const LONGEST_NAME = 52;

/** A change as git's diff, and its numbers. */
export function changeDiff({ name, before, after }: Change): { readonly diff: string; readonly stat: FileStat } {
  const diff = fileDiff(name, before, after);
  return { diff, stat: statOf(name, diff) };
}

/** A subject with its number in the series; a mail that is alone has none. */
export function numbered(
  subject: string,
  { prefix, number, total }: { readonly prefix: string; readonly number: number; readonly total: number },
): string {
  const digits = String(number).padStart(String(total).length, '0');
  const inside = total === 1 && number === 1 ? prefix : `${prefix} ${digits}/${String(total)}`;
  return `[${inside.trim()}] ${subject}`;
}

/** The name of a mail's file without ending, in the order of the numbers. */
export function fileName(number: number, subject: string): string {
  const words = subject
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, LONGEST_NAME);
  return `${String(number).padStart(4, '0')}-${words.replace(/^[-.]+|[-.]+$/g, '')}`;
}
