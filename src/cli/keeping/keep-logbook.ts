import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { TASK_PREFIX } from '../../answer/task/ports.ts';
import type { Config } from '../../config/config.ts';
import { createFollower } from '../../logbook/follow.ts';
import { createDelivery, dropQueue } from '../../logbook/otlp/deliver.ts';
import { createSender } from '../../logbook/otlp/send.ts';
import { releaseLeases } from '../../logbook/outlets.ts';
import { createPseudonyms } from '../../logbook/pseudonym.ts';
import { createSiemDelivery } from '../../logbook/siem/deliver.ts';
import { type OutletState, outletStates } from '../../logbook/state.ts';
import type { Database } from '../../store/database.ts';
import { VERSION } from '../version.ts';
import { keepLooking } from './look.ts';

const LOOK_MS = 1_000;
const STATE_MS = 10_000;

interface Options {
  readonly config: Pick<Config, 'logbook' | 'siem'>;
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly onError: (what: string) => (error: unknown) => void;
}

/** What keeps the logbook and sends of the audit log, while it runs. */
export interface KeptLogbook {
  /** How all of it was at the last look. */
  readonly states: () => readonly OutletState[];
  stop(): Promise<void>;
}

/**
 * Keeps the Logboek Dataverwerkingen, and sends it and the audit log on, where the configuration says so: without that nothing is looked at. Each
 * way out by itself: one that hangs holds up no other.
 */
export async function keepLogbook({ config: { logbook, siem }, db, masterKey, onError }: Options): Promise<KeptLogbook> {
  // What waits for a receiver that is no more would never go by its age.
  if (logbook?.receiver === undefined) await dropQueue(db);
  if (logbook === undefined && siem.length === 0) return { states: () => [], stop: () => Promise.resolve() };
  const now = () => new Date();
  // Whoever else had the embedded database is gone.
  if (db.kind === 'embedded') await releaseLeases(db);
  const stops: (() => Promise<void>)[] = [];
  const look = (work: () => Promise<unknown>, everyMs: number, what: string) => {
    const stop = keepLooking(async () => void (await work()), { everyMs, onError: onError(what) });
    stops.push(() => Promise.resolve(stop()));
  };
  if (logbook !== undefined) {
    const resource = { 'service.name': 'balie', 'service.version': VERSION };
    const making = { settings: logbook, pseudonyms: createPseudonyms(masterKey), resource, isTask: (assistant: string) => assistant.startsWith(TASK_PREFIX) };
    const follower = createFollower({ db, making, now });
    await follower.start();
    look(follower.follow, LOOK_MS, 'logbook not kept');
    if (logbook.receiver !== undefined) {
      const sender = createSender(logbook.receiver);
      const delivery = createDelivery({ db, send: sender.send, version: VERSION, now });
      await delivery.start();
      look(delivery.deliver, LOOK_MS, 'logbook not sent');
      stops.push(sender.close);
    }
  }
  const sender = { hostname: hostname(), processId: process.pid };
  for (const settings of siem) {
    const delivery = createSiemDelivery({ db, settings, instanceId: randomUUID(), version: VERSION, sender, now });
    await delivery.start();
    look(delivery.deliver, LOOK_MS, 'audit log not sent to SIEM');
  }
  let states: readonly OutletState[] = await outletStates(db, { logbook, siem });
  look(async () => void (states = await outletStates(db, { logbook, siem })), STATE_MS, 'ways out of the audit log not looked at');
  return {
    states: () => states,
    stop: async () => void (await Promise.all(stops.map((stop) => stop()))),
  };
}
