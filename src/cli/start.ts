import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { defaultCacheFolder } from '../tree/index.js';
import { CodeCache } from './code-cache.js';
import type { KeptCode } from './code-cache.js';
import type * as CommandLines from './index.js';
import { setUpV8 } from './v8-settings.js';

/** A hash of the bundle, put in by scripts/bundle.mjs. */
declare const BUILD: string;

/** Modules of node's that few runs need: they are loaded when something of them is used. */
const LAZY: ReadonlySet<string> = new Set(
  ['child_process', 'crypto', 'fs/promises', 'module', 'readline', 'v8', 'worker_threads'].map(
    (name) => `node:${name}`,
  ),
);

/** This file is made a script with a `require` of its own. */
const packages: NodeJS.Require = require;

/** What a script is called with: what modules have, its URL, and what stands for `import()` of scripts and packages. */
const PARAMETERS = 'exports,require,module,__filename,__dirname,__url,__script,__package';
type Body = (exports: object, require: NodeJS.Require, module: Exporter, ...more: unknown[]) => void;

interface Exporter {
  exports: object;
}

interface LoadedScript {
  readonly script: Script;
  /** The code that V8 did not have to make anew; null: it had to. */
  readonly kept: KeptCode | null;
}

/** The scripts of the bundle, in the folder of this one. Each is run when it is wanted. */
class Bundle {
  readonly #cache: CodeCache | null;
  readonly #modules = new Map<string, Exporter>();
  readonly #scripts = new Map<string, LoadedScript>();

  constructor(cache: CodeCache | null) {
    this.#cache = cache;
  }

  load(name: string): object {
    const known = this.#modules.get(name);
    if (known !== undefined) return known.exports;
    const file = path.join(__dirname, name);
    const made: Exporter = { exports: {} };
    this.#modules.set(name, made);
    const importScript = (other: string): Promise<object> => Promise.resolve(this.load(path.basename(other)));
    const more = [file, __dirname, pathToFileURL(file).href, importScript, importPackage];
    this.#run(name, file)(made.exports, this.#require, made, ...more);
    return made.exports;
  }

  /** Keeps the code of scripts that had to be translated, or that more of is translated by now. */
  keep(): void {
    if (this.#cache === null) return;
    // What stands behind `performance` would have to be loaded.
    const milliseconds = process.uptime() * 1000;
    for (const [name, { script, kept }] of this.#scripts) {
      if (!CodeCache.isBetter(milliseconds, kept)) continue;
      this.#cache.write(name, { bytes: script.createCachedData(), milliseconds });
    }
  }

  #run(name: string, filename: string): Body {
    const kept = this.#cache?.read(name) ?? null;
    const script = new Script(`(function(${PARAMETERS}){${readFileSync(filename, 'latin1')}\n})`, {
      filename,
      ...(kept === null ? {} : { cachedData: kept.bytes }),
    });
    this.#scripts.set(name, { script, kept: script.cachedDataRejected === false ? kept : null });
    return script.runInThisContext() as Body;
  }

  /** Packages are found from this script, as from any in its folder. */
  readonly #require: NodeJS.Require = Object.assign(
    (id: string): unknown => {
      if (id.startsWith('./')) return this.load(path.basename(id));
      return LAZY.has(id) ? whenUsed(() => packages(id) as object) : packages(id);
    },
    { ...packages },
  );
}

function importPackage(id: string): Promise<unknown> {
  return import(id);
}

function whenUsed(load: () => object): object {
  return new Proxy({}, { get: (_, name) => Reflect.get(load(), name) as unknown });
}

/** Loads one of the bundle's entries; V8's settings come first, as code made under others cannot be used. */
function open(entry: string): object {
  setUpV8();
  const folder = path.join(defaultCacheFolder(), 'code', `${BUILD}-${process.version}-${process.arch}`);
  // The variable with which node itself keeps no code.
  const cache = process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined ? new CodeCache(folder) : null;
  const bundle = new Bundle(cache);
  if (cache !== null) {
    process.once('exit', () => {
      bundle.keep();
    });
  }
  return bundle.load(entry);
}

export function commandLines(): typeof CommandLines {
  return open('index.cjs') as typeof CommandLines;
}

export function worker(): void {
  open('worker.cjs');
}
