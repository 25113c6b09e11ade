/* npm run bench -- NAME [WORD...]: runs one benchmark; without a name, that of the model checker. */
import { benchCtl } from './ctl.js';
import { benchParse } from './parse.js';
import { benchTree } from './tree.js';

const benches: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  parse: benchParse,
  tree: benchTree,
  ctl: benchCtl,
};

const [name = 'ctl', ...words] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`no benchmark ${name}: there are ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
} else await bench(words);
