import test from 'ava';
import { OrderedResults } from '../../src/tree/ordered-results.js';
import type { TreeResult } from '../../src/tree/index.js';

function result(path: string): TreeResult {
  const nothing = {
    output: null,
    edits: [],
    starredLines: [],
    states: [],
    findings: [],
    printed: '',
    diagnostics: [],
    matches: {},
  };
  return { path, before: '', ...nothing };
}

test('results come out in order whatever the order they come in', (t) => {
  const seen: string[] = [];
  const passed: string[] = [];
  const results = new OrderedResults(['a', 'b', 'c', 'd'], {
    onResult: ({ path }) => seen.push(path),
    onPassedOver: (file) => passed.push(file),
  });
  results.put(2, result('c'));
  results.put(1, result('b'));
  t.deepEqual(seen, []);
  t.is(results.firstOpen(0), 0);
  t.is(results.firstOpen(1), 3);
  results.passOver(0, 1);
  t.deepEqual(seen, ['b', 'c']);
  t.is(results.waitingFor, 3);
  t.false(results.complete);
  results.put(3, result('d'));
  t.deepEqual(seen, ['b', 'c', 'd']);
  t.true(results.complete);
  t.is(results.looked, 3);
  t.deepEqual(passed, ['a']);
});

test('passing over leaves results that are there', (t) => {
  const seen: string[] = [];
  const results = new OrderedResults(['a', 'b', 'c'], { onResult: ({ path }) => seen.push(path) });
  results.put(1, result('b'));
  results.passOver(0, 3);
  t.deepEqual(seen, ['b']);
  t.true(results.complete);
});
