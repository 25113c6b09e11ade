import { openFile } from '../c/index.js';
import type { CFile, OpenOptions } from '../c/index.js';
import type { SourceText } from '../text/index.js';

const opened = new WeakMap<SourceText, Map<string, CFile>>();

/**
 * The file of a text, the same one for all patches of a run that read it alike: what one of them
 * has parsed, and the graphs made of it, serve the others.
 */
export function openOnce(source: SourceText, options: OpenOptions): CFile {
  let files = opened.get(source);
  if (files === undefined) opened.set(source, (files = new Map<string, CFile>()));
  const { attributeNames = [], integerBits } = options;
  const key = JSON.stringify([[...attributeNames].sort(), integerBits]);
  let file = files.get(key);
  if (file === undefined) files.set(key, (file = openFile(source, options)));
  return file;
}
