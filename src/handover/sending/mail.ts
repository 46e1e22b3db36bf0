import { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
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

const TIMEOUT_MS = 15_000;

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
export async function sendMail(handover: Handover, { municipality, ...server }: MailSettings): Promise<void> {
  const { id, email: replyTo } = handover;
  await sendLetter({ id, subject: `Doorgegeven gesprek ${referenceOf(id)}`, text: handoverText(handover, municipality), replyTo }, server);
}

/** Sends anything so. @throws as `sendMail`, by `faults`. */
export async function sendLetter({ id, subject, text, replyTo }: Letter, { host, port, security, user, password, from, to }: Omit<MailSettings, 'municipality'>, faults = HANDOVER_FAULTS): Promise<void> {
  const forbid = allowOutbound({ host, port });
  const transport = createTransport({
    // One of ours goes to the server by its name; nodemailer's own goes to the address that it found.
    socket: new Socket(),
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
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
