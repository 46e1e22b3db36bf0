/** Payloads in all that residents and employees write, and in what they are called. */
import { randomUUID } from 'node:crypto';
import { createKey } from '../../../src/identity/keys.ts';
import { addFile, readFiles } from '../chat-files.ts';
import type { TestDesk } from '../desk.ts';
import { askForWork } from '../document-work.ts';
import type { Colleague } from '../employee.ts';
import { keepTurn, sayOf } from '../kept-turns.ts';
import { reply } from '../ollama-host/index.ts';
import type { Payloads } from './payloads.ts';

/** @throws Error when something was not taken: then nothing of it can be seen. */
export async function taken(what: string, answer: Promise<Response>, wanted = 303): Promise<string> {
  const response = await answer;
  if (response.status !== wanted) throw new Error(`${what}: ${response.status} ${(await response.text()).replaceAll(/<style[^]*?<\/style>|<[^>]+>|\s+/g, ' ').slice(0, 1_500)}`);
  return response.headers.get('Location') ?? '';
}

/** A conversation of a resident, with a word about its answer, that was passed on and did not arrive. */
export async function seedResident(desk: TestDesk, p: Payloads) {
  const turn = await keepTurn(desk, { question: p.of('audit_entries.content: question'), answer: `${p.of('audit_entries.content: answer')} [klik](${p.address('audit_entries.content: link')}) [1]`, title: p.of('audit_entries.content: source') });
  await sayOf(desk, turn, { helpful: false, text: p.of('audit_entries.content: feedback') });
  const id = randomUUID();
  const form = { id, conversationId: turn.conversationId, summary: p.of('handovers.content: summary'), name: p.of('handovers.content: name'), email: 'jan@voorbeeld.example', phone: '' };
  await taken('passing on', fetch(`${desk.url}/doorgeven/versturen`, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams(form) }), 200);
  await desk.db.query(`UPDATE handover_sendings SET state = 'failed', attempts = 16, fault = 'handover-unreachable', detail = $1`, [p.of('handover_sendings.detail')]);
  return { ...turn, handover: id };
}

/** What an employee has of their own: a conversation with a file and a table of it, shared with a mate; prompts, a report, a run of a task. */
export async function seedEmployee(desk: TestDesk, p: Payloads, { who, mate, document }: { readonly who: Colleague; readonly mate: Colleague; readonly document: string }) {
  await desk.db.query('UPDATE people SET email = $2 WHERE id = $1', [who.id, p.of('people.email')]);
  await desk.db.query('UPDATE people SET email = $2 WHERE id = $1', [mate.id, 'maat@gemeente.example']);
  desk.host.setScript(reply('Een zebra kost € 4.711 [1].'));
  const talk = (await taken('a question', who.post('/werk', { assistent: 'collega', vraag: `Wat kost een zebra? ${p.of('audit_entries.content: question at work')}` }))).split('#')[0] ?? '';
  const id = talk.split('/').at(-1) ?? '';
  await taken('a name', who.post(`${talk}/naam`, { naam: p.of('conversations.title') }));
  await taken('a file', addFile(who, id, `${p.of('chat_files.named')}.txt`, `Plan\n\nDe vuurtoren kost 5 euro. ${p.of('chat_files.content')}`), 201);
  const [file] = await readFiles(who, id);
  desk.host.setScript(reply('Product | Prijs\nDe vuurtoren | 5 euro'));
  await taken('a table', askForWork(who, id, { kind: 'table', file: file?.id, columns: ['Product', p.of('audit_entries.content: columns')] }), 200);
  await taken('a share', who.post(`${talk}/delen`, { adres: 'maat@gemeente.example', bestanden: 'ja' }));
  await desk.db.query('UPDATE conversations SET model = $2 WHERE id = $1', [id, p.of('conversations.model')]);
  await taken('a prompt', who.post('/werk/prompts', { titel: p.of('kept_prompts.content: title'), tekst: p.of('kept_prompts.content: text'), groep: '' }));
  const report = randomUUID();
  await taken('a report', who.post(`/werk/bronnen/${document}/melden`, { nummer: report, melding: p.of('source_reports.content') }));
  await taken('another', who.post(`/werk/bronnen/${document}/melden`, { nummer: randomUUID(), melding: p.of('source_reports.content: open') }));
  await taken('a note', who.post(`/beheer/collecties/producten/meldingen/${report}`, { bericht: p.of('source_reports.note') }));
  desk.host.setScript(reply(`Wij schrijven u ${p.of('audit_entries.content: task answer')} kort.`));
  await taken('a task', who.post('/werk/taken/herschrijven-b1', { tekst: `${p.of('audit_entries.content: task')} Wij berichten u.`, lezer: 'Inwoners', aanspreken: 'met u', behouden: '' }), 200);
  const [prompt] = await desk.db.query<{ id: string }>('SELECT id FROM kept_prompts');
  const [run] = await desk.db.query<{ id: string }>(`SELECT id FROM conversations WHERE id <> $1 ORDER BY created_at DESC`, [id]);
  const [work] = await desk.db.query<{ id: string }>('SELECT id FROM chat_works');
  return { id, file: file?.id ?? '', work: work?.id ?? '', prompt: prompt?.id ?? '', run: run?.id ?? '' };
}

