import { setTimeout as sleep } from 'node:timers/promises';
import type { Push } from '../../jobs/push.ts';
import type { CollectionEvent } from '../../jobs/runs.ts';
import { toFaultView } from '../contracts/push-contracts.ts';
import type { SseMessage } from './sse.ts';

/** Between two looks: workers may be in other processes, which only the database hears of. */
const LOOK_MS = 1_000;
/** After so long it is asked anew whether the key is still valid: a stream may be open for days. */
const RENEW_MS = 30_000;

interface Following {
  /** Number of the last event that the client has seen. */
  readonly after: number;
  readonly collections: readonly string[];
  /** Ends the stream. */
  readonly signal: AbortSignal;
  /** The collections that the key is for by now; undefined when it is no longer valid. */
  readonly renew: () => Promise<readonly string[] | undefined>;
  /** Called at the end, whichever it is. */
  readonly end: () => void;
}

/** What becomes of the documents of these collections, as long as the client, the desk and the key stay. */
export async function* documentEvents(push: Pick<Push, 'eventsAfter'>, following: Following): AsyncGenerator<SseMessage, void> {
  try {
    yield* follow(push, following);
  } finally {
    following.end();
  }
}

async function* follow(push: Pick<Push, 'eventsAfter'>, { renew, signal, ...start }: Following): AsyncGenerator<SseMessage, void> {
  let { after } = start;
  let collections: readonly string[] | undefined = start.collections;
  let renewed = Date.now();
  while (!signal.aborted) {
    if (Date.now() - renewed >= RENEW_MS) {
      collections = await renew();
      if (collections === undefined) return;
      renewed = Date.now();
    }
    const found = await push.eventsAfter(collections, after);
    for (const event of found) {
      after = event.id;
      yield { id: event.id, event: 'document', data: toData(event) };
      if (signal.aborted) return;
    }
    if (found.length === 0) await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

function toData({ collectionId, sourceId, outcome, title, passages, warnings, fault }: CollectionEvent) {
  return {
    collection: collectionId,
    sourceId,
    outcome,
    ...(title !== null && { title }),
    ...(passages !== null && { passages }),
    ...(warnings.length > 0 && { warnings }),
    ...(fault !== null && { fault: toFaultView(fault) }),
  };
}
