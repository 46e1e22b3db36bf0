import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError, errorCatalogue, type ErrorCode } from '../errors.ts';
import type { FaultView } from '../web/turn-views.ts';
import { ProofNeeded } from './access/visitors.ts';
import type { RequestLogger } from './deps.ts';
import type { Challenge } from '../visitors/challenges.ts';

/** RFC 9457 problem details with our own members: a code for programs, what a person can do, whether trying again helps. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly message: string;
  readonly action: string;
  readonly retryable: boolean;
  readonly requestId: string;
  readonly invalidParams?: readonly { readonly name: string; readonly reason: string }[];
  /** What must be solved before this is taken. */
  readonly challenge?: Challenge;
}

/** One invalid field of a request. */
export type InvalidParam = NonNullable<Problem['invalidParams']>[number];

/** A request whose fields are wrong, with all of them named. */
export class InvalidInput extends BalieError {
  readonly params: readonly InvalidParam[];

  constructor(params: readonly InvalidParam[]) {
    super('input-invalid');
    this.params = params;
  }
}

const RETRY_AFTER_SECONDS = 30;

/** Any thrown thing as a fault of the catalogue. */
export function toFault(error: unknown): BalieError {
  if (error instanceof BalieError) return error;
  if (error instanceof HTTPException) {
    // Hono and its validators throw these for requests that cannot be read.
    if (error.status === 413) return new BalieError('body-too-large', { cause: error });
    if (error.status === 415) return new BalieError('content-type-unsupported', { cause: error });
    if (error.status === 404) return new BalieError('not-found', { cause: error });
    if (error.status === 400) return new BalieError('body-malformed', { cause: error });
  }
  return new BalieError('internal', { cause: error });
}

export function problemOf(fault: BalieError, requestId: string): Problem {
  const { status, message: title, retryable = false } = fault.entry;
  const { told: message, action } = fault;
  return {
    type: `urn:balie:fout:${fault.code}`,
    title,
    status,
    detail: `${message} ${action}`,
    instance: `urn:uuid:${requestId}`,
    code: fault.code,
    message,
    action,
    retryable,
    requestId,
    ...(fault instanceof InvalidInput ? { invalidParams: fault.params } : {}),
    ...(fault instanceof ProofNeeded ? { challenge: fault.challenge } : {}),
  };
}

export function problemResponse(c: Context, fault: BalieError): Response {
  const problem = problemOf(fault, c.get('requestId'));
  setFaultHeaders(c, fault);
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json; charset=utf-8',
  });
}

/** Tells a client that was turned away for lack of room when to come back, and one that sends too much not to go on. */
export function setFaultHeaders(c: Context, fault: BalieError): void {
  const seconds = retryAfterSeconds(fault);
  if (seconds !== undefined) c.header('Retry-After', seconds);
  if (fault.code === 'key-invalid') c.header('WWW-Authenticate', 'Bearer');
  // The rest of the body is not read: another request on this connection would be lost.
  if (fault.entry.status === 408 || fault.entry.status === 413) c.header('Connection', 'close');
}

/** When to come back, for a fault that says so or that lack of room brought; undefined for all others, also where nobody knows. */
export function retryAfterSeconds({ retryAfterMs, entry }: BalieError): string | undefined {
  if (retryAfterMs !== undefined) return String(Math.max(1, Math.ceil(retryAfterMs / 1_000)));
  if (entry.retryable !== true) return undefined;
  return entry.status === 503 || entry.status === 429 ? String(RETRY_AFTER_SECONDS) : undefined;
}

/** A fault as pages show it. @param requestId empty where it would lead nowhere. */
export function faultView(code: ErrorCode, requestId = ''): FaultView {
  const { message, action } = errorCatalogue[code];
  return { code, message, action, requestId };
}

/** One line for every fault of ours, whichever way it reaches the client: as JSON, on a page or in a stream. */
export function logFault(logger: RequestLogger, requestId: string, fault: BalieError): void {
  // That the desk was turned off is no failure, however many still ask.
  if (fault.entry.status < 500 || fault.code === 'desk-closed') return;
  logger.error({ requestId, code: fault.code, detail: fault.detail, cause: causeOf(fault) }, 'request failed');
}

/** Name and message of what lies behind a fault. Causes come from drivers and hosts; what hosts quote of a request is taken out where they are read. */
function causeOf(fault: BalieError): string | undefined {
  return fault.cause instanceof Error ? `${fault.cause.name}: ${fault.cause.message}` : undefined;
}
