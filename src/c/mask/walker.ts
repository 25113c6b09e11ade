import type { UnitKind } from '../file.js';
import { enumerators, fields } from './aggregate.js';
import { argumentList } from './arguments.js';
import { declaration, parameters, typeName } from './declaration.js';
import type { Draft } from './draft.js';
import { expression } from './expression.js';
import { walkUnit } from './head.js';
import { initializer } from './initializer.js';
import { block, statement } from './statement.js';
import type { Extent, Walk } from './walk.js';

/** Notes in a draft all that the grammar cannot read as written; gives the extents of the statements it walked over. */
export function maskUnit(draft: Draft, kind: UnitKind): Extent[] {
  const walk: Walk = {
    draft,
    extents: [],
    block: (open) => {
      if (draft.mate(open) > open) block(walk, open);
    },
    statement: (first, end) => statement(walk, first, end),
    declaration: (first, end) => declaration(walk, first, end),
    expression: (first, end) => {
      expression(walk, first, end);
    },
    arguments: (open) => {
      argumentList(walk, open);
    },
    typeName: (first, end) => {
      typeName(walk, first, end);
    },
    parameters: (open) => {
      parameters(walk, open);
    },
    initializer: (open) => {
      if (draft.mate(open) > open) initializer(walk, open);
    },
    fields: (open) => {
      fields(walk, open);
    },
    enumerators: (open) => {
      enumerators(walk, open);
    },
  };
  walkUnit(walk, kind);
  return walk.extents;
}
