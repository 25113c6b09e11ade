import test from 'ava';
import { initParser, openFile, spelling } from '../../src/c/index.js';
import type { CFile } from '../../src/c/index.js';
import { buildCfg } from '../../src/cfg/index.js';
import type { Cfg, CfgNode } from '../../src/cfg/index.js';
import { SourceText } from '../../src/text/index.js';

test.before(async () => {
  await initParser();
});

function graphOf(body: string): { cfg: Cfg; name: (state: number) => string } {
  const file = openFile(new SourceText('a.c', `int f(int x)\n{\n${body}\n}\n`));
  const item = file.units.flatMap((unit) => file.trees(unit)).flatMap((tree) => tree.items)[0];
  if (item === undefined) throw new Error('nothing was read');
  const cfg = buildCfg(item);
  return { cfg, name: (state) => nameOf(file, cfg.nodes[state]) };
}

/** Kind and first token: `item a`, `header if`, `close }`; copies of braces carry a `'`. */
function nameOf(file: CFile, node: CfgNode | undefined): string {
  if (node === undefined) return '?';
  if (
    node.node === null ||
    ['true', 'false', 'fall-through', 'in-loop', 'loop-fall-through', 'after', 'end'].includes(node.kind)
  )
    return node.kind;
  const token = node.kind === 'close' ? node.node.last : node.node.first;
  return `${node.kind} ${spelling(file.tokens, token)}${node.copy ? "'" : ''}`;
}

/** Direct edges as `from > to`, in order of states. */
function edges(body: string): string[] {
  const { cfg, name } = graphOf(body);
  const lines: string[] = [];
  for (let state = 0; state < cfg.states; state++) {
    for (let at = cfg.directStart[state] ?? 0; at < (cfg.directStart[state + 1] ?? 0); at++) {
      lines.push(`${name(state)} > ${name(cfg.direct[at] ?? -1)}`);
    }
  }
  return lines;
}

test('statements in a row follow each other between the braces', (t) => {
  t.deepEqual(edges('a(); b();'), [
    'top > header int',
    'header int > open {',
    'open { > item a',
    'item a > item b',
    'item b > close }',
    'close } > exit',
  ]);
});

test('both ways of an if meet at its end, and its after is tied by a control edge only', (t) => {
  const { cfg, name } = graphOf('if (x) a(); b();');
  const all = edges('if (x) a(); b();');
  t.true(all.includes('header if > true'));
  t.true(all.includes('header if > fall-through'));
  t.true(all.includes('item a > end'));
  t.true(all.includes('end > item b'));
  t.true(all.includes('after > item b'));
  t.false(all.includes('header if > after'));
  const header = cfg.nodes.findIndex((node) => node.kind === 'header' && node.node?.kind === 'if');
  const targets = [...cfg.all.slice(cfg.allStart[header], cfg.allStart[header + 1])].map(name);
  t.deepEqual(targets, ['true', 'fall-through', 'after']);
});

test('a branch that returns escapes; its way out passes a copy of each closing brace', (t) => {
  const { cfg } = graphOf('if (x) { return 1; } b();');
  t.true(cfg.nodes.some((node) => node.kind === 'true' && node.escapes));
  const all = edges('if (x) { return 1; } b();');
  t.true(all.includes("item return > close }'"));
  t.true(all.includes("close }' > exit"));
  t.true(all.includes('fall-through > end'));
});

test('loops go back to their head, break leaves and continue returns to it', (t) => {
  const all = edges('while (x) { if (a) break; if (b) continue; c(); }');
  t.true(all.includes("item break > close }'"));
  t.true(all.includes("close }' > loop-fall-through"));
  t.true(all.includes("close }' > header while"));
  t.true(all.includes('close } > header while'));
  t.true(all.includes('loop-fall-through > end'));
});

test('a switch leads to each of its cases, and past them when there is no default', (t) => {
  const all = edges('switch (x) { case 1: a(); case 2: b(); break; }');
  t.true(all.includes('open { > item case'));
  t.true(all.includes('item a > item case'));
  t.true(all.includes('open { > close }'));
  t.false(edges('switch (x) { default: b(); }').includes('open { > close }'));
});

test('a goto leads to its label, out of the blocks that end there', (t) => {
  const all = edges('if (x) { goto out; } a(); out: b();');
  t.true(all.includes("item goto > close }'"));
  t.true(all.includes("close }' > item out"));
});

test('the arms of an #if are alternatives', (t) => {
  const all = edges('#ifdef A\na();\n#else\nb();\n#endif\nc();');
  t.true(all.includes('item #ifdef > item a'));
  t.true(all.includes('item #ifdef > item #else'));
  t.true(all.includes('item #else > item b'));
  t.true(all.includes('item a > item #endif'));
  t.true(all.includes('item b > item #endif'));
});
