import type { ProblemDetails } from './types';

/** A refusal of the server (RFC 9457), or no answer at all (`status` 0). */
export class ProblemError extends Error {
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.name = 'ProblemError';
    this.details = details;
  }

  get status(): number {
    return this.details.status;
  }

  get offline(): boolean {
    return this.details.status === 0;
  }
}
