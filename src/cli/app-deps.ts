import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { AppDeps, RequestLogger } from '../http/deps.ts';
import { READABLE } from '../knowledge/audiences.ts';
import { dutchDay } from '../knowledge/day.ts';
import { findOriginal, readDocument, readOriginal } from '../knowledge/read-document.ts';
import type { Database } from '../store/database.ts';
import type { Desk } from './desk.ts';

const PUBLIC_ASSISTANT = 'loket';
/** Turns at once: each may hold a database connection and a place at the model host for minutes. */
const MAX_TURNS = 64;

/** What the HTTP layer needs, from the rooms that have it. */
export function appDeps(config: Config, desk: Desk, db: Database, logger: RequestLogger): AppDeps {
  const request = (id: string) => ({ id, audiences: READABLE.resident, on: dutchDay(new Date()) });
  const titles = new Map(config.collections.map(({ id, title }) => [id, title]));
  return {
    municipality: config.municipality,
    assistants: desk.assistants,
    publicAssistant: PUBLIC_ASSISTANT,
    takeTurn: (turn, signal) => desk.takeTurn(turn, signal),
    conversation: (id, assistant) => desk.log.conversation(id, assistant),
    documents: {
      async read(id) {
        const document = await readDocument(db, request(id));
        return document && { ...document, collection: titles.get(document.collectionId) ?? document.collectionId };
      },
      async original(id) {
        const file = await findOriginal(db, request(id));
        return file && { ...file, bytes: async () => (await readOriginal(db, request(id)))?.bytes };
      },
    },
    ping: async () => void (await db.query('SELECT 1')),
    logger,
    newId: () => randomUUID(),
    maxTurns: MAX_TURNS,
  };
}
