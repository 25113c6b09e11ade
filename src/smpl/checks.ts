import { checkOrigins } from './check-origins.js';
import type { Origins } from './check-origins.js';
import { checkShadowing, checkSymbols } from './check-names.js';
import { checkUse } from './check-use.js';
import type { Problems } from './problems.js';
import type { Rule } from './rule.js';

/** Tells of what cannot work, and warns of what is legal and almost always a mistake. */
export function checkRule(rule: Rule, origins: Origins, problems: Problems): void {
  checkOrigins(rule, origins, problems);
  checkUse(rule, problems);
  checkShadowing(rule, problems);
  checkSymbols(rule, origins, problems);
  if (rule.body.stars && rule.body.transforms) {
    problems.warning(
      'stars-and-changes',
      rule.span,
      'a rule with `*` lines reports places and should not change them',
      'put the `*` lines and the changes into rules of their own',
    );
  }
}
