import { entriesAfter, lastEntry } from '../../audit/follow/entries.ts';
import type { Database } from '../../store/database.ts';
import { acknowledge, failed, lease, openOutlet } from '../outlets.ts';
import type { SiemSettings } from '../rules.ts';
import { cefLine } from './cef.ts';
import { type AuditEvent, eventOf } from './event.ts';
import { SiemFault } from './fault.ts';
import { appendLines } from './file.ts';
import { ocsfLine } from './ocsf.ts';
import { type Sender, sendSyslog, syslogFrame } from './syslog.ts';

/** So many entries over one connection, or into the file at once. */
const AT_ONCE = 500;

interface Options {
  readonly db: Database;
  readonly settings: SiemSettings;
  /** Names this process: of several, one sends. */
  readonly instanceId: string;
  readonly version: string;
  readonly sender: Sender;
  readonly now: () => Date;
  /** How long a receiver may take over what it is sent at once; absent: as long as it is given. */
  readonly limitMs?: number;
}

export const siemOutlet = (to: string) => `siem ${to}`;

/** Sends the audit log on, entry by entry in its order: each at least once, also when this process is killed on the way. */
export function createSiemDelivery({ db, settings: { format, to, target }, instanceId, version, sender, now, limitMs }: Options): { start(): Promise<void>; deliver(): Promise<number> } {
  const name = siemOutlet(to);
  const lineOf = (event: AuditEvent) => (format === 'cef' ? cefLine(event, version) : ocsfLine(event, version));
  /** As far as this process knows, all up to here was sent: then a look costs no more than reading the head of the log. */
  let done = -1;

  function write(events: readonly AuditEvent[]): Promise<void> {
    if (target.kind === 'file') return appendLines(target.path, events.map(lineOf));
    return sendSyslog(events.map((event) => syslogFrame(event, lineOf(event), sender)), target, limitMs);
  }

  return {
    start: async () => openOutlet(db, name, await lastEntry(db), now()),
    async deliver() {
      if (done >= (await lastEntry(db))) return 0;
      for (let sent = 0; ; ) {
        const cursor = await lease(db, name, instanceId, now());
        if (cursor === undefined) return sent;
        const entries = await entriesAfter(db, cursor, AT_ONCE);
        const last = entries.at(-1)?.number;
        if (last === undefined) {
          done = cursor;
          return sent;
        }
        try {
          await write(entries.map(eventOf));
        } catch (error) {
          if (!(error instanceof SiemFault)) throw error;
          await failed(db, name, error, now());
          return sent;
        }
        await acknowledge(db, { name, by: instanceId, cursor: last, now: now() });
        sent += entries.length;
      }
    },
  };
}
