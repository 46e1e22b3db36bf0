import type { Config } from '../../config/config.ts';
import { dutchDay } from '../../dutch-time.ts';
import { pageOfDocuments } from '../../knowledge/documents/documents.ts';
import { createSearch } from '../../knowledge/search/search.ts';
import { READABLE } from '../../knowledge/readers.ts';
import type { Database } from '../../store/database.ts';
import type { Manifest } from '../../backup/manifest.ts';
import { countsOf } from '../../backup/tables.ts';
import { openDesk } from '../desk/desk.ts';
import { loadOwnSynonyms } from '../desk/synonyms.ts';

export interface TriedOut {
  /** Tables in which there are more or fewer rows than the backup says. */
  readonly otherCounts: readonly string[];
  /** Whether a document is found by its title; absent: there is none. */
  readonly isFound?: boolean;
  /** How the question about it ended; absent: there was nothing to ask about. */
  readonly outcome?: string;
}

/** What a question comes to where nothing is broken. */
const ENDED = new Set(['answered', 'quoted', 'abstained', 'out-of-scope', 'blocked', 'handed-over']);

/** Whether all that was tried went well. Where there is no document nothing was asked. */
export function isWell({ otherCounts, isFound, outcome }: TriedOut): boolean {
  return otherCounts.length === 0 && isFound !== false && (outcome === undefined || ENDED.has(outcome));
}

/** What the restore itself writes: two acts in the log, that it was put back and that all of that was done. */
const OWN_ROWS: Readonly<Record<string, number>> = { audit_entries: 2 };

/** Uses a database that was put back as the desk would: counts, searches, asks. */
export async function tryOut(db: Database, manifest: Manifest, config: Config, signal: AbortSignal): Promise<TriedOut> {
  const counts = await countsOf(db, manifest.tables.map(({ name }) => name));
  const otherCounts = manifest.tables.filter(({ name, rows }) => counts.get(name) !== rows + (OWN_ROWS[name] ?? 0)).map(({ name }) => name);
  const title = await aTitle(db, config);
  if (title === undefined) return { otherCounts };
  await loadOwnSynonyms(() => undefined)(db, config);
  const found = await createSearch(db).search({ question: title, readers: READABLE.resident, on: dutchDay(new Date()), limit: 20, signal });
  return { otherCounts, isFound: found.passages.some((passage) => passage.title === title), outcome: await ask(db, config, title, signal) };
}

/** Of a document that residents may read. */
async function aTitle(db: Database, { collections }: Config): Promise<string | undefined> {
  for (const { id, readers } of collections) {
    if (!readers.includes('resident')) continue;
    const { documents } = await pageOfDocuments(db, id, { page: 1, pageSize: 1 });
    if (documents[0] !== undefined) return documents[0].title;
  }
  return undefined;
}

async function ask(db: Database, config: Config, title: string, signal: AbortSignal): Promise<string> {
  const desk = await openDesk(config, db, { load: loadOwnSynonyms(() => undefined) });
  try {
    const [assistant] = desk.assistants.values();
    if (assistant === undefined) return 'none';
    for await (const event of desk.takeTurn({ assistant, question: title, conversationId: undefined }, signal)) {
      if (event.type === 'error') return event.error.code;
      if (event.type === 'done') return event.turn.outcome;
    }
    return 'interrupted';
  } finally {
    await desk.close();
  }
}
