import type { EngineOptions, WordFormula } from '../engine/index.js';
import type { PatchText } from './patch-include.js';
import type { WorkOptions, TreeResult } from './result.js';

/** What a thread is started with. */
export interface ThreadStart {
  readonly texts: readonly PatchText[];
  /** What a file must hold for each of the patches. */
  readonly words: readonly WordFormula[];
  readonly options: EngineOptions;
  readonly run: WorkOptions;
  /** Where the thread writes down what it is at; null where nobody will ask. */
  readonly board: SharedArrayBuffer | null;
}

/** Files to work on (null in its place: end): those from index `first` of the run's list. */
export interface ThreadOrder {
  readonly first: number;
  readonly files: readonly string[];
}

/** What a thread says: that it starts to patch a file, what a file came to, that its order is done. */
export type ThreadReport =
  | { readonly kind: 'look'; readonly index: number }
  | { readonly kind: 'result'; readonly index: number; readonly result: TreeResult }
  | { readonly kind: 'done' };
