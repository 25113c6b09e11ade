import test from 'ava';
import { awaitedStage, measureWith, stage, Stopwatch } from '../../src/text/index.js';

test('stages inside a stage are taken off it, also when they fail', async (t) => {
  const stopwatch = new Stopwatch();
  measureWith(stopwatch);
  const inner = (): number => stage('inner', () => 3);
  await awaitedStage('outer', () => Promise.resolve(inner() + inner()));
  t.throws(() =>
    stage('inner', () => {
      throw new Error('no');
    }),
  );
  measureWith(null);
  t.is(
    stage('inner', () => 5),
    5,
  );
  t.is(stopwatch.stages.get('inner')?.times, 3);
  const outer = stopwatch.stages.get('outer');
  t.is(outer?.times, 1);
  t.true((outer?.own ?? 0) <= (outer?.whole ?? 0));
});
