/**
 * Whether kill -9 loses anything that was acknowledged: `node test/bench/audit-kills.ts [KILLS]`, on DATABASE_URL (a database of its own is made there) or embedded.
 * A process records turns of 32 callers at once and says which are kept; it is killed at a random moment, and another goes on. At the end all that was said to be
 * kept must be in the log, and the log whole.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTurnLog } from '../../src/audit/turn-log.ts';
import { verify } from '../../src/audit/verify.ts';
import { createChainWriter } from '../../src/audit/writing/chain-writer.ts';
import { openStore } from '../../src/store/open.ts';
import { connect } from '../../src/store/postgres.ts';

const CALLERS = 32;
const masterKey = Buffer.alloc(32, 7);
const server = process.env['DATABASE_URL'];
const [first = '100', place = ''] = process.argv.slice(2);

const open = (where: string) => openStore({ databaseUrl: server && where, dataDir: where, onFailure: (error) => { throw error; } });
if (first === 'child') await record();
else await kill(Number(first));

async function record(): Promise<void> {
  const db = await open(place);
  const own = { db, masterKey, instanceId: randomUUID() };
  const log = createTurnLog({ ...own, now: () => new Date(), write: createChainWriter(own) });
  process.stdout.write('ready\n');
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (;;) {
        const id = randomUUID();
        await log.received({ id, conversationId: randomUUID(), isNew: true, assistant: 'loket', question: 'Wat kost een paspoort?' });
        process.stdout.write(`received ${id}\n`);
        if (await log.ended(id, { outcome: 'answered', answer: 'Dat kost geld.', sources: [], durationMs: 1 })) process.stdout.write(`ended ${id}\n`);
      }
    }),
  );
}

async function kill(kills: number): Promise<void> {
  const where = server === undefined ? await mkdtemp(join(tmpdir(), 'balie-kills-')) : await makeDatabase(server);
  const acknowledged: string[] = [];
  for (let count = 0; count < kills; count += 1) {
    const child: ChildProcess = spawn(process.execPath, [fileURLToPath(import.meta.url), 'child', where], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ready = Promise.withResolvers<void>();
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line === 'ready') ready.resolve();
      else acknowledged.push(line);
    });
    await Promise.race([ready.promise, ended]);
    await sleep(50 + Math.random() * 400);
    child.kill('SIGKILL');
    await ended;
  }
  const db = await open(where);
  try {
    const rows = await db.query<{ kind: string; id: string }>("SELECT kind, turn_id AS id FROM audit_entries WHERE kind ~ '^turn[.]'");
    const kept = new Set(rows.map(({ kind, id }) => `${kind.slice('turn.'.length)} ${id}`));
    const lost = acknowledged.filter((line) => /^(?:received|ended) [0-9a-f-]{36}$/.test(line) && !kept.has(line));
    const report = await verify(db, masterKey);
    console.log(JSON.stringify({ database: db.kind, kills, acknowledged: acknowledged.length, lost: lost.length, entries: report.entries, isWhole: report.firstFault === undefined }));
  } finally {
    await db.close();
    if (server === undefined) await rm(where, { recursive: true });
    else await drop(server, where);
  }
}

async function makeDatabase(url: string): Promise<string> {
  const made = new URL(url);
  made.pathname = `/balie_kills_${process.pid}`;
  await once(url, `CREATE DATABASE balie_kills_${process.pid}`);
  return made.href;
}

async function drop(url: string, made: string): Promise<void> {
  await once(url, `DROP DATABASE ${new URL(made).pathname.slice(1)} WITH (FORCE)`);
}

async function once(url: string, sql: string): Promise<void> {
  const db = connect({ kind: 'postgresql', connection: { connectionString: url, max: 1 } });
  await db.query(sql);
  await db.close();
}
