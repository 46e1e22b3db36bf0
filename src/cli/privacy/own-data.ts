import type { KeptTurn } from '../../audit/kept-turn.ts';
import { type DayOfUse, useOf } from '../../audit/person-use.ts';
import { momentWords } from '../../dutch-time.ts';
import { passedOn } from '../../handover/handovers.ts';
import { referenceOf } from '../../handover/text.ts';
import type { DataItem, DataSection } from '../../privacy/data.ts';
import { actsOn, conversationsIn, type FoundAct } from '../../privacy/found.ts';
import type { Subject } from '../../privacy/requests.ts';
import type { Judgement } from '../../review/choices.ts';
import type { Database } from '../../store/database.ts';
import { judgementWords, outcomeWords } from '../../web/pages/judging/words.ts';
import { energyOf } from '../../workplace/energy.ts';
import { createKeptPrompts } from '../../workplace/prompts/kept-prompts.ts';
import { createSourceReports } from '../../workplace/source-reports.ts';
import { createShares } from '../../workplace/sharing/shares.ts';
import type { Desk } from '../desk/desk.ts';
import { kindWords } from '../audit/act-words.ts';

interface Parts {
  readonly db: Database;
  readonly desk: Pick<Desk, 'log' | 'conversations' | 'workplace' | 'auditKey' | 'recordAct'>;
}

/** Turns that are opened at once. */
const PAGE = 50;
const MOST_REPORTS = 100_000;

/** All that the desk has of somebody, or of a conversation, as it is read. */
export function createOwnData({ db, desk }: Parts): (of: Subject) => AsyncIterable<DataSection> {
  return ({ subject, subjectId }) => (subject === 'person' ? personData(subjectId) : conversationData(subjectId));

  async function* conversationData(conversationId: string): AsyncIterable<DataSection> {
    for (const found of await conversationsIn(db, { conversationId })) yield* turnsOf(found.turnIds, 'Gesprek', found.assistant);
    yield* handoversOf(conversationId);
    yield { kind: 'acts', title: 'Wat er met dit gesprek is gedaan', items: (await actsOn(db, { conversationId })).map((act) => actItem(act)) };
  }

  async function* personData(personId: string): AsyncIterable<DataSection> {
    yield* accountOf(db, personId);
    for (const { conversationId, assistant, turnIds } of await conversationsIn(db, { personId })) {
      const held = await desk.conversations.find(personId, conversationId);
      yield* turnsOf(turnIds, held?.title ?? 'Gesprek', assistant);
      yield* handoversOf(conversationId);
      yield* sharesOf(conversationId, personId, held?.title ?? 'Gesprek');
    }
    for (const { conversationId } of await desk.workplace.files.folders(personId)) yield* filesOf({ conversationId, personId });
    const own = { db, masterKey: desk.auditKey, now: () => new Date() };
    const prompts = await createKeptPrompts(own).list({ id: personId, groups: [], edits: [] });
    if (prompts.length > 0) yield { kind: 'prompt', title: 'Uw bewaarde prompts', items: prompts.map(({ title, text, changedAt }) => ({ title, facts: { Bewaard: momentWords(changedAt) }, texts: [{ what: 'Tekst', text }] })) };
    const reports = await createSourceReports({ ...own, record: desk.recordAct }).ofPerson(personId, MOST_REPORTS);
    if (reports.length > 0) {
      yield {
        kind: 'report', title: 'Fouten in bronnen die u meldde',
        items: reports.map(({ title, createdAt, text, done }) => ({ title, facts: { Gemeld: momentWords(createdAt) }, texts: [{ what: 'Melding', text }, ...(done && done.note !== '' ? [{ what: 'Bericht aan u', text: done.note }] : [])] })),
      };
    }
    yield* useOfPerson(db, personId);
    yield { kind: 'acts', title: 'Wat u deed, wat er met uw account is gedaan en wie opende wat u vroeg', items: (await actsOn(db, { personId })).map((act) => actItem(act, personId)) };
  }

  async function* turnsOf(ids: readonly string[], title: string, assistant: string): AsyncIterable<DataSection> {
    for (let start = 0; start < ids.length; start += PAGE) {
      const part = ids.slice(start, start + PAGE);
      const turns = new Map((await desk.log.find(part)).map((turn) => [turn.id, turn]));
      yield { kind: 'conversation', title: `${title} (${assistant})`, items: part.flatMap((id) => turns.get(id) ?? []).map((turn, index) => turnItem(turn, start + index + 1)) };
    }
  }

  async function* handoversOf(conversationId: string): AsyncIterable<DataSection> {
    const handovers = await passedOn(db, desk.auditKey, conversationId);
    if (handovers.length === 0) return;
    yield {
      kind: 'handover', title: 'Wat is doorgegeven aan een medewerker',
      items: handovers.map(({ id, createdAt, summary, name, email, phone }) => ({
        title: `Kenmerk ${referenceOf(id)}`,
        facts: { Moment: momentWords(new Date(createdAt)), ...(name !== undefined && { Naam: name }), ...(email !== undefined && { 'E-mail': email }), ...(phone !== undefined && { Telefoon: phone }) },
        texts: [{ what: 'Samenvatting', text: summary }],
      })),
    };
  }

  async function* sharesOf(conversationId: string, personId: string, title: string): AsyncIterable<DataSection> {
    const shares = await createShares({ db, masterKey: desk.auditKey, now: () => new Date(), record: desk.recordAct, rightsNow: () => ({ isEmployee: false, groups: [] }) }).of({ conversationId, personId });
    if (shares.length === 0) return;
    yield { kind: 'share', title: `Met wie u deelt: ${title}`, items: shares.map(({ whom, createdAt, withFiles }) => ({ title: 'group' in whom ? `Groep ${whom.group}` : whom.address, facts: { Sinds: momentWords(createdAt), 'Met bestanden': withFiles ? 'ja' : 'nee' }, texts: [] })) };
  }

  async function* filesOf(place: { readonly conversationId: string; readonly personId: string }): AsyncIterable<DataSection> {
    const files = await desk.workplace.files.list(place);
    for (const file of files) {
      // One at a time: what stands in them may be long.
      const [opened] = file.state === 'ready' ? await desk.workplace.files.open(place, [file.id]) : [];
      const text = opened?.read.passages.map((passage) => [...passage.headings, passage.text].join('\n')).join('\n\n');
      yield { kind: 'file', title: 'Uw bestanden', items: [{ title: file.name, facts: { Toegevoegd: momentWords(file.createdAt), Bytes: String(file.bytes) }, texts: text === undefined ? [] : [{ what: 'Wat erin staat, zoals het is gelezen', text }] }] };
    }
  }
}

