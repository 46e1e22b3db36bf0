import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createErasing } from '../../../src/cli/privacy/erasing.ts';
import { legalHolds } from '../../../src/cli/privacy/legal-holds.ts';
import { keepPerson } from '../../../src/identity/people.ts';
import type { Database } from '../../../src/store/database.ts';
import { addEnergy, energyOf } from '../../../src/workplace/energy.ts';
import { eraserOf } from '../../../src/retention/aged.ts';
import { type Conversations, agedConversations, createConversations } from '../../../src/workplace/conversations.ts';
import { createChatFiles, type EnqueueFile } from '../../../src/workplace/files/store.ts';
import { openTestDatabase } from '../../support/database.ts';
import { holdsOf } from '../retention/support.ts';

const masterKey = randomBytes(32);
const DAY_MS = 24 * 60 * 60 * 1_000;
const PAGE = { page: 1, pageSize: 25 };
let db: Database;
let at = new Date('2026-11-26T10:00:00Z');
let conversations: Conversations;
let noor: string;
let sam: string;

beforeAll(async () => {
  db = await openTestDatabase();
  conversations = createConversations({ db, masterKey, now: () => at });
});
afterAll(() => db.close());
beforeEach(async () => {
  [noor, sam] = [await somebody(), await somebody()];
});

async function somebody(): Promise<string> {
  const id = await keepPerson(db, { issuer: 'https://in.example', subject: randomUUID(), name: 'Noor', email: null, claimed: [] }, at);
  if (id === undefined) throw new Error('nobody was kept');
  return id;
}

/** A turn of a conversation. @returns the conversation and the turn. */
async function say(person: string, question: string, { answer = '', id = randomUUID(), isNew = true } = {}) {
  const turnId = randomUUID();
  await conversations.open({ conversationId: id, isNew, person, assistant: 'collega', question });
  await conversations.said({ turnId, conversationId: id, person, question, answer, model: 'chat' });
  return { id, turnId };
}
const erase = (person: string, id: string) => createErasing({ db, masterKey, now: () => at, municipality: 'Gemeente', heldBy: legalHolds, forget: () => undefined }).conversation(id, { personId: person, by: { by: 'asker' } });
const found = async (person: string, text: string) => (await conversations.search(person, text, PAGE)).conversations.map(({ id }) => id);

test('of two first questions at once the second goes on with the conversation, and none is begun in that of somebody else', async () => {
  const id = randomUUID();
  const open = (person: string, assistant = 'collega') => conversations.open({ conversationId: id, isNew: true, person, assistant, question: 'Wat kost dat?' });
  await Promise.all([open(noor), open(noor)]);
  for (const [person, assistant] of [[sam, 'collega'], [noor, 'loket']] as const) await expect(open(person, assistant)).rejects.toMatchObject({ code: 'conversation-unknown' });
  expect((await conversations.list(noor, PAGE)).total).toBe(1);
});

test('a conversation in which nothing was asked after all is taken back, and no other', async () => {
  const begun = { conversationId: randomUUID(), person: noor };
  await conversations.open({ ...begun, isNew: true, assistant: 'collega', question: 'Wat kost dat?' });
  await conversations.unopen({ ...begun, person: sam });
  expect((await conversations.list(noor, PAGE)).total).toBe(1);
  await db.query("INSERT INTO turns (id, conversation_id, instance_id, assistant, received_at, person_id) VALUES ($1, $2, $1, 'collega', now(), $3)", [randomUUID(), begun.conversationId, noor]);
  await conversations.unopen(begun);
  expect((await conversations.list(noor, PAGE)).total).toBe(1);
  await db.query('DELETE FROM turns WHERE conversation_id = $1', [begun.conversationId]);
  await conversations.unopen(begun);
  expect((await conversations.list(noor, PAGE)).total).toBe(0);
});

test('of a conversation that is erased no file is left, however close to it one comes in', async () => {
  const files = createChatFiles({ db, masterKey, now: () => at, turnsOf: () => Promise.resolve('theirs') });
  const upload = (conversationId: string, enqueue: EnqueueFile = async () => undefined) => files.add({ id: randomUUID(), conversationId, personId: noor, name: 'a.txt', bytes: Buffer.from('a') }, enqueue);
  const left = () => db.query('SELECT 1 FROM chat_folders WHERE person_id = $1', [noor]);
  const { id } = await say(noor, 'Wat kost een paspoort?');
  let erased: Promise<unknown> | undefined;
  // The file is kept already, and its transaction is still open.
  await upload(id, async () => {
    erased = erase(noor, id);
    // Time enough to end, for an erasure that does not wait.
    await Promise.race([erased, sleep(500)]);
  });
  await erased;
  expect(await left()).toEqual([]);
  await expect(upload(id)).rejects.toMatchObject({ code: 'conversation-unknown' });
  const many = await Promise.all(Array.from({ length: 30 }, () => say(noor, 'Wat kost een rijbewijs?')));
  await Promise.all(many.flatMap((one, count) => {
    const both = [() => upload(one.id).catch((error: unknown) => expect(error).toMatchObject({ code: 'conversation-unknown' })), () => erase(noor, one.id)];
    return (count % 2 === 0 ? both : both.toReversed()).map((run) => run());
  }));
  expect(await left()).toEqual([]);
});

