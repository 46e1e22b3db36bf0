import type { Erased } from '../audit/receipt.ts';
import type { Decision, NewRequest, PrivacyRequest, PrivacyRequests } from '../privacy/requests.ts';

/** What is written down of a request, as somebody fills it in. */
export interface FilledRequest extends Pick<NewRequest, 'kind' | 'receivedOn'> {
  /** Number, reference or address of what it is about. */
  readonly about: string;
  /** Of a correction: which question of the conversation, from 1, and what is to stand there. */
  readonly correction?: { readonly place: number; readonly text: string };
}

/** A file with what the desk has of somebody, piece by piece. */
export type DataFileFormat = 'html' | 'json';

/** A request with the names of who dealt with it. */
export interface NamedRequest extends PrivacyRequest {
  readonly registeredName: string;
  readonly decidedName: string | undefined;
  /** Whether its term is over while nobody decided. */
  readonly isLate: boolean;
  /** Until when the file can be had, of one that was granted. */
  readonly fileUntil: Date | undefined;
}

/** What people may ask of what the desk has of them. Who may is checked before these are called. */
export interface PrivacyDeps extends Pick<PrivacyRequests, 'correctionOf'> {
  /** The proof that a conversation of residents was erased; undefined for all others. */
  receiptOf(conversationId: string): Promise<Erased | undefined>;
  /** The proof of an erasure of somebody's own. */
  ownReceipt(number: number, personId: string): Promise<Erased | undefined>;
  /** The proof of what was erased for a request. @throws BalieError `receipt-unknown`. */
  receiptFor(request: PrivacyRequest): Promise<Erased>;
  /** @returns its number. @throws BalieError `request-subject-unknown`, `request-subject-ambiguous`, `request-turn-unknown`. */
  register(filled: FilledRequest, byPerson: string): Promise<string>;
  list(page: { readonly page: number; readonly pageSize: number }): Promise<{ readonly total: number; readonly requests: readonly NamedRequest[] }>;
  /** @throws BalieError `request-unknown`. */
  find(id: string): Promise<NamedRequest>;
  /** Decides one, and carries out what was asked. @throws BalieError `request-unknown`, `request-decided`, `request-own`, `request-decider-too-new`, `erasure-held`, `request-turn-unknown`. */
  decide(id: string, decision: Decision, byPerson: string): Promise<void>;
  /** The file of a request that was granted; that it was made is recorded. @throws BalieError `request-not-granted`; `request-file-over` once its time is. */
  dataFor(request: PrivacyRequest, format: DataFileFormat, byPerson: string): Promise<AsyncIterable<string>>;
  /** The same of who asks. */
  ownData(personId: string, format: DataFileFormat): Promise<AsyncIterable<string>>;
}
