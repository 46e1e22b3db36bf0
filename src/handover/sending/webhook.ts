import { createHmac } from 'node:crypto';
import { BalieError } from '../../errors.ts';
import { postJson, type PostSettings } from '../../outbound/post.ts';
import type { Handover } from '../handover.ts';
import { HANDOVER_FAULTS, type SendingFaults } from './faults.ts';

type Place = Pick<PostSettings, 'url' | 'allowPrivate' | 'addressKind'>;

export interface WebhookSettings extends Place {
  readonly secret: string;
  readonly now: () => Date;
}

interface Told {
  readonly faults: SendingFaults;
}

/**
 * Sends a handover as JSON to another system. It is signed: `X-Balie-Signature: t=…,v1=…` has the HMAC-SHA-256, in hexadecimal, of the time
 * in seconds, a full stop and the body. `X-Balie-Id` is the same at each try.
 * @throws BalieError `handover-refused` when the system does not take it, `handover-unreachable` when it is not there, or may not be called.
 */
export async function sendWebhook(handover: Handover, settings: WebhookSettings): Promise<void> {
  await sendSigned({ id: handover.id, body: JSON.stringify({ type: 'handover', ...handover }) }, { ...settings, faults: HANDOVER_FAULTS });
}

/** Sends anything so. @throws as `sendWebhook`, by `faults`. */
export async function sendSigned({ id, body }: { readonly id: string; readonly body: string }, { secret, now, ...settings }: WebhookSettings & Told): Promise<void> {
  const time = Math.floor(now().getTime() / 1_000);
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  await sendJson({ body, headers: { 'X-Balie-Id': id, 'X-Balie-Signature': `t=${time},v1=${signature}` } }, settings);
}

/** Sends JSON to an address that may be called; nobody reads what it says. @throws as `sendWebhook`, by `faults`. */
export async function sendJson(request: Parameters<typeof postJson>[0], { url, allowPrivate, addressKind, faults }: Place & Told): Promise<void> {
  const { status, waitMs } = await postJson(request, { url, allowPrivate, addressKind, unreachable: faults.unreachable });
  if (status < 200 || status > 299) throw new BalieError(faults.refused, { detail: `HTTP ${status}`, ...(waitMs !== undefined && { retryAfterMs: waitMs }) });
}
