import test from 'ava';
import { openFile } from '../../src/c/index.js';
import { givenUp } from '../../src/engine/gave-up.js';
import { initParser } from '../../src/engine/index.js';
import { formatDiagnostic, SourceText } from '../../src/text/index.js';

test('a rule that gives up names file, function, rule and metavariables, once for a function', async (t) => {
  await initParser();
  const file = openFile(new SourceText('d/a.c', 'int x;\nvoid busy(void) { f(); }\n'));
  const [declaration, item] = file.units.flatMap((unit) => file.trees(unit).flatMap((tree) => tree.items));
  if (item === undefined || declaration === undefined) throw new Error('not read');
  const variables = ['x', '{1', 'y'];
  const overflow = (...counts: [number, number][]) => ({ work: 9, candidates: new Map(counts) });
  const told = givenUp(file, 'r', [
    { item, variables, overflow: overflow([0, 7], [1, 3]) },
    { item, variables, overflow: overflow([0, 5], [2, 12]) },
    { item: declaration, variables, overflow: overflow() },
  ]).map(({ diagnostic }) => formatDiagnostic(diagnostic).split('\n')[0]);
  t.deepEqual(told, [
    'd/a.c:2:1: warning[rule-gave-up]: rule r gave up in function busy: too many combinations of values (candidates: x: 7, y: 12)',
    'd/a.c:1:1: warning[rule-gave-up]: rule r gave up: too many combinations of values (candidates: none)',
  ]);
});
