import { readFileSync } from 'node:fs';
import { SourceText } from '../text/index.js';

/**
 * Reads a file as Latin-1: every byte is one character of the same number, so offsets are byte offsets, and writing the
 * text back as Latin-1 gives the same bytes whatever the encoding of the file.
 */
export function readSource(file: string): SourceText {
  return new SourceText(file, readFileSync(file, 'latin1'));
}
