// Writes patterns/standard.iso into a module, so that the library needs no file access. Run after editing that file.
import { readFileSync, writeFileSync } from 'node:fs';

const text = readFileSync(new URL('../patterns/standard.iso', import.meta.url), 'utf8');
const escaped = text.replace(/[\\`$]/g, '\\$&');
const module = `/** The text of patterns/standard.iso; made by \`npm run embed\`. */\nexport const STANDARD_ISOMORPHISMS: string = \`${escaped}\`;\n`;
writeFileSync(new URL('../src/compile/standard-isomorphisms.ts', import.meta.url), module);