/** A task of a group that waits for a colleague. @returns the path of its page. */
export function seedTask(p: Payloads, who: Colleague): Promise<string> {
  const fields = {
    groep: 'alleen-editor', titel: p.of('group_task_versions.content: title'), omschrijving: p.of('group_task_versions.content: description'), privacy: p.of('group_task_versions.content: privacy'),
    opdracht: p.of('group_task_versions.content: instruction'), voor: 'groep', 'veld1-naam': p.of('group_task_versions.content: field'), 'veld1-soort': 'choice', 'veld1-verplicht': 'ja',
    'veld1-keuzes': `${p.of('group_task_versions.content: choice')}\nAfval`, 'veld1-voorbeeld': 'Afval',
  };
  return taken('a proposal', who.post('/werk/taken/nieuw', fields));
}

/** An account of the desk itself, somebody invited, and a key with all that a key can name. @returns the number of the key. */
export async function seedAccess({ db }: TestDesk, p: Payloads, who: Colleague, mate: Colleague): Promise<string> {
  await db.query(`UPDATE people SET issuer = 'balie', subject = id::text, claimed = $2 WHERE id = $1`, [mate.id, ['balie:employee']]);
  await db.query(`INSERT INTO passkeys (id, person_id, credential, public_key, counter, is_synced, name, created_at) VALUES ($1, $2, '\\x01', '\\x01', 0, false, $3, now())`, [randomUUID(), mate.id, p.of('passkeys.name')]);
  await taken('an invitation', who.post('/beheer/toegang/mensen/uitnodigen', { naam: p.of('invitations.name'), rollen: 'auditor', reden: p.of('console_changes.reason: people') }), 200);
  await taken('logging out', who.post('/beheer/toegang/mensen', { doe: 'uitloggen', wie: (await laterPerson(db, p)) ?? '', zeker: 'ja', reden: p.of('console_changes.reason') }));
  return (await createKey(db, { name: p.of('api_keys.name'), group: p.of('key_groups.name'), collections: ['producten', p.of('api_keys.collections')], models: [p.of('api_keys.models')], assistants: [p.of('api_keys.assistants')] })).id;
}

async function laterPerson(db: TestDesk['db'], p: Payloads): Promise<string | undefined> {
  const id = randomUUID();
  await db.query(`INSERT INTO people (id, issuer, subject, name, claimed, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, now(), now())`, [id, p.of('people.issuer'), p.of('people.subject'), p.of('people.name: somebody else'), [p.of('people.claimed')]]);
  return id;
}
