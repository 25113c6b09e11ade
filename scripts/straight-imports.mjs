// A plugin for esbuild: what a room's index.ts hands on is imported from the module that makes it. esbuild takes all that
// an index.ts imports for wanted wherever something of it is, and each script of the bundle would pull in whole rooms.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const IMPORT = /^import \{([^}]*)\} from '([^']*\/index\.js)';$/gm;
const HANDED_ON = /^export \{([^}]*)\} from '([^']*)';$/gm;

export const straightImports = {
  name: 'straight-imports',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(IMPORT, (whole, names, index) =>
        listed(names)
          .map((name) => straight(path.resolve(path.dirname(file), index), name))
          .join(' '),
      ),
      loader: 'ts',
    }));
  },
};

/** An import of one name that an index.js exports. */
function straight(index, { name, as }) {
  const from = madeIn(index).get(name);
  if (from === undefined) return `import { ${name} as ${as} } from ${JSON.stringify(index)};`;
  return from.file.endsWith(`${path.sep}index.js`)
    ? straight(from.file, { name: from.name, as })
    : `import { ${from.name} as ${as} } from ${JSON.stringify(from.file)};`;
}

/** The module and the name there of all that an index.js hands on. */
function madeIn(index) {
  const text = readFileSync(index.replace(/\.js$/, '.ts'), 'utf8');
  return new Map(
    [...text.matchAll(HANDED_ON)].flatMap(([, names, from]) =>
      listed(names).map(({ name, as }) => [as, { name, file: path.resolve(path.dirname(index), from) }]),
    ),
  );
}

function listed(names) {
  return names
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => /^(?<name>\S+)(?: as (?<as>\S+))?$/.exec(each).groups)
    .map(({ name, as = name }) => ({ name, as }));
}
