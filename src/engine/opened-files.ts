import { openFile } from '../c/index.js';
import type { CFile, OpenOptions } from '../c/index.js';
import type { SourceText } from '../text/index.js';

const opened = new WeakMap<SourceText, Map<string, CFile>>();

/**
 * The file of a text, the same one for all patches of a run that read it alike and say the same of the names in it: what
 * one of them has parsed, and the graphs made of it, serve the others.
 */
export function openOnce(source: SourceText, options: OpenOptions): CFile {
  let files = opened.get(source);
  if (files === undefined) opened.set(source, (files = new Map<string, CFile>()));
  const names = {
    attributeNames: present(source, options.attributeNames),
    typeNames: present(source, options.typeNames),
    iteratorNames: present(source, options.iteratorNames),
    declarerNames: present(source, options.declarerNames),
  };
  const symbols = {
    defined: present(source, options.symbols?.defined),
    undefined: present(source, options.symbols?.undefined),
  };
  const isAlone = (options.headers ?? null) === null;
  const sets = [...Object.values(names), ...Object.values(symbols)].map((some) => [...some]);
  const key = JSON.stringify([...sets, options.integerBits, isAlone]);
  let file = files.get(key);
  if (file === undefined) files.set(key, (file = openFile(source, { ...options, ...names, symbols })));
  return file;
}

/** The names that stand in a text, sorted. */
function present({ text }: SourceText, names: ReadonlySet<string> = new Set()): ReadonlySet<string> {
  return new Set([...names].filter((name) => text.includes(name)).sort());
}
