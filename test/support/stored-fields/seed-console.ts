/** Payloads in all that is written in Beheer, and in what others say of faults. */
import { randomUUID } from 'node:crypto';
import { siemOutlet } from '../../../src/logbook/siem/deliver.ts';
import { createTrials } from '../../../src/settings/trials.ts';
import type { Trial } from '../../../src/web/pages/managed/trial-views.ts';
import type { TestDesk } from '../desk.ts';
import type { Colleague } from '../employee.ts';
import { approvedOpening } from '../openings.ts';
import type { Payloads } from './payloads.ts';
import { taken } from './seed-people.ts';

const today = new Date().toISOString().slice(0, 10);

/** What is judged, opened, held and asked for. */
export async function seedOversight({ db, desk, auditKey }: TestDesk, p: Payloads, who: Colleague, { officer, turn, conversationId }: { readonly officer: Colleague; readonly turn: string; readonly conversationId: string }) {
  await approvedOpening({ db, desk: { auditKey, recordAct: desk.recordAct } });
  await taken('a judgement', who.post(`/beheer/beoordelen/${turn}`, { versie: '0', oordeel: 'wrong', opmerking: p.of('audit_entries.content: remark'), bronnen: p.of('audit_entries.content: cited'), zegt: '' }));
  const fields = { assistent: 'loket', vraag: p.of('own_cases.question'), afloop: 'answered', versie: '0', bronnen: p.of('own_cases.cite'), zegt: p.of('own_cases.say'), 'zegt-niet': p.of('own_cases.not_say'), eerder: p.of('own_cases.history') };
  await taken('a test question', who.post(`/beheer/beoordelen/${turn}/toetsvraag`, fields));
  await taken('a hold', who.post('/beheer/bewaren/blokkades', { nummer: randomUUID(), reden: p.of('legal_holds.reason'), gesprek: conversationId }));
  await taken('another', who.post('/beheer/bewaren/blokkades', { nummer: randomUUID(), reden: p.of('legal_holds.reason: ended'), gesprek: conversationId }));
  const [hold] = await db.query<{ id: string }>('SELECT id FROM legal_holds ORDER BY made_at DESC LIMIT 1');
  await taken('its end', who.post(`/beheer/bewaren/blokkades/${hold?.id}/opheffen`, { reden: p.of('legal_holds.end_reason') }));
  const asked = await taken('a request', who.post('/beheer/verzoeken', { soort: 'correction', ontvangen: today, waarvan: conversationId, plaats: '1', aanvulling: p.of('privacy_requests.content') }));
  const access = (await taken('a request for a file', who.post('/beheer/verzoeken', { soort: 'access', ontvangen: today, waarvan: conversationId }))).split('?')[0] ?? '';
  await taken('its decision', officer.post(`${access}/besluit`, { besluit: 'granted' }));
  const form = { soort: 'turn', nummer: turn, categorie: 'complaint', waarom: p.of('openings.reason'), duur: '4', eenheid: 'uren', formulier: randomUUID() };
  const waiting = await taken('an opening', who.post('/beheer/inzage/nieuw', form));
  const opening = await approvedOpening({ db, desk: { auditKey, recordAct: desk.recordAct } }, { kind: 'turn', turnId: turn }, who.id);
  const [own] = await db.query<{ id: number }>('SELECT id FROM own_cases');
  return { access, request: asked.split('?')[0] ?? '', waiting: waiting.split('?')[0] ?? '', opening: `/beheer/inzage/${opening}`, ownCase: String(own?.id) };
}

/** Models, settings, what is off, and what the log says. */
export async function seedSettings({ db, desk, auditKey }: TestDesk, p: Payloads, who: Colleague): Promise<void> {
  const model = { doe: 'toevoegen', name: 'kwaad', model: `vld"'><img/src=q/onerror=q>`, pool: 'standaard', capabilities: 'chat', licence: p.of('model_changes.definition: licence'), origin: p.of('model_changes.definition: origin'), queryPrefix: '', reden: p.of('console_changes.reason: model') };
  await taken('a model', who.post('/beheer/modellen/model', model));
  const texts = desk.changing.forms.find(({ path }) => path === 'teksten')?.section;
  if (texts === undefined) throw new Error('no texts to set');
  const value = { ...desk.changing.settings.value(texts), phoneHours: p.of('setting_versions.value'), address: p.of('setting_versions.value: address'), counterNote: p.of('setting_versions.value: note') };
  await desk.changing.settings.publish('texts', { value, expected: 0, reason: p.of('setting_versions.reason'), by: { byPerson: who.id } });
  const side = { isGood: false, outcome: p.of('trials.content: outcome'), misses: [p.of('trials.content: miss')], answer: p.of('trials.content: answer') };
  const tried: Pick<Trial, 'text' | 'cases'> = { text: p.of('trials.content'), cases: [{ id: p.of('trials.content: case'), question: p.of('trials.content: question'), current: side, draft: { ...side, isGood: true } }] };
  const trial = await createTrials({ db, masterKey: auditKey }).begin({ assistant: 'loket', owner: who.id, file: 'system.md', version: 0, cases: 1 }, tried, () => Promise.resolve());
  await trial.end('done');
  await taken('turning off', who.post('/beheer/aan-uit', { assistent: 'collega', zet: 'uit', zeker: 'ja', tekst: p.of('switches.message') }));
  await db.query('UPDATE switches SET by_key = NULL, by_user = $1', [p.of('switches.by_user')]);
  await db.transaction((tx) => desk.recordAct(tx, { kind: 'key-group.made', facts: { group: p.of('audit_entries.body'), more: { [p.of('audit_entries.body: name')]: p.of('audit_entries.body: value') }, byUser: p.of('audit_entries.body: user') } }));
}

const SIEM = 'file:/var/log/balie.log';
const ANCHOR = 'kluis';
/** Places outside to which the log goes. */
export const OUTSIDE = {
  audit: { checkpoints: { entries: 1_000, minutes: 60 }, anchors: [{ kind: 'file' as const, name: ANCHOR, path: '/kluis' }] },
  siem: [{ format: 'cef' as const, to: SIEM, target: { kind: 'file' as const, path: '/var/log/balie.log' } }],
};

/** What such places said of why they took nothing. */
export async function seedOutside({ db }: TestDesk, p: Payloads): Promise<void> {
  await db.query(`INSERT INTO outlets (name, cursor, failures, next_at, fault, detail, fault_at) VALUES ($1, 0, 1, now(), 'siem-unreachable', $2, now())`, [siemOutlet(SIEM), p.of('outlets.detail')]);
  await db.query(`INSERT INTO audit_anchors (name, ordinal, attempts, fault, detail, next_at) VALUES ($1, 0, 1, 'anchor-unreachable', $2, now())`, [ANCHOR, p.of('audit_anchors.detail')]);
}
