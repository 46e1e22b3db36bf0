import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createConsoleChanges } from '../../../src/audit/console-changes.ts';
import { verify } from '../../../src/audit/verify.ts';
import { openDesk } from '../../../src/cli/desk/desk.ts';
import { watchErasures } from '../../../src/cli/keeping/keep-erased.ts';
import { createHandovers } from '../../../src/handover/handovers.ts';
import { createOpenings } from '../../../src/oversight/openings.ts';
import { createPrivacyRequests } from '../../../src/privacy/requests.ts';
import { createCases } from '../../../src/review/cases.ts';
import { createTrials } from '../../../src/settings/trials.ts';
import type { Database } from '../../../src/store/database.ts';
import { createKeptPrompts } from '../../../src/workplace/prompts/kept-prompts.ts';
import { createSourceReports } from '../../../src/workplace/source-reports.ts';
import { onServer } from '../../support/database.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { keepTurn, sayOf } from '../../support/kept-turns.ts';
import { RULES } from '../../support/openings.ts';

/** Said in every place in which somebody can say something. */
const PHRASE = 'regenboogvlinderkwekerij';
const now = () => new Date();

let desk: TestDesk;
let noor: Colleague;
/** Conversations that must be kept for now. */
const held = new Set<string>();
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS, heldBy: (_, { conversationIds }) => Promise.resolve(conversationIds.some((id) => held.has(id))) });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

/** Every value of every column of every table, in all schemas: as text, with what is encrypted as hex digits. */
async function everyValue(db: Database): Promise<Map<string, Set<string>>> {
  const tables = await db.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const places = new Map<string, Set<string>>();
  for (const { name } of tables) {
    const rows = await db.query<{ column: string; value: string }>(`SELECT x.key AS column, x.value FROM ${name} r, LATERAL jsonb_each_text(to_jsonb(r)) x WHERE x.value IS NOT NULL`);
    for (const { column, value } of rows) {
      const values = places.get(`${name}.${column}`) ?? new Set<string>();
      places.set(`${name}.${column}`, values.add(value));
    }
  }
  return places;
}

const plainPlaces = (places: ReadonlyMap<string, ReadonlySet<string>>) => [...places].filter(([, values]) => [...values].some((value) => value.includes(PHRASE))).map(([place]) => place);

/** Hex of a digest or a key's hash: nothing comes out of it. */
const DIGESTS = /\.(?:hash|previous_hash|credential|public_key|digest)$/;

