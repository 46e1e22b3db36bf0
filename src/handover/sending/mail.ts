import { Socket } from 'node:net';
import { BalieError, foreignCode } from '../../errors.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import type { Handover } from '../handover.ts';
import { handoverText, referenceOf } from '../text.ts';
import { HANDOVER_FAULTS } from './faults.ts';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls` goes no further without, `tls` from the first byte, `none` for a server inside the building. */
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly municipality: string;
}

/** Until it is connected and the server has greeted. */
const CONNECT_MS = 15_000;
/**
 * Without a word of the server after that. What is sent is looked at before it is taken, for a minute or more (RFC 5321 4.5.3.2.6 would wait ten): who
 * gives up by then sends it again, and the receiver has it twice.
 */
export const SILENCE_MS = 100_000;

interface Patience {
  readonly connectMs?: number;
  readonly silenceMs?: number;
}

/** A letter in plain text. */
interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly replyTo?: string | undefined;
}

/**
 * Sends a handover as plain text by e-mail. Nothing that a person wrote stands in a header but an address that was checked to be one, as
 * `Reply-To`.
 * @throws BalieError `handover-refused` when the server does not take it, `handover-unreachable` when it cannot be reached safely.
 */
export async function sendMail(handover: Handover, { municipality, ...server }: MailSettings, patience: Patience = {}): Promise<void> {
  const { id, email: replyTo } = handover;
  await sendLetter({ id, subject: `Doorgegeven gesprek ${referenceOf(id)}`, text: handoverText(handover, municipality), replyTo }, server, HANDOVER_FAULTS, patience);
}

/** Sends anything so. @throws as `sendMail`, by `faults`. */
export async function sendLetter(
  { id, subject, text, replyTo }: Letter,
  { host, port, security, user, password, from, to }: Omit<MailSettings, 'municipality'>,
  faults = HANDOVER_FAULTS,
  { connectMs = CONNECT_MS, silenceMs = SILENCE_MS }: Patience = {},
): Promise<void> {
  // Loaded with the first letter: most desks send none, and none does at its start.
  const { createTransport } = await import('nodemailer');
  const forbid = allowOutbound({ host, port });
  // A desk that stops does not wait for the server's word: the queue has the letter still.
  const socket = new Socket().unref();
  const transport = createTransport({
    // One of ours goes to the server by its name; nodemailer's own goes to the address that it found.
    socket,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to,
      subject,
      text,
      messageId: `<${id}@${from.split('@')[1] ?? 'balie'}>`,
      ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
    });
  } catch (error) {
    const status = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined;
    if (status !== undefined) throw new BalieError(faults.refused, { detail: `SMTP ${status}`, cause: error });
    throw new BalieError(faults.unreachable, { detail: foreignCode(error) || 'geen verbinding', cause: error });
  } finally {
    transport.close();
    forbid();
  }
}
