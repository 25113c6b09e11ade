import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The files below a folder whose names match, sorted; none where there is no such folder. */
export function filesBelow(folder: string, pattern: RegExp): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** A reproducible choice: linear congruential numbers pick, without repetition. */
export function sample(all: readonly string[], count: number, seed: number): string[] {
  const rest = [...all];
  const picked: string[] = [];
  let state = seed;
  while (picked.length < count && rest.length > 0) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const at = Math.floor((state / 2147483648) * rest.length);
    const last = rest.pop();
    if (last === undefined) break;
    picked.push(rest[at] ?? last);
    if (at < rest.length) rest[at] = last;
  }
  return picked;
}
