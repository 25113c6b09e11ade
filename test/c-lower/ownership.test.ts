import test from 'ava';
import { lower, lowerTokens } from '../../src/c/lower/index.js';
import { parseCst } from '../../src/c/index.js';
import { printShape } from '../../src/c/print-tree.js';
import { samples } from './samples.js';
import { contextOf, fileOf, findNode, itemsOf, misowned, owners } from './support.js';

for (const [name, text] of Object.entries(samples)) {
  test(`every visible token of ${name} belongs to one node`, (t) => {
    t.deepEqual(misowned(fileOf(text)), []);
  });

  test(`every token of ${name} belongs to one node without masks too`, (t) => {
    const context = contextOf(text);
    const counts = owners(lower(parseCst(text, 0), context), context.tokens);
    for (let token = 0; token < context.tokens.count; token++) {
      if (context.tokens.inDirective[token] !== 1)
        t.is(counts[token], 1, text.slice(context.tokens.start[token], context.tokens.end[token]));
    }
  });

  test(`the reader of tokens loses no token of ${name}`, (t) => {
    const context = contextOf(text);
    const counts = owners(lowerTokens(context).items, context.tokens);
    t.false(counts.some((count, token) => count !== 1 && context.tokens.inDirective[token] !== 1));
  });
}

test('tokens cut short anywhere are kept', (t) => {
  const text = samples['oddities'] ?? '';
  for (let end = 0; end < text.length; end += 7) {
    const cut = text.slice(0, end);
    const context = contextOf(cut);
    const counts = owners(lower(parseCst(cut, 0), context), context.tokens);
    t.false(
      counts.some((count, token) => count !== 1 && context.tokens.inDirective[token] !== 1),
      cut.slice(-40),
    );
  }
});

test('functions and statements read alike from the concrete tree and from tokens', (t) => {
  const file = fileOf(`${samples['macros'] ?? ''}${samples['attributes'] ?? ''}`);
  for (const unit of file.units) {
    const [tree] = file.trees(unit);
    if (tree === undefined || unit.kind === 'directive') continue;
    const context = {
      ...contextOf(''),
      tokens: file.tokens,
      hidden: [...file.hidden.keys()].filter((token) => file.hidden[token] === 1),
      masks: tree.masks,
      unit,
    };
    t.is(lowerTokens(context).items.map(printShape).join('\n'), tree.items.map(printShape).join('\n'));
  }
});

test('hidden words are in no node', (t) => {
  const file = fileOf('static int __init run(void) { return 0; }');
  const items = itemsOf(file);
  const words = [...file.hidden.keys()].filter((token) => file.hidden[token] === 1);
  t.is(words.length, 1);
  t.is(owners(items, file.tokens)[words[0] ?? -1], 0);
});

test('preprocessor lines are items of the list they stand in', (t) => {
  const items = itemsOf(fileOf(samples['conditionals'] ?? ''));
  const kinds = (kind: 'block' | 'fields' | 'enumerators' | 'init-list'): string[] =>
    findNode(items, kind)?.kids.map((kid) => (kid?.kind === 'directive' ? `#${kid.value}` : (kid?.kind ?? '-'))) ?? [];
  t.deepEqual(kinds('block').slice(0, 5), ['#ifdef', 'declaration', '#else', 'declaration', '#endif']);
  t.true(kinds('block').includes('define'));
  t.deepEqual(kinds('fields'), ['field', '#if', 'field', '#endif']);
  t.deepEqual(kinds('enumerators'), ['enumerator', '#ifdef', 'enumerator', '#endif']);
  t.deepEqual(kinds('init-list'), ['number', '#ifdef', 'number', '#endif', 'number']);
});

test('a directive in a shared base type keeps the type shared', (t) => {
  const struct = itemsOf(fileOf(samples['conditionals'] ?? '')).find((item) => item.kind === 'declaration');
  const [, one, two] = struct?.kids ?? [];
  t.is(two?.kids[0]?.kind, 'pointer');
  t.is(one?.kids[0], two?.kids[0]?.kids[0]);
});

test('what the grammar cannot read is read from the tokens', (t) => {
  const items = itemsOf(fileOf(samples['oddities'] ?? ''));
  const shape = items.map(printShape).join('\n');
  t.true(shape.includes('(case number:1 number:3)'));
  t.true(shape.includes('(goto (index ident:labels ident:x))'));
  t.true(
    shape.includes(
      '(concat ident:KERN_INFO ident:PREFIX string:"a" ident:PRIx64 string:"b" (call ident:__stringify (args ident:c)) string:"\\n")',
    ),
  );
  t.true(shape.includes('(args ident:a empty-arg ident:b)'));
  t.true(shape.includes('(args ident:a unread ident:b)'));
  t.true(shape.includes('(unary:&& ident:out)'));
  t.true(shape.includes('(function - - ident:implicit'));
  t.true(shape.includes('(unary:! (postfix:-- ident:list))'));
});

test('loops that macros make are iterators', (t) => {
  const items = itemsOf(fileOf(samples['macros'] ?? ''));
  t.is(
    printShape(findNode(items, 'iterator', 'for_each_item')),
    '(iterator:for_each_item (args ident:x) (expr-stmt (call ident:use (args ident:x))))',
  );
  t.is(
    printShape(findNode(items, 'iterator', 'list_for_each_entry')?.kids[0] ?? null),
    '(args ident:pos (unary:& ident:head) ident:member)',
  );
  t.is(
    printShape(findNode(items, 'params')),
    '(params ident:read_it (param - prim:int -) ident:fd (param - (pointer prim:char) -) ident:buf)',
  );
});
