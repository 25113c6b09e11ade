// Assembles src/tree/word-search.wat into a module, so that nothing has to be assembled or read at run time. Run after
// editing that file.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import openWabt from 'wabt';

const source = new URL('../src/tree/word-search.wat', import.meta.url);
const { parseWat } = await openWabt();
const parsed = parseWat(source.pathname, readFileSync(source, 'utf8'), { simd: true });
parsed.validate();
const program = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
const lines = program.match(/.{1,100}/g).map((line) => `  '${line}'`);
const module = `/** word-search.wat as a binary module, in base64; made by \`npm run embed\`. */\nexport const WORD_SEARCH: string =\n${lines.join(' +\n')};\n`;
writeFileSync(new URL('../src/tree/word-search-program.ts', import.meta.url), module);
