export { diagnose, formatDiagnostic } from './diagnostic.js';
export type { Diagnostic, Severity } from './diagnostic.js';
export { SourceText } from './source-text.js';
export type { Place, Span } from './span.js';
export { awaitedStage, measureWith, stage, Stopwatch } from './stopwatch.js';
export type { StageTime } from './stopwatch.js';
export { keepWhereabouts, noteWhereabouts, WhereaboutsBoard } from './whereabouts.js';
export type { Whereabouts } from './whereabouts.js';
