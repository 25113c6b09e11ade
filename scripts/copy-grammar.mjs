// Puts the C grammar of tree-sitter as WebAssembly, with its licence, beside the compiled code: the package it comes from
// is optional, as it cannot be installed everywhere. Run by `npm run build`; takes the folder to write to.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const target = process.argv[2] ?? 'dist/grammar';
const origin = path.dirname(createRequire(import.meta.url).resolve('tree-sitter-c/package.json'));
mkdirSync(target, { recursive: true });
for (const name of ['tree-sitter-c.wasm', 'LICENSE']) copyFileSync(path.join(origin, name), path.join(target, name));
