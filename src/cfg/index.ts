export { buildCfg } from './build.js';
export type { Cfg, CfgKind, CfgNode, FlowOptions } from './graph.js';
export { macroStatements, statementArguments } from './graph.js';
