/** The interpreter could not be started, has died or does not answer. */
export class ScriptHostError extends Error {
  override readonly name = 'ScriptHostError';
  /** Where in the semantic patch scripts have what the interpreter does not take; 0 when they are not at fault. */
  readonly line: number;
  /** There is no such interpreter on this machine. */
  readonly missing: boolean;

  constructor(message: string, { line = 0, missing = false }: { line?: number; missing?: boolean } = {}) {
    super(message);
    this.line = line;
    this.missing = missing;
  }
}
