import test from 'ava';
import { filesOfShard } from '../../src/tree/index.js';

const FILES = Array.from({ length: 500 }, (_, index) => `src/${String(index)}.c`);

test('each file is in exactly one shard', (t) => {
  const shards = [1, 2, 3].map((index) => filesOfShard(FILES, { index, count: 3 }));
  t.deepEqual(shards.flat().sort(), [...FILES].sort());
  t.true(shards.every((shard) => shard.length > 100));
});

test('the shard of a file does not depend on the others, nor on how the path is spelled', (t) => {
  const shard = { index: 2, count: 3 };
  const all = filesOfShard(FILES, shard);
  t.deepEqual(
    filesOfShard(FILES.slice(100), shard),
    all.filter((file) => FILES.indexOf(file) >= 100),
  );
  t.deepEqual(
    filesOfShard(
      FILES.map((file) => `./${file}`),
      shard,
    ),
    all.map((file) => `./${file}`),
  );
});
