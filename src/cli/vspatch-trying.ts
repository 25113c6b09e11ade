import { functionsOf, initParser, openFile } from '../c/index.js';
import type { SourceText } from '../text/index.js';

/** A function of a file, and the line where it begins. */
export interface FunctionPlace {
  readonly name: string;
  readonly line: number;
}

/** Makes what lists the functions of files, as `--show-trying` tells them. */
export async function functionFinder(): Promise<(source: SourceText) => readonly FunctionPlace[]> {
  await initParser();
  return (source) => functionsOf(openFile(source)).map(({ name, start }) => ({ name, line: source.place(start).line }));
}
