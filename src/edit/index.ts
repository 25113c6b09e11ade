export type { Action, InsertAction, InsertLine, InsertPiece, RemoveAction } from './action.js';
export { applyEdits } from './apply.js';
export { unifiedDiff } from './diff.js';
export type { DiffOptions } from './diff.js';
export type { Edit } from './edit.js';
export { planEdits } from './plan.js';
export type { EditedFile, EditPlan, EditStyle } from './plan.js';
export { lineMap } from './line-map.js';
