import { createSigner } from '../../../src/audit/signing.ts';
import { createDiligenceAnswers } from '../../../src/factsheet/diligence/answers.ts';
import { createKeptReports } from '../../../src/factsheet/diligence/others.ts';
import { DILIGENCE_QUESTIONS } from '../../../src/factsheet/diligence/questions/questions.ts';
import { reportOf } from '../../../src/factsheet/diligence/report.ts';
import { createVault } from '../../../src/factsheet/diligence/sealed.ts';
import { createSnapshots } from '../../../src/factsheet/diligence/snapshots.ts';
import { dayFromNow } from '../day-from-now.ts';
import type { TestDesk } from '../desk.ts';
import type { Colleague } from '../employee.ts';
import { sampleFactsheet } from '../sample-facts.ts';
import type { Payloads } from './payloads.ts';

/** What people answered of the due diligence, past the checks of the form; what was fixed and made public, and the report of another. @returns the question that was answered. */
export async function seedDiligence({ db, desk, auditKey }: TestDesk, p: Payloads, who: Colleague): Promise<string> {
  const parts = { db, record: desk.recordAct, vault: createVault(auditKey), now: () => new Date() };
  const question = DILIGENCE_QUESTIONS.find(({ measure }) => measure === undefined)?.id ?? '';
  const written = (field: string) => ({ verdict: 'yes' as const, text: p.of(`${field}: text`), role: p.of(`${field}: role`), reviewOn: dayFromNow(400) });
  const evidence = [{ title: p.of('diligence_answers.content: title'), link: p.address('diligence_answers.content: link') }, { title: 'x', file: { name: p.of('diligence_answers.content: file'), sha256: 'ab'.repeat(32), bytes: 9 } }];
  await createDiligenceAnswers(parts).say({ question, said: { ...written('diligence_answers.content'), evidence }, expected: 0, byPerson: who.id });
  const { facts, statements } = sampleFactsheet();
  const reported = (field: string) => {
    // Addresses are checked before a report is signed or kept.
    const stated = { ...written(field), question, at: '2026-11-27T09:00:00.000Z', evidence: [{ title: p.of(`${field}: title`) }] };
    const named = { ...facts, desk: { ...facts.desk, organisation: { ...facts.desk.organisation, value: p.of(`${field}: organisation`) }, version: { ...facts.desk.version, value: p.of(`${field}: version`) } } };
    return reportOf(DILIGENCE_QUESTIONS, { facts: named, statements, probes: [], now: new Date() }, [stated]);
  };
  await createSnapshots({ ...parts, signer: createSigner(auditKey) }).fix({ report: reported('diligence_snapshots.content'), reason: p.of('diligence_snapshots.content: reason'), isPublic: true, expected: 0, byPerson: who.id });
  await createKeptReports(parts).keep({ name: p.of('diligence_others.content: name'), file: JSON.stringify(reported('diligence_others.content')), byPerson: who.id });
  return question;
}
