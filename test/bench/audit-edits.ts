/**
 * Whether single edits are found: `node test/bench/audit-edits.ts [EDITS]`, on DATABASE_URL or embedded. Half of them in the database, of any row and any column
 * of what the audit log stands in, each undone after `verify` has looked; half in the bytes of an export, looked at by the program that stands alone. Says
 * how many were found, and which were not. What the database itself refuses (a derived column, a hash of another length) is no edit.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chainKey } from '../../src/audit/chain.ts';
import { createCallLog } from '../../src/audit/call-log.ts';
import { createManagementLog } from '../../src/audit/management-log.ts';
import { makeCheckpoint } from '../../src/audit/proof/checkpoints.ts';
import { exportLines } from '../../src/audit/proof/export.ts';
import { createTurnLog } from '../../src/audit/turn-log.ts';
import { verify } from '../../src/audit/verify.ts';
import { createChainWriter } from '../../src/audit/writing/chain-writer.ts';
import type { Queryable } from '../../src/store/database.ts';
import { openScratchDatabase } from '../../src/store/open.ts';
import { allOf } from '../support/all-of.ts';
import { randomNumbers } from '../support/random.ts';

const edits = Number(process.argv[2] ?? 10_000);
const below = randomNumbers(Number(process.argv[3] ?? 1));
/** What the chain vouches for. The rest of a turn's row says what has been done with it since. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  audit_entries: ['number', 'body', 'hash', 'content'],
  audit_head: ['number', 'hash', 'signature', 'checkpoints'],
  audit_checkpoints: ['ordinal', 'number', 'hash', 'at', 'key_id', 'signature'],
  turns: ['conversation_id', 'assistant', 'received_at', 'ended_at', 'outcome', 'person_id'],
  calls: ['key_id', 'model', 'kind', 'received_at', 'ended_at', 'outcome', 'received_number', 'ended_number', 'wrapped'],
  turn_keys: ['wrapped'],
};

const db = await openScratchDatabase(process.env['DATABASE_URL']);
const masterKey = randomBytes(32);
const key = chainKey(masterKey);
const { checkExport } = (await import(new URL('../../deploy/audit/verify-audit.mjs', import.meta.url).href)) as { checkExport(chunks: Iterable<Buffer>, asked: { key: string }): Promise<{ faults: string[] }> };
try {
  await fill();
  const stored = await ofStored(edits / 2);
  const file = await ofExport(edits / 2);
  console.log(JSON.stringify({ database: db.kind, stored, export: file }));
} finally {
  await db.close();
}

async function fill(): Promise<void> {
  const own = { db, masterKey, instanceId: randomUUID(), now: () => new Date() };
  const write = createChainWriter(own);
  const [log, calls, record] = [createTurnLog({ ...own, write }), createCallLog({ ...own, write }), createManagementLog(own)];
  for (let count = 0; count < 4; count += 1) {
    const id = randomUUID();
    await log.received({ id, conversationId: randomUUID(), isNew: true, assistant: 'loket', question: 'Wat kost een paspoort?' });
    await log.ended(id, { outcome: 'answered', answer: 'Dat kost geld.', sources: [], model: 'test', durationMs: 1 });
    const call = randomUUID();
    await calls.received({ id: call, key: '4f1c9a02b7e35d68', model: 'chat', kind: 'chat', said: { messages: [] } });
    await calls.ended(call, { outcome: 'answered', said: {}, usage: { promptTokens: 1, answerTokens: 1 }, durationMs: 1 });
    await db.transaction((tx) => record(tx, { kind: 'key.made', facts: { key: '4f1c9a02b7e35d68', byUser: 'jan' } }));
    await makeCheckpoint(db, key, new Date());
  }
}

async function ofStored(total: number) {
  const missed: string[] = [];
  let refused = 0;
  for (let made = 0; made < total; ) {
    const tables = Object.keys(COLUMNS);
    const table = tables[below(tables.length)] ?? '';
    const column = COLUMNS[table]?.[below(COLUMNS[table].length)] ?? '';
    const undo = new Error('undo');
    let isFound: boolean | undefined;
    await db.transaction(async (tx) => {
      const edited = await edit(tx, table, column);
      if (edited) isFound = (await verify({ ...db, query: (...asked) => tx.query(...asked) }, masterKey)).firstFault !== undefined;
      throw undo;
    }).catch((error: unknown) => {
      if (error !== undo) refused += 1;
    });
    if (isFound === undefined) continue;
    made += 1;
    if (!isFound) missed.push(`${table}.${column}`);
  }
  return { edits: total, found: total - missed.length, refused, missed: [...new Set(missed)] };
}

/** Another value in one column of one row, or the row taken away. @returns whether anything is otherwise now. */
async function edit(tx: Queryable, table: string, column: string): Promise<boolean> {
  const [row] = await tx.query<{ place: string; value: unknown }>(`SELECT ctid::text AS place, ${column} AS value FROM ${table} ORDER BY random() LIMIT 1`);
  if (row === undefined) return false;
  if (table.startsWith('audit_') && below(20) === 0) return (await tx.query(`DELETE FROM ${table} WHERE ctid = $1::tid RETURNING 1`, [row.place])).length > 0;
  const changed = await tx.query(`UPDATE ${table} SET ${column} = $2 WHERE ctid = $1::tid AND ${column} IS DISTINCT FROM $2 RETURNING 1`, [row.place, other(row.value)]);
  return changed.length > 0;
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return below(2) === 0 ? value + 1 + below(5) : Math.max(0, value - 1 - below(5));
  if (value instanceof Date) return new Date(value.getTime() + 1 + below(100_000));
  if (Buffer.isBuffer(value)) {
    const bytes = Buffer.from(value);
    const at = below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    return bytes;
  }
  if (value === null) return randomUUID();
  const text = String(value);
  if (/^[0-9a-f]{8}-/.test(text)) return randomUUID();
  if (text === 'answered') return 'failed';
  if (text === 'chat') return below(2) === 0 ? 'embed' : 'chat2';
  const at = below(text.length);
  return text.slice(0, at) + String.fromCharCode(32 + below(95)) + text.slice(at + below(2));
}

async function ofExport(total: number) {
  const original = Buffer.from((await allOf(exportLines({ db, key, name: 'Lindewaarde', at: new Date() }))).join(''));
  const whole = await checkExport([original], { key: key.signer.keyId });
  let found = 0;
  const missed: number[] = [];
  for (let made = 0; made < total; made += 1) {
    const at = below(original.length);
    const byte = (original[at] ?? 0) ^ (1 + below(255));
    const kinds = [
      [original.subarray(0, at), Buffer.of(byte), original.subarray(at + 1)],
      [original.subarray(0, at), original.subarray(at + 1)],
      [original.subarray(0, at), Buffer.of(byte), original.subarray(at)],
    ];
    const { faults } = await checkExport([Buffer.concat(kinds[below(kinds.length)] ?? [])], { key: key.signer.keyId });
    if (faults.length > 0) found += 1;
    else missed.push(at);
  }
  return { bytes: original.length, isWhole: whole.faults.length === 0, edits: total, found, missed };
}
