export type { Io, StatusLine } from './io.js';
export { vedalia } from './vedalia.js';
export { vspatch } from './vspatch.js';
