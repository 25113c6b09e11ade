export { edgeTokens } from './alternatives.js';
export type { AtomPattern, CompiledRule, Part, PartPattern, WordFormula } from './compiled-rule.js';
export { compileRule } from './rule.js';
export type { Sketch } from './sketch.js';
export { allOf, anyOf, ANYTHING, satisfies, withoutValues } from './words.js';
export type { WordFacts } from './words.js';
export { expandIsomorphisms } from './isomorphisms.js';
export { STANDARD_ISOMORPHISMS } from './standard-isomorphisms.js';
