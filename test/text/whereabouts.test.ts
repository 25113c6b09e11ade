import test from 'ava';
import { keepWhereabouts, noteWhereabouts, WhereaboutsBoard } from '../../src/text/index.js';

test.serial('a board tells another thread what this one is at', (t) => {
  const board = new WhereaboutsBoard();
  const seen = new WhereaboutsBoard(board.buffer);
  t.is(seen.read(), null);
  keepWhereabouts(board);
  const counts = noteWhereabouts('r', 'busy', ['x', '{1', 'y']);
  if (counts === null) throw new Error('no counts');
  counts[0] = 40;
  counts[1] = 3;
  t.deepEqual(seen.read(), { rule: 'r', item: 'busy', candidates: [['x', 40]] });
  noteWhereabouts('s', '', []);
  t.deepEqual(seen.read(), { rule: 's', item: '', candidates: [] });
  keepWhereabouts(null);
});

test.serial('without a board nothing is kept', (t) => {
  t.is(noteWhereabouts('r', 'busy', ['x']), null);
});
