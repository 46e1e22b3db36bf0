import { createSecretKey } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { type ChainKey, chainKey, contentDigest, entryHash, olderHash } from './chain.ts';
import { DOUBTED, isPublic, isSigned, olderDigest, OPENED, type StoredHead } from './head.ts';
import { type Checkpoint, checkCheckpoints, type CheckpointFault, isGenuine } from './proof/checkpoints.ts';
import { type Body, isContentGone, isErasedByNow, type Row, rowFault, type RowFault, ROWS } from './proof/rows.ts';
import { type Emptied, erasures } from './erased-by-age.ts';

type LinkFault = 'missing' | 'altered' | 'unlinked' | 'content-altered' | 'older-altered' | 'doubted';

/** A version of a setting that is not as the log says. */
export type SettingsFault = 'setting-altered' | 'setting-missing' | 'setting-unrecorded';

/** Where the log is broken, and how. */
export interface ChainFault {
  readonly number: number;
  readonly fault: LinkFault | RowFault | CheckpointFault | 'content-missing' | 'cut-off' | 'unsigned' | 'head-gone' | 'anchor-foreign' | SettingsFault;
  /** Which version; absent for other faults. */
  readonly setting?: { readonly section: string; readonly version: number };
}

/** The last entry of a chain: its number and its hash (hex). */
interface ChainHead {
  readonly number: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly entries: number;
  /** Hash of the last entry (hex): kept elsewhere, it proves later that nothing before it was changed or cut off. */
  readonly head: string;
  readonly firstFault?: ChainFault;
  /** How many signed ones were checked. */
  readonly checkpoints?: number;
  /** Where a clock stood further back than at the entry before. That is no fault: the order is that of the numbers. */
  readonly clockBack?: { readonly times: number; readonly first: number };
}

/** What was kept elsewhere and must still be in the chain. */
interface Kept {
  readonly expected?: ChainHead | undefined;
  readonly anchors?: readonly Checkpoint[];
}

const PAGE = 1_000;
const NO_ENTRY = '00'.repeat(32);
/** Of several processes, and of what waits for a batch, moments are not in order. */
const BACK_MS = 5_000;

/**
 * Walks the whole chain from its first entry, page by page, and stops at the first fault.
 * @param kept heads that an earlier walk reported, and anchors from outside.
 */
export async function verify(db: Database, masterKey: Buffer, { expected, anchors = [] }: Kept = {}): Promise<ChainReport> {
  const key = chainKey(masterKey);
  const master = createSecretKey(masterKey);
  const isErased = erasures(db, key);
  const foreign = anchors.find((anchor) => !isGenuine(anchor, key.signer));
  // Before the head, and that before the entries: what is recorded during the walk is for the next one.
  const marks = new Map<number, { readonly hash: string; readonly fault: ChainFault['fault'] }>();
  let checkpoints = 0;
  const badCheckpoint = await checkCheckpoints(db, key.signer, ({ number, hash }) => {
    checkpoints += 1;
    marks.set(number, { hash, fault: 'checkpoint-altered' });
  });
  for (const { number, hash } of [...anchors, ...(expected ? [expected] : [])]) {
    const there = marks.get(number);
    // Of two that say otherwise of one entry, at most one can be true.
    if (there?.hash !== hash) marks.set(number, { hash: there === undefined ? hash : '', fault: 'head-gone' });
  }
  let head = await readHead(db);
  let last: ChainHead = { number: 0, hash: NO_ENTRY };
  const clock = clockWatch();
  const report = (fault?: ChainFault['fault'], number = last.number + 1): ChainReport => ({
    entries: last.number,
    head: last.hash,
    ...(fault !== undefined && { firstFault: { number, fault } }),
    ...(checkpoints > 0 && { checkpoints }),
    ...clock.report(),
  });
  if (head === undefined) return report('cut-off');
  const isAnother = ({ number, hash }: ChainHead) => marks.has(number) && marks.get(number)?.hash !== hash;
  // Before the first there is nothing: what is put there is met in no walk.
  if (head.before !== null) return report('unlinked', head.before);
  if (isAnother(last)) return report('head-gone', 0);
  const link = linkChecker(key);
  for (;;) {
    const until = head.number;
    const rows = await db.query<Row>(`${ROWS} LIMIT ${PAGE}`, [last.number, until]);
    for (const row of rows) {
      const here = { number: row.number, hash: row.hash.toString('hex') };
      const fault = link(row, last) ?? rowFault(row);
      if (fault !== undefined) return report(fault);
      if (isContentGone(row, master) && !row.is_erased && !(await isErased(emptied(row), head.number))) {
        // Erased since the head was read, it may be: by its age, or by who asked. Then the walk goes on to where that is said.
        head = (await readHead(db)) ?? head;
        if (!(await isErased(emptied(row), head.number)) && !(await isErasedByNow(db, row, head.number))) return report('content-missing');
      }
      if (isAnother(here)) return report(marks.get(row.number)?.fault);
      clock.see(row);
      last = here;
    }
    if (rows.length < PAGE && until === head.number) break;
  }
  if (head.number !== last.number || head.hash.toString('hex') !== last.hash || head.is_passed) return report('cut-off');
  if ((link.isOpened() || head.signature !== null) && !isSigned(head, key.signer)) return report('unsigned');
  const beyond = [...marks.keys()].find((number) => number > last.number);
  if (beyond !== undefined) return report(marks.get(beyond)?.fault === 'head-gone' ? 'head-gone' : 'cut-off', beyond);
  if (badCheckpoint !== undefined) return report(badCheckpoint.fault, badCheckpoint.number);
  return foreign === undefined ? report() : report('anchor-foreign', foreign.number);
}

