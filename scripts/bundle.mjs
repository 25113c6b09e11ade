// Brings the command lines and the program of their threads, with most of the packages they use, into a few files:
// starting takes a third of the time that two hundred modules take. Run by `npm run build` behind tsc; takes the folder
// that holds src/. The files replace dist/src/cli/index.js and lie beside it, as deep as the modules that they are made
// of, so that what these find by URLs relative to themselves is found still.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const target = path.join(process.argv[2] ?? 'dist', 'src/cli');
const CHUNK = /^chunk-\w+\.js$/;

// Optional packages, those with files of their own, and those that few runs need.
const external = ['fast-glob', 'log-update', 'pyodide', 'tree-sitter', 'tree-sitter-c', 'web-tree-sitter'];

// tsc must write again what the bundle replaces, though nothing that it is made of has changed.
rmSync(path.join(target, '../../tsconfig.tsbuildinfo'), { force: true });
mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (CHUNK.test(name)) rmSync(path.join(target, name));

const { metafile } = await build({
  entryPoints: ['src/cli/index.ts', 'src/tree/worker.ts'],
  entryNames: '[name]',
  outdir: target,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external,
  minifyWhitespace: true,
  minifySyntax: true,
  // Node shows the line that an error comes from.
  lineLimit: 120,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Packages in the old module system ask for node's own modules.
  banner: { js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);" },
});

writeFileSync(path.join(target, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));

/** The licences of the packages that are in the bundle. */
function licences(inputs) {
  const folders = new Set(inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  return [...folders].sort().map(licenceOf).join('\n');
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} comes without the text of its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(path.join(folder, file), 'utf8')}`;
}