test('a file of a conversation that must be kept is not taken away by whose it is, until the hold ends', async () => {
  const files = createChatFiles({ db, masterKey, now: () => at, turnsOf: () => Promise.resolve('theirs') });
  const { id: conversationId } = await say(noor, 'Wat kost een paspoort?');
  const [place, file] = [{ conversationId, personId: noor }, randomUUID()];
  await files.add({ ...place, id: file, name: 'a.txt', bytes: Buffer.from('a') }, async () => undefined);
  const hold = { id: randomUUID(), by: sam, reason: 'Bezwaar' };
  await holdsOf(db).make({ ...hold, scope: { conversationId } });
  await expect(files.remove(place, file)).rejects.toMatchObject({ code: 'erasure-held' });
  expect(await files.remove({ ...place, personId: sam }, file)).toBe(false);
  expect(await files.list(place)).toHaveLength(1);
  await holdsOf(db).end(hold);
  expect([await files.remove(place, file), await files.remove(place, file)]).toEqual([true, false]);
});

describe('looking for words', () => {
  test('finds all of them over the turns of one conversation, in any form, with or without accents and capitals', async () => {
    const { id } = await say(noor, 'Hoe vraag ik een parkeervergunning aan?', { answer: 'Dat doet u bij het café op het plein. [1]' });
    await say(noor, 'En wat kosten twee vergunningen?', { id, isNew: false });
    const other = await say(noor, 'Wat kost een paspoort?');
    for (const text of ['parkeervergunningen', 'CAFE', 'café plein', 'parkeervergunning kost', 'de kosten van twee vergunningen']) expect(await found(noor, text), text).toEqual([id]);
    expect((await found(noor, 'kost')).toSorted()).toEqual([id, other.id].toSorted());
    for (const text of ['parkeervergunning paspoort', 'rijbewijs', 'de van het', '', `' OR 1=1 --`]) expect(await found(noor, text), text).toEqual([]);
  });

  test('finds nothing of somebody else, and no digest is the same for two persons', async () => {
    await say(noor, 'Wat is de Wmo?');
    await say(sam, 'Wat is de Wmo?');
    expect(await found(sam, 'wmo')).toHaveLength(1);
    const rows = await db.query<{ words: number[] }>(`SELECT w.words::text[] AS words FROM conversation_words w JOIN conversations c ON c.id = w.conversation_id WHERE c.person_id = ANY($1::uuid[])`, [[noor, sam]]);
    expect(rows).toHaveLength(2);
    expect(rows.flatMap(({ words }) => words).length).toBe(new Set(rows.flatMap(({ words }) => words)).size);
  });

  test('finds the name that it was given, and no longer what was asked otherwise', async () => {
    const { id, turnId } = await say(noor, 'Hoe zit het met de zonnepanelen?');
    expect(await conversations.rename(noor, id, '  Dossier\nStationsplein  ')).toBe(true);
    expect(await found(noor, 'stationsplein')).toEqual([id]);
    await conversations.forget([turnId]);
    expect(await found(noor, 'zonnepanelen')).toEqual([]);
    expect(await found(noor, 'stationsplein')).toEqual([id]);
  });

  test('leaves nothing to read in the database', async () => {
    const { id } = await say(noor, 'Geheimwoord boomstronk', { answer: 'antwoordwoord' });
    await conversations.rename(noor, id, 'Naamwoord');
    const rows = await db.query<{ all: string }>(`SELECT c::text AS all FROM conversations c UNION ALL SELECT w::text FROM conversation_words w UNION ALL SELECT k::text FROM word_keys k`);
    const all = rows.map((row) => row.all).join('\n');
    for (const word of ['boomstronk', 'antwoordwoord', 'Naamwoord']) {
      expect(all).not.toContain(word);
      expect(all).not.toContain(Buffer.from(word).toString('hex'));
    }
  });
});

