export { prototypeHits } from './prototype.js';
export { matchRule } from './run.js';
export type { GaveUp, Match, MatchHit, RuleOutcome } from './run.js';
export { withoutRivals } from './rivals.js';
export type { Link } from './state.js';
export type { Position, Value } from './value.js';
export { positionKey, qualifiedName } from './constraint.js';
export type { AskScript, ScriptConstraint, ValueOf } from './constraint.js';
export { positionIn } from './position.js';
