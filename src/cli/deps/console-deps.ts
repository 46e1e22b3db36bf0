import { countUndecided } from '../../oversight/openings.ts';
import { countOpenRequests } from '../../privacy/requests.ts';
import type { Config } from '../../config/config.ts';
import { createConsoleChanges } from '../../audit/console-changes.ts';
import { outcomesByDay, waitsSince } from '../../audit/turn-figures.ts';
import { dutchDay, endOfDutchDay } from '../../dutch-time.ts';
import { BalieError } from '../../errors.ts';
import type { ConsoleDeps } from '../../http/console-deps.ts';
import type { KeyRing } from '../../identity/key-ring.ts';
import { createKeyManager } from '../../identity/key-manager.ts';
import type { Limiter } from '../../identity/limits/limiter.ts';
import { createPeopleManager, listPeople } from '../../identity/local/manage.ts';
import { claimOf, ownGroups, rightsOf } from '../../identity/groups.ts';
import { lastRuns } from '../../jobs/runs.ts';
import { collectionStates } from '../../knowledge/documents/attention.ts';
import { isComplete } from '../../knowledge/vectors/embedding-models.ts';
import { Pulls } from '../../models/pulls.ts';
import { countUnhelpful } from '../../review/queue.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';
import { placesOf } from '../hosts/model-places.ts';
import { invitationLink } from '../people/links.ts';
import { catalogueDeps } from './catalogue-deps.ts';

interface Parts {
  readonly config: Config;
  readonly desk: Desk;
  readonly db: Database;
  readonly keys: { readonly ring: KeyRing; readonly limiter: Limiter };
}

const DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;
/** A page waits no longer for hosts that do not answer. */
const HOSTS_MS = 2_000;
const SHOWN_CHANGES = 20;

/** The console, over the rooms that it shows and changes. */
export function consoleDeps({ config, desk, db, keys }: Parts): ConsoleDeps {
  const now = () => new Date();
  const changes = createConsoleChanges({ db, masterKey: desk.auditKey, now });
  const pulls = new Pulls(db);
  const stopping = new AbortController();
  const collections = config.collections.map(({ id }) => id);
  const titles = new Map(config.collections.map(({ id, title }) => [id, title]));
  const all = [...config.groups, ...ownGroups(collections)];

  async function figures() {
    const days = lastDays(now(), DAYS);
    const starts = days.map(({ from }) => from);
    const [counted, waits] = await Promise.all([outcomesByDay(db, starts), waitsSince(db, starts.at(-1) ?? now())]);
    return { days: days.map(({ day }, index) => ({ day, outcomes: counted[index] ?? {} })), waits };
  }

  return {
    async start() {
      const [counted, states, runs, vectors, openReviews, openings, requests] = await Promise.all([
        figures().catch((error: unknown) => {
          // Too much to count in time; a database that is away makes the others fail.
          if (error instanceof BalieError && error.code === 'database-unavailable') return { days: undefined, waits: undefined };
          throw error;
        }),
        collectionStates(db, collections, now()),
        lastRuns(db, collections),
        desk.embedder && isComplete(db, desk.embedder.model),
        countUnhelpful(db),
        countUndecided(db),
        countOpenRequests(db),
      ]);
      const sum = (of: 'waiting' | 'failed' | 'reviewDue' | 'attention') => states.reduce((total, state) => total + state[of], 0);
      const hosts = Map.groupBy(desk.gateway.hosts(), ({ id }) => id);
      return {
        ...counted,
        hosts: { all: hosts.size, ready: [...hosts.values()].filter((lanes) => lanes.every(({ state }) => state === 'closed')).length },
        running: desk.gateway.hosts().reduce((total, { inUse }) => total + inUse, 0),
        waiting: [...desk.gateway.waiting().values()].reduce((total, waiting) => total + waiting, 0),
        models: desk.gateway.models().length,
        ...(vectors !== undefined && { vectors: vectors ? ('ready' as const) : ('being-made' as const) }),
        deliveries: { waiting: sum('waiting'), failed: sum('failed') },
        openReviews,
        openings,
        requests,
        expiring: sum('reviewDue'),
        attention: sum('attention'),
        failingSources: runs.filter(({ state }) => state === 'failed').map(({ collectionId, source }) => ({ collection: collectionId, title: titles.get(collectionId) ?? collectionId, source })),
      };
    },
    changes: (of) => changes.list(of, SHOWN_CHANGES),
    change: (number) => changes.find(number),
    catalogue: (why) => catalogueDeps(desk.catalogue, { hostOf: desk.hostOf, gateway: desk.gateway, recordAct: changes.explained(desk.recordAct, why) }),
    waiting: () => desk.gateway.waiting(),
    async places() {
      const placed = await placesOf(desk.catalogue.catalogue.data, { hostOf: desk.hostOf, signal: stopping.signal, limitMs: HOSTS_MS });
      return new Map(placed.map(({ name, places }) => [name, places.map(({ backend, state, away }) => ({ host: backend, state, away: away?.said }))]));
    },
    pulls: () => pulls.list(),
    async pull(backend, model, by) {
      if (await pulls.isRunning(backend, model)) return;
      const steps = catalogueDeps(desk.catalogue, desk).pull(backend, model, stopping.signal);
      await db.transaction((tx) => desk.recordAct(tx, { kind: 'model.pulled', facts: { name: model, backend, byKey: by } }));
      await pulls.start(backend, model, steps);
    },
    keys: (why) =>
      createKeyManager(db, changes.explained(desk.recordAct, why), (changed) => {
        if (changed !== undefined) keys.ring.forget(changed);
        keys.limiter.forget();
      }),
    people: () => listPeople(db),
    peopleManager: (why) => createPeopleManager(db, changes.explained(desk.recordAct, why), now),
    groups: config.groups,
    rolesOf: ({ issuer, claimed }) => rightsOf(all, claimed, issuer).roles,
    claimOf,
    invitationLink: (token) => invitationLink(token, config, config.port),
  };
}

/** Dutch days with the moment at which each begins, the last one today. */
function lastDays(now: Date, count: number): { readonly day: string; readonly from: Date }[] {
  const today = Date.parse(`${dutchDay(now)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const at = today - (count - 1 - index) * DAY_MS;
    const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
    return { day: dayOf(at), from: endOfDutchDay(dayOf(at - DAY_MS)) ?? new Date(at) };
  });
}
