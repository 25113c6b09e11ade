import { openFile } from '../c/index.js';
import type { CFile } from '../c/index.js';
import type { SourceText } from '../text/index.js';

const opened = new WeakMap<SourceText, Map<string, CFile>>();

/**
 * The file of a text, the same one for all patches of a run that take the same names for attributes: what one of them
 * has parsed, and the graphs made of it, serve the others.
 */
export function openOnce(source: SourceText, attributeNames: ReadonlySet<string>): CFile {
  let files = opened.get(source);
  if (files === undefined) opened.set(source, (files = new Map<string, CFile>()));
  const key = [...attributeNames].sort().join(' ');
  let file = files.get(key);
  if (file === undefined) files.set(key, (file = openFile(source, { attributeNames })));
  return file;
}
