import { randomUUID } from 'node:crypto';
import { chainKey } from '../../audit/chain.ts';
import { agedChanges } from '../../audit/console-changes.ts';
import type { RecordAct } from '../../audit/management-log.ts';
import { assistantsWithTurns, countCalls, countFeedback, countTurns, eraseCalls, eraseFeedback, eraseTurns } from '../../audit/retention.ts';
import { PAST_IDEMPOTENCY_KEYS } from '../../audit/idempotency-keys.ts';
import { UNSAID } from '../../audit/said-before.ts';
import type { Config } from '../../config/config.ts';
import { dutchDay } from '../../dutch-time.ts';
import { agedHandovers } from '../../handover/handovers.ts';
import { expiredLogins } from '../../identity/expired.ts';
import { agedPeople } from '../../identity/people.ts';
import { agedUse } from '../../identity/use.ts';
import { agedJobs, countExpiredDocuments, removeExpiredDocuments } from '../../jobs/aged.ts';
import { isReadBy } from '../../jobs/source-kinds.ts';
import { collectionIds } from '../../knowledge/collections.ts';
import { countRecords, eraseRecords } from '../../logbook/records.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import { agedReasons } from '../../oversight/openings.ts';
import { agedRequests } from '../../privacy/requests.ts';
import { type Counted, type Eraser, eraserOf } from '../../retention/aged.ts';
import { agedHoldReasons } from '../../retention/hold-reasons.ts';
import type { Known, KnownAssistant, Rule } from '../../retention/plan.ts';
import { createRetention, type Retention } from '../../retention/retention.ts';
import type { DataKind, RetentionRules } from '../../retention/rules.ts';
import { agedRuns } from '../../retention/runs.ts';
import { unlinkCases } from '../../review/cases.ts';
import { agedTrials } from '../../settings/trials.ts';
import type { Database } from '../../store/database.ts';
import { agedConversations, conversedWith } from '../../workplace/conversations.ts';
import { agedEnergy } from '../../workplace/energy.ts';
import { agedFiles } from '../../workplace/files/erase.ts';
import { agedPrompts } from '../../workplace/prompts/kept-prompts.ts';
import { agedReports } from '../../workplace/source-reports.ts';

interface RetentionParts {
  readonly db: Database;
  readonly config: Pick<Config, 'collections'>;
  readonly masterKey: Buffer;
  readonly record: RecordAct;
  readonly assistants: ReadonlyMap<string, Pick<AssistantFolder, 'audience'>>;
  /** As they hold now. */
  readonly rules: () => RetentionRules;
}

/** What is past its retention, in all rooms that keep something. */
export function openRetention({ db, config, masterKey, record, assistants, rules }: RetentionParts): Retention {
  const now = () => new Date();
  const audit = { db, key: chainKey(masterKey), now };
  const isRead = isReadBy(config.collections);
  const documentsOf = ({ before, of = [] }: Rule) => ({ before: dutchDay(before), collections: of });
  const erasers: Readonly<Record<DataKind, Eraser>> = {
    turns: {
      count: (rule) => countTurns(db, withAssistants(rule)),
      async erase(rule, onGone) {
        try {
          return await eraseTurns({ ...audit, onGone }, withAssistants(rule));
        } finally {
          // Each time: what a fault left of it the last time is made up for.
          await unlinkCases(db);
        }
      },
    },
    feedback: { count: (rule) => countFeedback(db, withAssistants(rule)), erase: (rule, onGone) => eraseFeedback({ ...audit, onGone }, withAssistants(rule)) },
    calls: { count: (rule) => countCalls(db, rule), erase: (rule, onGone) => eraseCalls({ ...audit, onGone }, rule) },
    documents: { count: async (rule) => unheld(await countExpiredDocuments(db, documentsOf(rule))), erase: (rule, onGone) => removeExpiredDocuments(db, documentsOf(rule), isRead, onGone) },
    conversations: eraserOf(db, agedConversations),
    handovers: eraserOf(db, agedHandovers),
    files: eraserOf(db, agedFiles),
    reports: eraserOf(db, agedReports),
    prompts: eraserOf(db, agedPrompts),
    runs: eraserOf(db, agedJobs),
    energy: eraserOf(db, agedEnergy),
    use: eraserOf(db, agedUse),
    people: eraserOf(db, agedPeople),
    expired: eraserOf(db, { ...expiredLogins, erase: [...expiredLogins.erase, UNSAID, PAST_IDEMPOTENCY_KEYS] }),
    openings: eraserOf(db, agedReasons),
    changes: eraserOf(db, agedChanges),
    trials: eraserOf(db, agedTrials),
    holds: eraserOf(db, agedHoldReasons),
    requests: eraserOf(db, agedRequests),
    records: { count: async ({ before }) => unheld(await countRecords(db, before)), erase: ({ before }, onGone) => eraseRecords(db, before, onGone) },
    erasures: eraserOf(db, agedRuns),
  };
  return createRetention({ db, rules, known: () => knownIn(db, assistants), erasers, record, now, newId: () => randomUUID() });
}

const withAssistants = ({ before, of = [] }: Rule) => ({ before, assistants: of });
const unheld = (due: number): Counted => ({ due, held: 0 });

/** Of what something is kept: also of assistants that were taken out of the installation since. */
async function knownIn(db: Database, assistants: RetentionParts['assistants']): Promise<Known> {
  const [asked, conversed, collections] = [await assistantsWithTurns(db), await conversedWith(db), await collectionIds(db)];
  const byPeople = new Set([...conversed, ...asked.filter(({ isOfPeople }) => isOfPeople).map(({ name }) => name)]);
  const names = new Set([...byPeople, ...asked.map(({ name }) => name), ...assistants.keys()]);
  return { assistants: [...names].toSorted().map((name) => known(name, assistants.get(name)?.audience ?? (byPeople.has(name) ? 'employee' : undefined))), collections };
}

function known(name: string, audience: KnownAssistant['audience']): KnownAssistant {
  return { name, audience };
}
