import type { Hit, Solution } from '../../src/ctl/index.js';

/** Solutions as sorted texts, to compare them as sets. */
export function textsOf(solutions: Iterable<Solution>): string[] {
  return [...solutions]
    .map((s) => `${pairs(s.bindings)} at ${s.roots.join(' ')}: ${hitTexts(s.hits).join('; ')}`)
    .sort();
}

/** Bindings and roots only. */
export function truthsOf(solutions: Iterable<Solution>): string[] {
  return [...solutions].map((s) => `${pairs(s.bindings)} at ${s.roots.join(' ')}`).sort();
}

export function hitTexts(hits: readonly Hit[]): string[] {
  return hits.map((h) => `atom ${String(h.atom)}@${String(h.state)}#${String(h.tag)} ${pairs(h.bindings)}`).sort();
}

function pairs(bindings: ReadonlyMap<number, number>): string {
  const sorted = [...bindings].sort(([a], [b]) => a - b);
  return `{${sorted.map(([variable, value]) => `${String(variable)}=${String(value)}`).join(' ')}}`;
}
