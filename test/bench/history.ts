/**
 * What it takes to list and to search somebody's own conversations: `node test/bench/history.ts [CONVERSATIONS]`, on DATABASE_URL or
 * embedded. All are of one person, two turns each, with answers put together from sentences of the sample documents.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { keepPerson } from '../../src/identity/people.ts';
import type { Database } from '../../src/store/database.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { createConversations } from '../../src/workplace/conversations.ts';
import { randomNumbers } from '../support/random.ts';

const TURNS = 2;
const SENTENCES = 6;
const TIMES = 100;
const TOGETHER = 8;
const count = Number(process.argv[2] ?? 10_000);
const below = randomNumbers(26);
const sentences = globSync('ingest/samples/producten/*.md')
  .toSorted()
  .flatMap((path) => readFileSync(path, 'utf8').split(/(?<=[.?!])\s+/))
  .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
  .filter((sentence) => sentence.length > 30 && sentence.length < 200);
const anySentence = () => sentences[below(sentences.length)] ?? '';

const db = await openScratchDatabase(process.env['DATABASE_URL']);
try {
  await measure(db);
} finally {
  await db.close();
}

async function measure(on: Database): Promise<void> {
  let at = Date.parse('2026-01-01T08:00:00Z');
  const conversations = createConversations({ db: on, masterKey: randomBytes(32), now: () => new Date((at += 1_000)) });
  const person = await keepPerson(on, { issuer: 'https://in.example', subject: 'bench', name: 'Noor', email: null, claimed: [] }, new Date());
  if (person === undefined) throw new Error('nobody was kept');
  const began = performance.now();
  let left = count;
  const fill = async () => {
    while (left > 0) {
      left -= 1;
      const conversationId = randomUUID();
      await conversations.open({ conversationId, isNew: true, person, assistant: 'collega', question: anySentence() });
      for (let turn = 0; turn < TURNS; turn += 1) {
        const answer = Array.from({ length: SENTENCES }, anySentence).join(' ');
        await conversations.said({ turnId: randomUUID(), conversationId, person, question: anySentence(), answer, model: 'chat' });
      }
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, fill));
  const [sizes] = await on.query<{ bytes: number; words: number }>(`SELECT pg_total_relation_size('conversation_words') AS bytes, (SELECT avg(cardinality(words))::int FROM conversation_words) AS words`);
  report('filled', { conversations: count, turns: count * TURNS, keptMs: round((performance.now() - began) / (count * TURNS)), ...sizes });
  await on.query('ANALYZE conversations');
  await on.query('ANALYZE conversation_words');
  const page = (number: number) => ({ page: number, pageSize: 25 });
  const lastPage = Math.max(1, Math.floor(count / 25));
  await timed('list, first page', () => conversations.list(person, page(1)));
  await timed('list, last page', () => conversations.list(person, page(lastPage)));
  for (const text of ['gemeente', 'paspoort', 'hondenbelasting', 'kosten van een parkeervergunning', 'zwaluwstaart']) await timed(`search: ${text}`, () => conversations.search(person, text, page(1)));
}

async function timed(what: string, run: () => Promise<{ readonly total: number }>): Promise<void> {
  const took: number[] = [];
  let total = 0;
  for (let times = 0; times < TIMES; times += 1) {
    const began = performance.now();
    ({ total } = await run());
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  report(what, { total, p50: round(took[Math.floor(TIMES / 2)] ?? 0), p95: round(took[Math.floor(TIMES * 0.95)] ?? 0) });
}

function report(what: string, figures: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ database: db.kind, what, ...figures }));
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
