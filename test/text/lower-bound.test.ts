import test from 'ava';
import { lowerBound } from '../../src/text/index.js';

test('the first index that is not below is found in every range', (t) => {
  for (let high = 0; high < 9; high++) {
    for (let low = 0; low <= high; low++) {
      for (let cut = low; cut <= high; cut++)
        t.is(
          lowerBound((index) => index < cut, high, low),
          cut,
        );
    }
  }
});

test('only indexes of the range are asked about', (t) => {
  const asked: number[] = [];
  const note = (index: number): boolean => asked.push(index) > 0;
  t.is(lowerBound(note, 5, 2), 5);
  t.is(lowerBound(note, 3, 3), 3);
  t.true(asked.every((index) => index >= 2 && index < 5));
});
