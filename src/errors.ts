import { auditFaults } from './errors/audit.ts';
import { backupFaults } from './errors/backups.ts';
import { chatFileFaults } from './errors/chat-files.ts';
import { documentFaults } from './errors/documents.ts';
import { editorFaults } from './errors/editors.ts';
import type { ErrorEntry } from './errors/entry.ts';
import { factsheetFaults } from './errors/factsheet.ts';
import { handoverFaults } from './errors/handover.ts';
import { installationFaults } from './errors/installation.ts';
import { keyFaults } from './errors/keys.ts';
import { logbookFaults } from './errors/logbook.ts';
import { loginFaults } from './errors/logins.ts';
import { modelFaults } from './errors/models.ts';
import { openingFaults } from './errors/openings.ts';
import { passkeyFaults } from './errors/passkeys.ts';
import { platformFaults } from './errors/platforms.ts';
import { privacyFaults } from './errors/privacy.ts';
import { probeFaults } from './errors/probes.ts';
import { registerFaults } from './errors/register.ts';
import { reportFaults } from './errors/reports.ts';
import { requestFaults } from './errors/requests.ts';
import { retentionFaults } from './errors/retention.ts';
import { reviewFaults } from './errors/review.ts';
import { idempotencyFaults } from './errors/idempotency.ts';
import { settingFaults } from './errors/settings.ts';
import { taskFaults } from './errors/tasks.ts';
import { diligenceAnswerFaults } from './errors/diligence-answers.ts';
import { visitorFaults } from './errors/visitors.ts';
import { workplaceFaults } from './errors/workplace.ts';

/**
 * Every fault a person can meet, in one closed list: what happened, what they can do, and whether trying again helps.
 * The HTTP layer, the pages and the command line all speak from this list; exception texts never reach a person.
 */

const entries = {
  ...requestFaults,
  ...keyFaults,
  ...logbookFaults,
  ...loginFaults,
  ...passkeyFaults,
  ...visitorFaults,
  ...modelFaults,
  ...platformFaults,
  ...privacyFaults,
  ...reportFaults,
  ...retentionFaults,
  ...reviewFaults,
  ...openingFaults,
  ...documentFaults,
  ...editorFaults,
  ...installationFaults,
  ...probeFaults,
  ...factsheetFaults,
  ...registerFaults,
  ...handoverFaults,
  ...workplaceFaults,
  ...auditFaults,
  ...backupFaults,
  ...chatFileFaults,
  ...taskFaults,
  ...settingFaults,
  ...idempotencyFaults,
  ...diligenceAnswerFaults,
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof entries;

export const errorCatalogue: Readonly<Record<ErrorCode, ErrorEntry>> = entries;

/** A fault from the catalogue. `detail` names the case (a file, a field, a model); it never holds a person's text. */
export class BalieError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  /** When the same request may succeed, if that is known. */
  readonly retryAfterMs: number | undefined;
  private readonly said: Said | undefined;

  /** @param options `said`: what is told of it instead of the catalogue's words. It is in no log. */
  constructor(code: ErrorCode, options: { detail?: string; retryAfterMs?: number; cause?: unknown; said?: Said } = {}) {
    super(`${code}${options.detail === undefined ? '' : `: ${options.detail}`}`, { cause: options.cause });
    this.name = 'BalieError';
    this.code = code;
    this.detail = options.detail;
    this.retryAfterMs = options.retryAfterMs;
    this.said = options.said;
  }

  get entry(): ErrorEntry {
    return errorCatalogue[this.code];
  }

  /** The catalogue's message, with the case at hand where that may be told to who asks. */
  get told(): string {
    const { message, isDetailShown = false } = this.entry;
    if (this.said !== undefined) return this.said.message;
    return isDetailShown && this.detail !== undefined ? `${message.slice(0, -1)}: ${this.detail}.` : message;
  }

  /** What can be done about it: the catalogue's words, or those of the case at hand. */
  get action(): string {
    return (this.said ?? this.entry).action;
  }
}

/** What happened and what can be done, of a case that has its own words. */
type Said = Pick<ErrorEntry, 'message' | 'action'>;

/** The fault as a catalogue error; anything unforeseen becomes `internal`, with the original as its cause. */
export function asBalieError(error: unknown): BalieError {
  return error instanceof BalieError ? error : new BalieError('internal', { cause: error });
}

/** A fault as it is kept with what it befell: of an unforeseen one where it came from, so that it can be told apart from others. */
export function keptFault(error: unknown): Pick<BalieError, 'code' | 'detail'> {
  const { code, detail, cause } = asBalieError(error);
  return { code, detail: detail ?? (code === 'internal' ? originOf(cause) : undefined) };
}

/** Not those of Node.js, of which some have five letters too (EPIPE). */
const SQLSTATE = /^(?:\d[0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** The kind of an unforeseen fault: PostgreSQL's code with the rule of the database that was broken, or what the program calls it. None of its words: they may be somebody's. */
export function originOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = foreignCode(error);
  if (!SQLSTATE.test(code)) return [error.name, code].filter(Boolean).join(' ');
  return ['PostgreSQL', code, 'constraint' in error ? error.constraint : undefined].filter(Boolean).join(' ');
}

/** Whether PostgreSQL refused what was to be written (a data exception, or more than it takes), and would anew. Something else may fare better. */
export function isRefused(error: unknown): boolean {
  const code = foreignCode(error);
  return SQLSTATE.test(code) && (code.startsWith('22') || code.startsWith('54'));
}

/** Whether a fault is of the database itself, or of how it is used, and not of what was to be written. */
export function isOfDatabase(error: unknown): boolean {
  if (error instanceof BalieError) return error.code === 'database-unavailable' || error.code === 'log-full';
  return SQLSTATE.test(foreignCode(error)) && !isRefused(error);
}

/** The code of a fault that is none of the catalogue's: of Node.js, PostgreSQL or a mail server. Empty for none. */
export function foreignCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