interface WalkedHead extends StoredHead {
  /** Whether entries stand behind it. */
  readonly is_passed: boolean;
  /** Number of an entry before the first; null: none. */
  readonly before: number | null;
}

async function readHead(db: Database): Promise<WalkedHead | undefined> {
  const [head] = await db.query<WalkedHead>(
    `SELECT number, hash, signature, EXISTS (SELECT 1 FROM audit_entries e WHERE e.number > h.number) AS is_passed,
            (SELECT min(e.number) FROM audit_entries e WHERE e.number < 1) AS before FROM audit_head h`,
  );
  return head;
}

/** Checks one entry behind another. */
function linkChecker(key: ChainKey) {
  const older = olderDigest();
  let isOpened = false;
  function check(row: Row, last: ChainHead): LinkFault | undefined {
    if (row.number !== last.number + 1) return 'missing';
    const isNew = isPublic(row.body);
    // Once anybody can check it, nothing that only we could check comes behind it.
    if (isOpened && !isNew) return 'altered';
    if (!(isNew ? entryHash(row.body) : olderHash(key, row.body)).equals(row.hash)) return 'altered';
    const body = JSON.parse(row.body) as Body;
    if (body.previous !== last.hash) return 'unlinked';
    if (body.number !== row.number) return 'altered';
    if (row.content !== null && contentDigest(row.content) !== body.contentSha256) return 'content-altered';
    if (body.kind === DOUBTED) return 'doubted';
    if (!isNew) older.add(row.body);
    else if (!isOpened && last.number > 0 && !(body.kind === OPENED && body.facts['entries'] === last.number && body.facts['sha256'] === older.end())) return 'older-altered';
    isOpened ||= isNew;
    return undefined;
  }
  return Object.assign(check, { isOpened: () => isOpened });
}

function emptied({ number, kind, body, received_at: receivedAt, assistant, conversation_id: conversationId, person_id: personId }: Row): Emptied {
  return { number, kind, at: new Date((JSON.parse(body) as Body).at), receivedAt, assistant, conversationId, personId };
}

function clockWatch() {
  let before = 0;
  let first = 0;
  let times = 0;
  return {
    see({ number, body }: Row): void {
      const at = Date.parse((JSON.parse(body) as Body).at);
      if (at < before - BACK_MS) {
        times += 1;
        first ||= number;
      }
      before = at;
    },
    report: () => (times > 0 ? { clockBack: { times, first } } : {}),
  };
}
