// Brings the command lines and the program of their threads, with most of the packages they use, into a few scripts:
// starting takes a fifth of the time that two hundred modules take. Run by `npm run build` behind tsc; takes the folder
// that holds src/. The scripts lie beside dist/src/cli/index.js, as deep as the modules that they are made of, so that
// what these find by URLs relative to themselves is found still. With --remove they go, so that the modules count again.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { straightImports } from './straight-imports.mjs';

const [option] = process.argv.slice(2);
const target = path.join(option === undefined || option === '--remove' ? 'dist' : option, 'src/cli');

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (name.endsWith('.cjs')) rmSync(path.join(target, name));
if (option !== '--remove') await bundle();

async function bundle() {
  const { build, transform } = await import('esbuild');
  const common = {
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    // Node shows the line that an error comes from.
    lineLimit: 120,
    legalComments: 'none',
    logLevel: 'warning',
  };
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: ['src/cli/index.ts', 'src/tree/worker.ts'],
    entryNames: '[name]',
    outdir: target,
    bundle: true,
    splitting: true,
    plugins: [straightImports],
    format: 'esm',
    // Optional packages, those with files of their own, and those that few runs need.
    external: ['fast-glob', 'log-update', 'pyodide', 'tree-sitter', 'tree-sitter-c', 'web-tree-sitter'],
    metafile: true,
    write: false,
  });
  const hash = createHash('sha256');
  for (const file of outputFiles) {
    const { code } = await transform(local(file.text), {
      ...common,
      format: 'cjs',
      define: { 'import.meta.url': '__url' },
    });
    const script = named(code);
    hash.update(script);
    writeFileSync(file.path.replace(/\.js$/, '.cjs'), Buffer.from(script, 'latin1'));
  }
  await build({
    ...common,
    entryPoints: ['src/cli/start.ts'],
    outfile: path.join(target, 'start.cjs'),
    bundle: true,
    format: 'cjs',
    // What it imports of a room is one function; the rest of the room is not in it.
    logOverride: { 'empty-import-meta': 'silent' },
    define: { BUILD: JSON.stringify(hash.digest('hex').slice(0, 16)) },
  });
  writeFileSync(path.join(target, 'thread.cjs'), "require('./start.cjs').worker();\n");
  writeFileSync(path.join(target, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));
}

/**
 * What a script takes from another one is a constant of its own: else each use, such as the kind of a token, would call
 * a function that looks it up there. No two scripts of a bundle need each other.
 */
function local(code) {
  return code.replace(
    /\bimport\{([^}]*)\}from("\.\/[\w-]+\.js");/g,
    (_, names, from) => `const{${names.replace(/\s+as\s+/g, ':')}}=require(${from});`,
  );
}

/** Other scripts by their names; a script has no `import()` but what start.ts hands in. */
function named(code) {
  return code
    .replace(/\bimport\(("\.\/[\w-]+)\.js"\)/g, '__script($1.cjs")')
    .replace(/\bimport\(/g, '__package(')
    .replace(/\brequire\(("\.\/[\w-]+)\.js"\)/g, 'require($1.cjs")')
    .replace('"./worker.js"', '"./thread.cjs"');
}

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
