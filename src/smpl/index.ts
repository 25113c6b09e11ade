export { rulesIn } from './dependency.js';
export { formatTree } from './format.js';
export { parseIsomorphisms } from './isomorphism.js';
export type { Isomorphism, IsomorphismFile, IsomorphismKind, IsomorphismSide } from './isomorphism.js';
export { meansItself } from './check-use.js';
export { parsePatch } from './patch.js';
export type {
  Constraint,
  ConstraintValue,
  Dependency,
  Metavariable,
  MetavariableKind,
  Pattern,
  PatternToken,
  PlusCode,
  PlusLine,
  PlusPiece,
  Rule,
  ScriptInput,
  ScriptRule,
  Section,
  SemanticPatch,
} from './rule.js';
