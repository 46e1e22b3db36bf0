import { answerLanguage } from '../../answer/details.ts';
import { addressKind } from '../../../ingest/web/fetch/addresses.ts';
import type { Config } from '../../config/config.ts';
import { channelsAt } from '../../handover/channels.ts';
import type { SendingWay } from '../../handover/handover.ts';
import { createHandovers, type Handovers } from '../../handover/handovers.ts';
import { sendMail } from '../../handover/sending/mail.ts';
import { sendWebhook } from '../../handover/sending/webhook.ts';
import { summaryOf } from '../../handover/summary.ts';
import { handoverText, referenceOf } from '../../handover/text.ts';
import type { HandoverDeps } from '../../http/handover-deps.ts';
import type { SendingQueue } from '../../jobs/sendings.ts';
import { MIN_SECRET } from '../../secret-file.ts';
import type { Database } from '../../store/database.ts';
import { channelsOf } from '../desk/contact.ts';
import type { Desk } from '../desk/desk.ts';
import { secretIn } from '../secret-in.ts';
import { createSendings, type Send } from './send-once.ts';

const now = () => new Date();

interface Parts {
  readonly config: Config;
  readonly desk: Pick<Desk, 'auditKey' | 'recordAct' | 'assistants' | 'log' | 'spoken'>;
  readonly db: Database;
  readonly sendings: SendingQueue;
}

/** Conversations that are passed on, over this installation's database, queue and audit log. */
export function openHandovers({ config: { handover }, desk, db, sendings }: Parts): Handovers {
  const ways: SendingWay[] = [...(handover.webhook ? ['webhook' as const] : []), ...(handover.smtp ? ['email' as const] : [])];
  return createHandovers({ db, masterKey: desk.auditKey, now, ways, enqueue: (tx, job) => sendings.add(tx, job), record: desk.recordAct });
}

/** What the pages and the API need for it. */
export function handoverDeps({ config, desk, db, sendings }: Parts): HandoverDeps {
  const handovers = openHandovers({ config, desk, db, sendings });
  const residents = [...desk.assistants.values()].filter(({ audience }) => audience === 'resident');
  return {
    channels: (language) => channelsAt(channelsOf(config), now(), desk.spoken.contact(language)),
    said: desk.spoken.handover,
    canSend: config.handover.webhook !== undefined || config.handover.smtp !== undefined,
    async summary(conversationId) {
      for (const { name } of residents) {
        const turns = await desk.log.conversation(conversationId, name);
        // Of what was erased nothing can be passed on.
        if (turns.some(({ question }) => question !== undefined)) return { language: answerLanguage(turns.at(-1)?.end?.details).language ?? 'nl', text: summaryOf(turns.map(({ question, outcome, end }) => ({ question, outcome, titles: end?.sources.map(({ title }) => title) ?? [] }))) };
      }
      return undefined;
    },
    text: (given) => handoverText({ ...given, createdAt: now().toISOString() }, config.municipality.name),
    add: (given) => handovers.add({ ...given, createdAt: now().toISOString() }),
    reference: referenceOf,
    unsent: handovers.unsent,
    retry: handovers.retry,
  };
}

/** Sends what waits in the queue, for as long as that is open. @returns what closes it, before the queue: its last words. */
export async function keepSending(parts: Parts, send: Send, onUnwritten: (error: unknown) => void): Promise<() => Promise<void>> {
  const { run, giveUp, close } = createSendings({ handovers: openHandovers(parts), send, onUnwritten });
  await parts.sendings.work(run, giveUp);
  return close;
}

/** Reads the secrets that sending needs. @throws BalieError `config-invalid` when one cannot be read or is too short. */
export async function sender({ handover: { webhook, smtp }, municipality }: Config): Promise<Send> {
  const secret = webhook && secretIn('handover.webhook.secretFile', webhook.secretFile, MIN_SECRET);
  const password = smtp?.passwordFile === undefined ? undefined : secretIn('handover.smtp.passwordFile', smtp.passwordFile);
  return {
    ...(webhook && secret !== undefined && { webhook: (handover) => sendWebhook(handover, { ...webhook, secret, addressKind, now }) }),
    ...(smtp && { email: (handover) => sendMail(handover, { ...smtp, password, municipality: municipality.name }) }),
  };
}
