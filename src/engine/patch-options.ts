import type { SemanticPatch } from '../smpl/index.js';
import type { EngineOptions } from './types.js';

/**
 * The options of a run with those that the patch asks for in its `#spatch` lines: `-D` and the widths of integers. What
 * the run is given by name goes before what the patch says; other options mean nothing here.
 */
export function withPatchOptions({ options: words }: SemanticPatch, given: EngineOptions): EngineOptions {
  const virtuals: string[] = [];
  const definitions: Record<string, string> = {};
  const bits: { int?: number; long?: number } = { ...given.integerBits };
  const define = (text: string): void => {
    const [name = '', value] = text.split(/=(.*)/s);
    if (value === undefined) virtuals.push(name);
    else definitions[name] = value;
  };
  words.forEach((word, index) => {
    const next = words[index + 1] ?? '';
    const [, kind, width] = /^--?(int|long)[-_]bits=?(\d*)$/.exec(word) ?? [];
    if (word === '-D' && next !== '') define(next);
    else if (/^-D\w/.test(word)) define(word.slice(2));
    else if (kind === 'int' || kind === 'long') bits[kind] ??= widthOf(width === '' ? next : width);
  });
  return {
    ...given,
    virtuals: [...new Set([...(given.virtuals ?? []), ...virtuals])],
    definitions: { ...definitions, ...given.definitions },
    ...(Object.keys(bits).length === 0 ? {} : { integerBits: bits }),
  };
}

/** Words that are no width mean the usual one. */
function widthOf(word: string | undefined): number {
  return /^\d+$/.test(word ?? '') ? Number(word) : 32;
}
