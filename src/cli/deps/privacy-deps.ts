import type { Config } from '../../config/config.ts';
import { dutchDay, momentWords } from '../../dutch-time.ts';
import { BalieError } from '../../errors.ts';
import type { DataFileFormat, NamedRequest, PrivacyDeps } from '../../http/privacy-deps.ts';
import { nameIn, namesOf } from '../../identity/who.ts';
import { asJson } from '../../privacy/data.ts';
import { createPrivacyRequests, type PrivacyRequest, type Subject } from '../../privacy/requests.ts';
import { findSubject, isEmployees, turnAt } from '../../privacy/subjects.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { dataFile } from '../../web/pages/requests/data-file.ts';
import type { Desk } from '../desk/desk.ts';
import { createOwnData } from '../privacy/own-data.ts';

interface Parts {
  readonly config: Pick<Config, 'municipality' | 'oversight'>;
  readonly desk: Pick<Desk, 'log' | 'conversations' | 'workplace' | 'auditKey' | 'recordAct' | 'erasing' | 'notes'>;
  readonly db: Database;
  /** Hears that something was erased. */
  readonly onErased: () => void;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Requests of people about what the desk has of them, over the rooms that have it. */
export function privacyDeps({ config, desk, db, onErased }: Parts): PrivacyDeps {
  const now = () => new Date();
  const requests = createPrivacyRequests({ db, masterKey: desk.auditKey, now, record: desk.recordAct });
  const dataOf = createOwnData({ db, desk });
  const { receipt } = desk.erasing;

  function fileOf(of: Subject, purpose: string, format: DataFileFormat): AsyncIterable<string> {
    const file = { purpose, madeAt: now(), sections: dataOf(of) };
    return format === 'json' ? asJson(file) : dataFile(file, config.municipality);
  }

  function fileUntil({ kind, decision, decidedAt }: PrivacyRequest): Date | undefined {
    return kind === 'access' && decision === 'granted' && decidedAt !== null ? new Date(decidedAt.getTime() + config.oversight.handOutDays * DAY_MS) : undefined;
  }

  async function named(found: readonly PrivacyRequest[]): Promise<NamedRequest[]> {
    const names = await namesOf(db, found.flatMap(({ registeredBy, decidedBy }) => [registeredBy, ...(decidedBy === null ? [] : [decidedBy])]));
    const today = dutchDay(now());
    return found.map((request) => ({
      ...request,
      registeredName: nameIn(names, request.registeredBy),
      decidedName: request.decidedBy === null ? undefined : nameIn(names, request.decidedBy),
      fileUntil: fileUntil(request),
      isLate: request.decision === null && request.dueOn < today,
    }));
  }

  /** What is granted is done at once: a promise that somebody has to keep may be forgotten. */
  async function carryOut(tx: Queryable, { id, kind, subject, subjectId, turnId }: PrivacyRequest, correction: string | undefined, byPerson: string): Promise<void> {
    if (kind === 'correction') {
      const turn = await desk.notes.hold(tx, turnId ?? '');
      if (turn === undefined || correction === undefined) throw new BalieError('request-turn-unknown');
      await desk.notes.add(tx, turn, { kind: 'turn.corrected', at: now(), facts: { request: id, byPerson }, said: { text: correction } });
    }
    if (kind !== 'erasure') return;
    const by = { by: 'request' as const, request: id, byPerson };
    await (subject === 'person' ? desk.erasing.person(subjectId, { by, tx }) : desk.erasing.conversation(subjectId, { by, tx }));
  }

  return {
    correctionOf: requests.correctionOf,
    receiptOf: (conversationId) => receipt(db, { subject: conversationId, personId: null }),
    ownReceipt: (number, personId) => receipt(db, { number, personId }),
    async receiptFor({ kind, decision, subjectId }) {
      const erased = kind === 'erasure' && decision === 'granted' ? await receipt(db, { subject: subjectId }) : undefined;
      if (erased === undefined) throw new BalieError('receipt-unknown');
      return erased;
    },
    async register({ kind, receivedOn, about, correction }, byPerson) {
      const of = await findSubject(db, about);
      if (correction !== undefined && of.subject !== 'conversation') throw new BalieError('request-turn-unknown');
      const put = correction && { turnId: await turnAt(db, of.subjectId, correction.place), text: correction.text };
      return requests.register({ kind, receivedOn, ...of, ...(put && { correction: put }) }, byPerson);
    },
    async list(page) {
      const { total, requests: found } = await requests.list(page);
      return { total, requests: await named(found) };
    },
    async find(id) {
      const [request] = await named([await requests.find(id)]);
      if (request === undefined) throw new BalieError('request-unknown');
      return request;
    },
    async decide(id, decision, byPerson) {
      await requests.decide(id, decision, byPerson, (tx, request, correction) => carryOut(tx, request, correction, byPerson));
      onErased();
    },
    async dataFor(request, format, byPerson) {
      const { id, subject, subjectId } = request;
      const until = fileUntil(request);
      if (until === undefined) throw new BalieError('request-not-granted');
      if (until <= now()) throw new BalieError('request-file-over');
      await requests.handedOut({ request: id, subject, subjectId, isEmployees: await isEmployees(db, { subject, subjectId }), format, byPerson });
      return fileOf({ subject, subjectId }, `Inzage op verzoek ${id.slice(0, 8).toUpperCase()}, ${momentWords(now())}, opgehaald door medewerker ${byPerson}. Alleen voor wie erom vroeg.`, format);
    },
    async ownData(personId, format) {
      await requests.handedOut({ subject: 'person', subjectId: personId, format, byPerson: personId });
      return fileOf({ subject: 'person', subjectId: personId }, `Uw eigen gegevens, ${momentWords(now())}. Alleen voor uzelf.`, format);
    },
  };
}
