export type { AtomPattern, CompiledRule, Part, PartPattern, WordFormula } from './compiled-rule.js';
export { compileRule } from './rule.js';
export { allOf, anyOf, ANYTHING, satisfies } from './words.js';
