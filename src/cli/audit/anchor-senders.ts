import { hash } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { addressKind } from '../../../ingest/web/fetch/addresses.ts';
import type { Anchor } from '../../audit/proof/anchors.ts';
import { type Checkpoint, checkpointLine } from '../../audit/proof/checkpoints.ts';
import type { Signer } from '../../audit/signing.ts';
import type { AnchorRules } from '../../config/audit-rules.ts';
import type { Config } from '../../config/config.ts';
import { asBalieError, BalieError, type ErrorCode, foreignCode } from '../../errors.ts';
import type { SendingFaults } from '../../handover/sending/faults.ts';
import { sendLetter } from '../../handover/sending/mail.ts';
import { sendJson, sendSigned } from '../../handover/sending/webhook.ts';
import { MIN_SECRET } from '../../secret-file.ts';
import { secretIn } from '../secret-in.ts';

type Needs = Pick<Config, 'audit' | 'handover' | 'municipality'>;
type Send = Anchor['send'];

const FAULTS: SendingFaults = { refused: 'anchor-refused', unreachable: 'anchor-unreachable' };
/** Where another Balie takes them. */
const KEEPING_PATH = '/api/v1/audit/checkpoints';

/** The anchors of the configuration. @throws BalieError `config-invalid` when a secret cannot be read, or there is no mail server. */
export async function openAnchors(config: Needs, signer: Signer): Promise<Anchor[]> {
  return config.audit.anchors.map((rules) => ({ name: rules.name, send: senderOf(rules, config, signer) }));
}

function senderOf(rules: AnchorRules, config: Needs, { publicKey }: Signer): Send {
  switch (rules.kind) {
    case 'file':
      return (checkpoints) => writeLines(rules.path, checkpoints);
    case 'webhook': {
      const secret = secretIn(`audit.anchors: ${rules.name}`, rules.secretFile, MIN_SECRET);
      return (checkpoints) => sendSigned(said('audit-checkpoints', publicKey, checkpoints), { ...rules, secret, addressKind, now: () => new Date(), faults: FAULTS });
    }
    case 'server': {
      const key = secretIn(`audit.anchors: ${rules.name}`, rules.keyFile, MIN_SECRET);
      const url = rules.url.replace(/\/+$/, '') + KEEPING_PATH;
      return (checkpoints) => sendJson({ body: JSON.stringify({ publicKey, checkpoints: checkpoints.map(plain) }), headers: { Authorization: `Bearer ${key}` } }, { ...rules, url, addressKind, faults: FAULTS });
    }
    case 'email':
      return letterSender(rules, config);
  }
}

function letterSender({ name, to }: Extract<AnchorRules, { kind: 'email' }>, { handover: { smtp }, municipality }: Needs): Send {
  if (smtp === undefined) throw new BalieError('config-invalid', { detail: `audit.anchors: ${name} verstuurt e-mail, en handover.smtp ontbreekt` });
  const password = smtp.passwordFile === undefined ? undefined : secretIn(`audit.anchors: ${name}`, smtp.passwordFile);
  return async (checkpoints) => {
    const { id, body: lines } = { id: idOf(checkpoints), body: checkpoints.map(checkpointLine).join('\n') };
    const text = `Dit zijn controlepunten van het logboek van de digitale balie van ${municipality.name}. Bewaar dit bericht.\nMet deze regels in een bestand controleert u later of er niets is veranderd:\nnode verify-audit.mjs EXPORT.jsonl --anchor BESTAND\n\n${lines}\n`;
    await sendLetter({ id, subject: `Controlepunten van het logboek tot regel ${checkpoints.at(-1)?.number ?? 0}`, text }, { ...smtp, to, password }, FAULTS);
  };
}

async function writeLines(path: string, checkpoints: readonly Checkpoint[]): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, checkpoints.map((one) => `${checkpointLine(one)}\n`).join(''), { flush: true });
  } catch (cause) {
    throw new BalieError('anchor-unreachable', { detail: foreignCode(cause) || 'niet te schrijven', cause });
  }
}

function said(type: string, publicKey: string, checkpoints: readonly Checkpoint[]): { readonly id: string; readonly body: string } {
  return { id: idOf(checkpoints), body: JSON.stringify({ type, publicKey, checkpoints: checkpoints.map(plain) }) };
}

/** The same at each try. */
function idOf(checkpoints: readonly Checkpoint[]): string {
  return hash('sha256', checkpoints.map(({ signature }) => signature).join(), 'hex').slice(0, 32);
}

/** Without what is ours alone. */
function plain({ number, hash: of, at, keyId, signature }: Checkpoint): Checkpoint {
  return { number, hash: of, at, keyId, signature };
}

/** Why an anchor did not take something. */
export function explainAnchor(error: unknown): { readonly code: ErrorCode; readonly detail: string | undefined } {
  const { code, detail } = asBalieError(error);
  return { code, detail };
}
