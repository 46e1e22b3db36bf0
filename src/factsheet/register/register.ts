import { BalieError, type ErrorCode } from '../../errors.ts';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Database } from '../../store/database.ts';
import type { Factsheet, Rejection } from '../factsheet.ts';
import type { RegisterClient } from './api/client.ts';
import { digestOf } from './compare.ts';
import type { RegisterRecord } from './fields.ts';
import { type ShownField, shownFields } from './shown.ts';
import { createKeptRecords, type Kept, NOTHING_KEPT, type Press, type RegisterAct } from './kept.ts';
import { recordOf } from './record.ts';
import { rejections } from './rejections.ts';
import { actsFor, lookThere, type There } from './there.ts';

/** An assistant and its record: as it would be sent, and as it stands in the register. */
export interface RegisterLook {
  readonly assistant: string;
  /** Each field of the record, those that are empty too. */
  readonly fields: readonly ShownField[];
  readonly rejections: readonly Rejection[];
  readonly kept: Kept;
  /** Undefined: it is not there, or that is not known. */
  readonly there: There | undefined;
  /** Why it is not known how it stands. */
  readonly fault: { readonly code: ErrorCode; readonly detail: string | undefined } | undefined;
  readonly acts: readonly RegisterAct[];
}

export interface WantedPress extends Press {
  /** What its author saw of the record; '' when there was none. */
  readonly seen: string;
}

export interface Register {
  readonly isConnected: boolean;
  /** Of each assistant, as far as is known here: the register is not asked. */
  list(): Promise<readonly { readonly assistant: string; readonly rejections: number; readonly kept: Kept }[]>;
  /** As it would be sent. @throws BalieError `assistant-unknown`. */
  record(assistant: string): Promise<RegisterRecord>;
  /** What is kept of it here is put right by what is there. @throws BalieError `assistant-unknown`; a fault of the register is told in it. */
  look(assistant: string): Promise<RegisterLook>;
  /** @throws BalieError `register-…`, `assistant-unknown`. */
  press(press: WantedPress): Promise<void>;
}

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  /** As it is at this moment. */
  readonly factsheet: () => Promise<Factsheet>;
  /** Undefined: there is no connection. */
  readonly client: RegisterClient | undefined;
  readonly now: () => Date;
}

/** All of a look, or of a press. */
const LIMIT_MS = 60_000;
/** These send the record. */
const SENDS: readonly RegisterAct[] = ['send', 'update'];
/** After these it may have come about all the same. */
const UNSURE: readonly ErrorCode[] = ['register-slow', 'register-unreachable', 'register-fault'];

export function createRegister({ db, record: recordAct, factsheet, client, now }: Parts): Register {
  const keptRecords = createKeptRecords({ db, record: recordAct, now });

  async function recordFor(assistant: string): Promise<RegisterRecord> {
    const record = recordOf(await factsheet(), assistant);
    if (record === undefined) throw new BalieError('assistant-unknown');
    return record;
  }

  return {
    isConnected: client !== undefined,
    async list() {
      const [sheet, kept] = await Promise.all([factsheet(), keptRecords.all()]);
      return sheet.facts.assistants.map(({ name }) => ({ assistant: name, rejections: rejections(recordOf(sheet, name) ?? {}).length, kept: kept.get(name) ?? NOTHING_KEPT }));
    },
    record: recordFor,
    async look(assistant) {
      const record = await recordFor(assistant);
      const kept = (await keptRecords.all()).get(assistant) ?? NOTHING_KEPT;
      const local = { assistant, fields: shownFields(record), kept, there: undefined, fault: undefined, acts: [] };
      if (client === undefined) return { ...local, rejections: rejections(record) };
      try {
        const signal = AbortSignal.timeout(LIMIT_MS);
        const { name, flow } = await client.organisation(signal);
        const there = await lookThere(client, { record, kept }, signal);
        const refused = rejections(record, name);
        const isElsewhere = there !== undefined && there.id !== kept.remoteId;
        const known = isElsewhere ? kept : await keptRecords.found(assistant, kept, there?.state ?? 'none');
        return { ...local, kept: known, rejections: refused, there, acts: actsFor(there, flow).filter((act) => refused.length === 0 || !SENDS.includes(act)) };
      } catch (error) {
        const { code, detail } = faultIn(error);
        return { ...local, rejections: rejections(record), fault: { code, detail } };
      }
    },
    async press({ seen, ...press }) {
      if (client === undefined) throw new BalieError('register-off');
      const record = await recordFor(press.assistant);
      const kept = await keptRecords.claim(press);
      let isUnsure = false;
      try {
        const signal = AbortSignal.timeout(LIMIT_MS);
        const { name, flow } = await client.organisation(signal);
        const there = await lookThere(client, { record, kept }, signal);
        const isRefused = SENDS.includes(press.act) && rejections(record, name).length > 0;
        if (isRefused) throw new BalieError('register-rejected');
        // Made before, and never confirmed: it says the same, and nothing is sent.
        const isThere = press.act === 'send' && there !== undefined && there.differences.length === 0;
        if (!isThere && (there?.seen ?? '') !== seen) throw new BalieError('register-changed');
        if (!isThere && !actsFor(there, flow).includes(press.act)) throw new BalieError('register-step');
        isUnsure = press.act === 'send' && !isThere;
        const id = there?.id ?? (await client.create(record, signal));
        isUnsure = false;
        if (!isThere && press.act !== 'send') await doneBy(client, press.act)(id, record, signal);
        await keptRecords.done(press, { remoteId: id, sentSha256: SENDS.includes(press.act) ? await digestThere(client, id, record, signal) : (there?.sha256 ?? digestOf(record)), state: isThere ? there.state : AFTER[press.act] });
      } catch (error) {
        const fault = faultIn(error);
        await keptRecords.failed(press, fault.code, isUnsure && UNSURE.includes(fault.code));
        throw fault;
      }
    },
  };
}

const AFTER = { send: 'draft', update: 'draft', release: 'released', publish: 'published', retract: 'withdrawn' } as const satisfies Record<RegisterAct, Kept['state']>;

function doneBy(client: RegisterClient, act: Exclude<RegisterAct, 'send'>): (id: string, record: RegisterRecord, signal: AbortSignal) => Promise<void> {
  if (act === 'update') return client.update;
  return (id, _, signal) => client[act](id, signal);
}

/** Of what the register made of it. It was taken: where that cannot be read now, what was sent will do. */
async function digestThere(client: RegisterClient, id: string, record: RegisterRecord, signal: AbortSignal): Promise<string> {
  try {
    return digestOf((await client.read(id, signal)) ?? record);
  } catch {
    return digestOf(record);
  }
}

function faultIn(error: unknown): BalieError {
  if (error instanceof BalieError) return error;
  // Who waits for a place among the requests is stopped by the deadline of all of it.
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) return new BalieError('register-slow');
  throw error;
}
