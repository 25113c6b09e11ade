/** The interpreter could not be started, has died or does not answer. */
export class ScriptHostError extends Error {
  override readonly name = 'ScriptHostError';
}
