import { createSigner } from '../../../src/audit/signing.ts';
import { createAiActPaths } from '../../../src/factsheet/ai-act/paths.ts';
import { documentOf } from '../../../src/factsheet/public/document.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import { createPublications } from '../../../src/factsheet/publications.ts';
import { createStatements } from '../../../src/factsheet/statements/statements.ts';
import { MUNICIPALITY, walkOf } from '../ai-act.ts';
import { dayFromNow } from '../day-from-now.ts';
import type { TestDesk } from '../desk.ts';
import type { Colleague } from '../employee.ts';
import type { Payloads } from './payloads.ts';

/** What people said of the desk, past the checks of the form; what was published of it, and what platforms answered. */
export async function seedFactsheet({ db, desk, auditKey, url, live }: TestDesk, p: Payloads, who: Colleague): Promise<void> {
  const parts = { db, record: desk.recordAct, now: () => new Date() };
  const said = { role: p.of('factsheet_statements.role'), reviewOn: undefined, expected: 0, byPerson: who.id };
  const statements = createStatements(parts);
  await statements.say([
    { ...said, assistant: 'loket', question: 'goal', answer: p.of('factsheet_statements.answer') },
    { ...said, assistant: 'loket', question: 'impacttoetsen_grouping', answer: [{ title: p.of('factsheet_statements.answer: title') }] },
    { ...said, assistant: undefined, question: 'owner', answer: p.of('factsheet_statements.answer: owner') },
  ]);
  const walked = walkOf(MUNICIPALITY);
  const path = walked.path.map((step, index) => (index === 0 ? { ...step, remark: p.of('ai_act_paths.path') } : step));
  await createAiActPaths(parts).record({ assistant: 'loket', walked: { ...walked, path }, role: p.of('ai_act_paths.role'), reviewOn: dayFromNow(400), expected: 0, byPerson: who.id });
  const { factsheet } = (await (await fetch(`${url}/factsheet.json`)).json()) as { factsheet: object };
  const read = factsheetIn(JSON.stringify(factsheet));
  if (read === undefined) throw new Error('no factsheet');
  const [first] = read.facts.guards;
  if (first === undefined) throw new Error('no guard');
  const facts = { ...read.facts, guards: [{ ...first, label: p.of('factsheet_publications.document') }] };
  await createPublications({ ...parts, signer: createSigner(auditKey) }).publish({ document: documentOf({ facts, statements: await statements.current() }), reason: p.of('factsheet_publications.reason'), expected: 0, byPerson: who.id });
  await db.query(`INSERT INTO live_exceptions (assistant, reason, until, origin, at, by_user) VALUES ('loket', $1, '2999-12-31', 'person', now(), $2)`, [p.of('live_exceptions.reason'), p.of('live_exceptions.by_user')]);
  await live.look();
  await db.query(
    `INSERT INTO factsheet_records (platform, assistant, remote_id, state, fault, detail) VALUES ('algoritmeregister', 'loket', $1, 'draft', 'register-unreachable', $2)`,
    [p.of('factsheet_records.remote_id'), p.of('factsheet_records.detail')],
  );
}
