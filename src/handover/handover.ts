/** By which a handover is sent. */
export type SendingWay = 'webhook' | 'email';

/** A conversation that somebody passes on to a person, as they wrote it. */
export interface Handover {
  readonly id: string;
  readonly conversationId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly summary: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}
