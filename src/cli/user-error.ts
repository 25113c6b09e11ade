/** A mistake on the command line: printed without a stack trace, and the process ends with `status`. */
export class UserError extends Error {
  readonly status: number;

  constructor(message: string, status = 2) {
    super(message);
    this.name = 'UserError';
    this.status = status;
  }
}
