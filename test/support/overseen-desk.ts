import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { createOpenings } from '../../src/oversight/openings.ts';
import { startTestDesk, type TestDesk } from './desk.ts';
import { type Colleague, colleague } from './employee.ts';
import { keepTurn } from './kept-turns.ts';
import { RULES } from './openings.ts';
import { ROLE_GROUPS } from './roles.ts';
import { type SmtpServer, startSmtpServer } from './smtp-server.ts';

export const ASK = '/beheer/inzage/nieuw';
export const HOSTILE = '<img src=x onerror=alert(1)>';
export const REASON = 'Mevrouw Zonneveld klaagt over dit antwoord.';
export const QUESTION = 'Mag ik mijn kelder verhuren aan een olifant?';

/** A desk at which people ask to see what others said, for all tests of a file: a reviewer asks, a privacy officer decides, and letters arrive. */
export function overseenDesk() {
  let desk: TestDesk;
  let smtp: SmtpServer;
  let reviewer: Colleague;
  let officer: Colleague;
  let turn: { id: string; conversationId: string };
  beforeAll(async () => {
    smtp = await startSmtpServer();
    desk = await startTestDesk({ groups: ROLE_GROUPS, toReview: { sampleOneIn: 0, askedOften: 2 }, sendTo: { smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
    reviewer = await colleague(desk, ['employee', 'reviewer'], `Rik ${HOSTILE}`);
    officer = await colleague(desk, ['privacy-officer'], 'Fien Gegevens');
    turn = await keepTurn(desk, { question: QUESTION, answer: `Nee, dat mag niet. [1] ${HOSTILE}` });
  });
  afterAll(async () => {
    await desk.close();
    await smtp.close();
  });
  const fields = (more: Record<string, string> = {}) => ({ soort: 'turn', nummer: turn.id, categorie: 'complaint', waarom: REASON, duur: '4', eenheid: 'uren', formulier: randomUUID(), ...more });
  return {
    get desk() {
      return desk;
    },
    get smtp() {
      return smtp;
    },
    get reviewer() {
      return reviewer;
    },
    get officer() {
      return officer;
    },
    get turn() {
      return turn;
    },
    fields,
    /** Asks for one. @returns the path of its page. */
    async asked(by: Colleague, more: Record<string, string> = {}): Promise<string> {
      const sent = await by.post(ASK, fields(more));
      expect(sent.status).toBe(303);
      return /^(?<path>\/beheer\/inzage\/\d+)\?melding=gevraagd$/.exec(sent.headers.get('Location') ?? '')?.groups?.['path'] ?? '';
    },
    look: (by: Colleague, path: string, conversation = turn.conversationId) => by.get(`${path}/gesprekken/${conversation}`),
    looks: async () => (await readActs(desk.db, 1_000, 'readings')).filter(({ kind }) => kind === 'opening.looked'),
    openings: () => createOpenings({ db: desk.db, masterKey: desk.auditKey, rules: RULES, now: () => new Date(), record: desk.desk.recordAct }),
  };
}

export const decide = (by: Colleague, path: string, besluit = 'goed') => by.post(`${path}/besluit`, { besluit });
export const numberOf = (path: string) => Number(path.split('/').at(-1));

/** Status and text of an answer. */
export async function said(response: Promise<Response>): Promise<readonly [number, string]> {
  const answer = await response;
  return [answer.status, (await answer.text()).replaceAll(/\s+/g, ' ')];
}