function turnItem({ receivedAt, outcome, question, end, feedback, judgement, corrections = [] }: KeptTurn, place: number): DataItem {
  const text = (what: string, said: string | undefined) => (said === undefined || said === '' ? [] : [{ what, text: said }]);
  const remark = judgement?.said['remark'];
  return {
    title: `Vraag ${place}`,
    facts: {
      Moment: momentWords(receivedAt),
      Uitkomst: outcome === undefined ? 'loopt nog' : outcomeWords(outcome),
      ...(feedback && { 'Hielp het': feedback.helpful ? 'ja' : 'nee' }),
      ...(judgement && { 'Oordeel van een medewerker': judgementWords[judgement.judgement as Judgement] }),
    },
    texts: [
      ...text('Vraag', question ?? 'Gewist.'),
      ...text('Antwoord', end?.answer),
      ...text('Bronnen', end?.sources.map(({ number, title }) => `[${number}] ${title}`).join('\n')),
      ...text('Wat u van het antwoord vond', feedback?.text),
      ...text('Wat een medewerker ervan vond', typeof remark === 'string' ? remark : undefined),
      ...corrections.map((one) => ({ what: `Aanvulling op verzoek, ${momentWords(one.at)}`, text: one.text })),
    ],
  };
}

/** Colleagues are known by their numbers: who they are is their own data. */
function actItem({ number, at, kind, facts }: FoundAct, personId?: string): DataItem {
  const { byPerson, byKey = byPerson } = facts as { readonly byPerson?: string; readonly byKey?: string };
  const by = byKey === undefined ? 'de balie zelf, of wie erom vroeg' : byKey === personId ? 'u' : `een medewerker of programma (nummer ${byKey})`;
  return { title: kindWords(kind), facts: { Moment: momentWords(new Date(at)), Door: by, 'Regel in het logboek': String(number) }, texts: [] };
}

async function* accountOf(db: Database, personId: string): AsyncIterable<DataSection> {
  const [person] = await db.query<{ name: string; email: string | null; issuer: string; claimed: string[]; createdAt: Date; seenAt: Date }>(
    'SELECT name, email, issuer, claimed, created_at AS "createdAt", seen_at AS "seenAt" FROM people WHERE id = $1',
    [personId],
  );
  if (person === undefined) return;
  const passkeys = await db.query<{ name: string; createdAt: Date; lastUsedAt: Date | null }>('SELECT name, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM passkeys WHERE person_id = $1 ORDER BY created_at', [personId]);
  yield {
    kind: 'account', title: 'Uw account',
    items: [
      { title: person.name, facts: { Nummer: personId, ...(person.email !== null && { 'E-mail': person.email }), Inlogdienst: person.issuer, Groepen: person.claimed.join(', ') || 'geen', Gemaakt: momentWords(person.createdAt), 'Laatst ingelogd': momentWords(person.seenAt) }, texts: [] },
      ...passkeys.map(({ name, createdAt, lastUsedAt }) => ({ title: `Passkey ${name}`, facts: { Gemaakt: momentWords(createdAt), ...(lastUsedAt && { 'Laatst gebruikt': momentWords(lastUsedAt) }) }, texts: [] })),
    ],
  };
}

async function* useOfPerson(db: Database, personId: string): AsyncIterable<DataSection> {
  const [days, energy] = await Promise.all([useOf(db, personId, new Date(0)), energyOf(db, personId, '1970-01-01')]);
  if (days.length === 0) return;
  const factsOf = ({ day, questions, promptTokens, answerTokens }: DayOfUse) => {
    const wattHours = energy.get(day);
    return { Vragen: String(questions), 'Tokens gelezen': String(promptTokens), 'Tokens geschreven': String(answerTokens), ...(wattHours !== undefined && { 'Stroom (Wh)': wattHours.toFixed(1) }) };
  };
  yield { kind: 'use', title: 'Uw verbruik', items: days.map((day) => ({ title: day.day, facts: factsOf(day), texts: [] })) };
}