describe('a conversation', () => {
  test('is its owner’s alone: nobody else opens, names, pins, takes or finds it', async () => {
    const { id } = await say(noor, 'Wat kost een paspoort?');
    await expect(conversations.open({ conversationId: id, isNew: false, person: sam, assistant: 'collega', question: 'x' })).rejects.toMatchObject({ code: 'conversation-unknown' });
    expect(await conversations.rename(sam, id, 'Van mij')).toBe(false);
    expect(await conversations.pin(sam, id, true)).toBe(false);
    await erase(sam, id);
    await conversations.said({ turnId: randomUUID(), conversationId: id, person: sam, question: 'indringer', answer: '', model: 'ander' });
    expect(await conversations.find(sam, id)).toBeUndefined();
    expect(await conversations.find(noor, id)).toMatchObject({ title: 'Wat kost een paspoort?', pinned: false, model: 'chat' });
    expect(await found(noor, 'indringer')).toEqual([]);
  });

  test('stands with the pinned ones first, then by when it was used, page by page', async () => {
    const made: string[] = [];
    for (const [index, question] of ['Een', 'Twee', 'Drie'].entries()) {
      at = new Date(at.getTime() + 1_000 + index);
      made.push((await say(noor, question)).id);
    }
    await conversations.pin(noor, made[0] ?? '', true);
    const titles = async (page: number) => (await conversations.list(noor, { page, pageSize: 2 })).conversations.map(({ title }) => title);
    expect(await titles(1)).toEqual(['Een', 'Drie']);
    expect(await titles(2)).toEqual(['Twee']);
    expect((await conversations.list(noor, { page: 9, pageSize: 2 })).total).toBe(3);
  });

  test('has a title on one line that ends with a whole word, and none that is empty', async () => {
    const { id } = await say(noor, `Eerste regel\n${'woord '.repeat(40)}`);
    const { title = '' } = (await conversations.find(noor, id)) ?? {};
    expect(title).toMatch(/^Eerste regel (?:woord )+woord…$/);
    expect(title.length).toBeLessThanOrEqual(100);
    expect(() => conversations.rename(noor, id, ' \n ')).toThrow(expect.objectContaining({ code: 'title-empty' }));
  });

  test('that was taken away keeps no words, also of a turn that still ran, and is not gone on with', async () => {
    const { id } = await say(noor, 'Wat kost een paspoort?');
    await erase(noor, id);
    await conversations.said({ turnId: randomUUID(), conversationId: id, person: noor, question: 'laat', answer: '', model: 'chat' });
    expect(await db.query('SELECT 1 FROM conversation_words WHERE conversation_id = $1', [id])).toEqual([]);
    await expect(conversations.open({ conversationId: id, isNew: false, person: noor, assistant: 'collega', question: 'x' })).rejects.toMatchObject({ code: 'conversation-unknown' });
  });

  test('loses with time what was said first: its words, its title if nobody named it, and at last itself', async () => {
    const first = at;
    const erase = (before: Date) => eraserOf(db, agedConversations).erase({ kind: 'conversations', before, of: ['collega'] });
    const [plain, named] = [await say(noor, 'Zonnepanelen'), await say(noor, 'Zonnepanelen')];
    await conversations.rename(noor, named.id, 'Mijn dossier');
    at = new Date(first.getTime() + 10 * DAY_MS);
    for (const { id } of [plain, named]) await say(noor, 'Warmtepomp', { id, isNew: false });
    await erase(new Date(first.getTime() + DAY_MS));
    expect(await found(noor, 'zonnepanelen')).toEqual([]);
    expect(await found(noor, 'warmtepomp')).toHaveLength(2);
    expect(await conversations.find(noor, plain.id)).toMatchObject({ title: undefined });
    expect(await conversations.find(noor, named.id)).toMatchObject({ title: 'Mijn dossier' });
    await erase(new Date(first.getTime() + 11 * DAY_MS));
    expect((await conversations.list(noor, PAGE)).total).toBe(0);
    expect(await db.query('SELECT 1 FROM conversation_words w WHERE NOT EXISTS (SELECT 1 FROM conversations c WHERE c.id = w.conversation_id)')).toEqual([]);
  });
});

test('energy is added up by day for a person, and that of the desk itself is nobody’s', async () => {
  const noon = new Date('2026-11-26T12:00:00Z');
  await addEnergy(db, noor, 1_800, noon);
  await addEnergy(db, noor, 5_400, noon);
  await addEnergy(db, 'balie', 9_000, noon);
  expect(await energyOf(db, noor, '2026-11-01')).toEqual(new Map([['2026-11-26', 2]]));
  expect(await energyOf(db, sam, '2026-11-01')).toEqual(new Map());
});
