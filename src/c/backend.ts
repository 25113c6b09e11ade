import { loadNative } from './backend-native.js';
import { loadWasm } from './backend-wasm.js';
import type { Backend, BackendName } from './backend-contract.js';
import type { Cst } from './cst.js';

export type { BackendName } from './backend-contract.js';

/** The parsers that have been loaded, and the one in use. */
const loaded = new Map<BackendName, Backend>();
let current: Backend | undefined;
let parses = 0;

/**
 * Makes the parser ready; call and await it once before a file is opened. `auto` takes the native build where it is
 * installed, else the WebAssembly one; the environment variable VEDALIA_PARSER (`native` or `wasm`) overrides `auto`.
 * Calling it again switches. Throws when the build that was asked for by name cannot be loaded.
 */
export async function initParser(choice: 'auto' | BackendName = 'auto'): Promise<BackendName> {
  const wanted = choice === 'auto' ? environmentChoice() : choice;
  current = await load(wanted);
  return current.name;
}

/** The build in use, or null before `initParser`. */
export function backendName(): BackendName | null {
  return current?.name ?? null;
}

/** Parses C text at once; offsets in the result count from `-offset`. Throws before `initParser`. */
export function parseCst(text: string, offset: number): Cst {
  if (current === undefined) throw new Error('initParser must be awaited before anything is parsed');
  parses++;
  return current.parse(text, offset);
}

/**
 * Whether it is time to `await setImmediate()`. The native build frees its trees only between turns of the event loop,
 * so a long loop without pauses fills the memory. Asking starts a new count when the answer is yes.
 */
export function needsBreath(): boolean {
  if (parses < 50) return false;
  parses = 0;
  return true;
}

function environmentChoice(): 'auto' | BackendName {
  const wanted = process.env['VEDALIA_PARSER'];
  return wanted === 'native' || wanted === 'wasm' ? wanted : 'auto';
}

async function load(wanted: 'auto' | BackendName): Promise<Backend> {
  if (wanted !== 'wasm') {
    const native = loaded.get('native') ?? loadNative();
    if (native !== null) {
      loaded.set('native', native);
      return native;
    }
    if (wanted === 'native') throw new Error('the native build of tree-sitter is not installed or does not load');
  }
  const wasm = loaded.get('wasm') ?? (await loadWasm());
  loaded.set('wasm', wasm);
  return wasm;
}