/** What is encrypted, and in which places: what came in between two looks. */
function sealedIn(places: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string> {
  return new Map([...places].filter(([place]) => !DIGESTS.test(place)).flatMap(([place, values]) => [...values].filter((value) => /^\\x[0-9a-f]{56,}$/.test(value)).map((value) => [value, place] as const)));
}

async function sayAsResident(): Promise<{ id: string; conversationId: string }> {
  const turn = await keepTurn(desk, { question: `Mag ik een ${PHRASE} beginnen?`, answer: `Een ${PHRASE} mag. [1]`, details: { plain: PHRASE } });
  await sayOf(desk, turn, { helpful: false, text: `Mijn ${PHRASE} stond er niet bij.` });
  const handovers = createHandovers({ db: desk.db, masterKey: desk.auditKey, now, ways: ['email'], enqueue: () => Promise.resolve(), record: desk.desk.recordAct });
  const id = randomUUID();
  await handovers.add({ id, conversationId: turn.conversationId, createdAt: now().toISOString(), summary: PHRASE, name: PHRASE, email: undefined, phone: undefined });
  await handovers.failing({ handoverId: id, way: 'email' }, { code: 'internal', detail: `550 no such user ${PHRASE}@kwekerij.example` });
  await createCases({ db: desk.db, record: desk.desk.recordAct, now }).make({ assistant: 'loket', question: `Mag een ${PHRASE}?`, history: [PHRASE], outcomes: ['answered'], cite: [PHRASE], say: [PHRASE], notSay: [] }, 'a'.repeat(16), turn.id);
  await correct(turn);
  await explain(turn);
  return turn;
}

/** One that stands with the answer, and one that waits. */
async function correct({ id, conversationId }: { readonly id: string; readonly conversationId: string }): Promise<void> {
  const { db, auditKey: masterKey, desk: { notes, recordAct: record } } = desk;
  await db.transaction(async (tx) => {
    const turn = await notes.hold(tx, id);
    if (turn !== undefined) await notes.add(tx, turn, { kind: 'turn.corrected', at: now(), facts: {}, said: { text: PHRASE } });
  });
  await createPrivacyRequests({ db, masterKey, now, record }).register({ kind: 'correction', subject: 'conversation', subjectId: conversationId, receivedOn: '2026-11-27', correction: { turnId: id, text: PHRASE } }, randomUUID());
}

/** Why it was asked to be seen: the conversation, and one answer. */
async function explain({ id, conversationId }: { readonly id: string; readonly conversationId: string }): Promise<void> {
  const openings = createOpenings({ db: desk.db, masterKey: desk.auditKey, rules: RULES, now, record: desk.desk.recordAct });
  for (const scope of [{ kind: 'conversation', conversationId }, { kind: 'turn', turnId: id }] as const)
    await openings.ask({ form: randomUUID(), by: { id: randomUUID(), roles: ['reviewer'] }, category: 'complaint', scope, hours: 1, reason: PHRASE });
}

async function sayAsEmployee(): Promise<string> {
  await noor.post('/werk', { assistent: 'collega', vraag: `Wat is een ${PHRASE}?` });
  const [conversation] = await desk.db.query<{ id: string; turn: string }>('SELECT c.id, t.id AS turn FROM conversations c JOIN turns t ON t.conversation_id = c.id WHERE c.person_id = $1', [noor.id]);
  const id = conversation?.id ?? '';
  const path = `/werk/gesprekken/${id}`;
  await noor.post(`${path}/naam`, { naam: `Over de ${PHRASE}` });
  await noor.post(`${path}/delen`, { adres: `${PHRASE}@lindewaarde.example` });
  const { files } = desk.desk.workplace;
  const file = randomUUID();
  await files.add({ id: file, conversationId: id, personId: noor.id, name: `${PHRASE}.txt`, bytes: Buffer.from(PHRASE) }, () => Promise.resolve());
  await files.keep(file, { title: PHRASE, mediaType: 'text/plain', passages: [{ ordinal: 1, headings: [PHRASE], text: PHRASE }], warnings: [] });
  // As search in it does, which is remembered for a while.
  desk.desk.workplace.readable(PHRASE);
  const own = { db: desk.db, masterKey: desk.auditKey, now };
  await createKeptPrompts(own).add({ id: noor.id, groups: [], edits: [] }, { title: PHRASE, text: PHRASE, group: null });
  await createSourceReports({ ...own, record: desk.desk.recordAct }).add({ id: randomUUID(), collectionId: 'producten', documentId: 'x', personId: noor.id, text: PHRASE, title: PHRASE });
  const run = { id: randomUUID(), conversationId: randomUUID() };
  await desk.desk.log.received({ ...run, isNew: true, assistant: 'taak:brief', question: PHRASE, person: noor.id });
  await desk.desk.log.ended(run.id, { outcome: 'answered', answer: PHRASE, sources: [], durationMs: 1 });
  await correct({ id: conversation?.turn ?? '', conversationId: id });
  await explain({ id: conversation?.turn ?? '', conversationId: id });
  await createTrials(own).begin({ assistant: 'loket', owner: noor.id, file: 'system.md', version: 0, cases: 1 }, { text: PHRASE, cases: [] }, () => Promise.resolve());
  const change = createConsoleChanges(own).explained(desk.desk.recordAct, { reason: PHRASE, by: randomUUID(), before: { name: PHRASE } });
  await desk.db.transaction((tx) => change(tx, { kind: 'person.disabled', facts: { person: noor.id } }));
  return id;
}

test('what was erased stands in no table, no line of the log and no file that is made later', async () => {
  const before = sealedIn(await everyValue(desk.db));
  const turn = await sayAsResident();
  const conversation = await sayAsEmployee();
  const said = await everyValue(desk.db);
  // The look finds what is there to be found: words that are kept as they are, and what was encrypted.
  expect(plainPlaces(said)).toEqual(expect.arrayContaining(['public.own_cases.question', 'public.handover_sendings.detail', 'public.console_changes.before']));
  const sealed = new Map([...sealedIn(said)].filter(([value]) => !before.has(value)));
  expect(new Set(sealed.values())).toEqual(
    new Set([
      'audit_entries.content', 'turn_keys.wrapped', 'handovers.wrapped', 'handovers.content', 'conversations.wrapped', 'conversations.title', 'conversation_shares.address',
      'conversation_shares.wrapped', 'conversation_shares.named', 'chat_folders.wrapped', 'chat_files.named', 'chat_files.original', 'chat_files.content', 'kept_prompts.wrapped',
      'kept_prompts.content', 'source_reports.wrapped', 'source_reports.content', 'word_keys.wrapped', 'privacy_requests.wrapped', 'privacy_requests.content',
      'openings.wrapped', 'openings.reason', 'console_changes.reason', 'trials.wrapped', 'trials.content',
    ].map((place) => `public.${place}`)),
  );

  const by = { by: 'request' as const, request: randomUUID(), byPerson: randomUUID() };
  expect(await desk.desk.erasing.conversation(turn.conversationId, { by })).toMatchObject({ turns: 1, handovers: 1, unsent: 1 });
  expect(await desk.desk.erasing.person(noor.id, { by })).toMatchObject({ turns: 2 });

  const left = await everyValue(desk.db);
  expect(plainPlaces(left)).toEqual([]);
  expect([...sealed].filter(([value]) => sealedIn(left).has(value)).map(([, place]) => place)).toEqual([]);
  expect(await desk.db.query('SELECT 1 FROM conversation_words UNION ALL SELECT 1 FROM people WHERE id = $1', [noor.id])).toEqual([]);
  expect(JSON.stringify(desk.logged)).not.toContain(PHRASE);
  const kept = await fetch(`${desk.url}/gesprek/bewaren`, { method: 'POST', body: new URLSearchParams({ conversationId: turn.conversationId }) });
  expect(await kept.text()).not.toContain(PHRASE);
  const back = await colleague(desk);
  expect((await back.get(`/werk/gesprekken/${conversation}/export/pdf`)).status).toBe(404);
  expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
});

test('another process on the same database forgets what it remembers of it, too', async () => {
  const erase = async () => desk.desk.erasing.conversation((await keepTurn(desk)).conversationId, { by: { by: 'asker' } });
  await erase();
  const other = await openDesk(desk.desk.config, desk.db);
  const forget = vi.fn(other.forget);
  const onError = vi.fn();
  const stop = watchErasures(desk.db, { forget, onError, everyMs: 10 });
  // The first look is at what was erased before.
  await expect.poll(() => forget.mock.calls.length).toBe(1);
  await sleep(50);
  expect(forget).toHaveBeenCalledTimes(1);
  await erase();
  await expect.poll(() => forget.mock.calls.length).toBe(2);
  stop();
  expect(onError).not.toHaveBeenCalled();
  await other.close();
});

test.runIf(onServer)('an erasure and the granting of a correction of the same answer wait for each other, and both are done', async () => {
  const { db, auditKey: masterKey, desk: { notes, erasing, recordAct: record } } = desk;
  const { id, conversationId } = await keepTurn(desk);
  const requests = createPrivacyRequests({ db, masterKey, now, record });
  const request = await requests.register({ kind: 'correction', subject: 'conversation', subjectId: conversationId, receivedOn: '2026-11-27', correction: { turnId: id, text: PHRASE } }, randomUUID());
  let erased: Promise<unknown> | undefined;
  await requests.decide(request, { decision: 'granted' }, randomUUID(), async (tx) => {
    erased = erasing.conversation(conversationId, { by: { by: 'asker' } });
    // Time enough to take what it can take.
    await Promise.race([erased.catch(() => undefined), sleep(500)]);
    expect(await notes.hold(tx, id)).toBeDefined();
  });
  expect(await erased).toMatchObject({ turns: 1 });
});

test('what must be kept for now is not erased, by nobody, and all of it stays', async () => {
  const { id, conversationId } = await keepTurn(desk);
  held.add(conversationId);
  const wipe = () => fetch(`${desk.url}/gesprek/wissen`, { method: 'POST', body: new URLSearchParams({ conversationId }) });
  const refused = await wipe();
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('artikel 17 lid 3')]);
  await expect(desk.desk.erasing.conversation(conversationId, { by: { by: 'request', request: id, byPerson: id } })).rejects.toMatchObject({ code: 'erasure-held' });
  expect(await desk.db.query('SELECT 1 FROM turn_keys WHERE turn_id = $1', [id])).toHaveLength(1);
  expect(await desk.db.query('SELECT 1 FROM erasures WHERE subject = $1', [conversationId])).toEqual([]);
  held.clear();
  expect((await wipe()).status).toBe(200);
});
