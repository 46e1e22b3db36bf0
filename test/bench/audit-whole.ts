/**
 * What it costs to check and hand over a long audit log: `node test/bench/audit-whole.ts [ENTRIES]`, on DATABASE_URL or embedded. Writes entries as the
 * desk does, walks them (`balie audit verify`), exports them to a file, and has the program that stands alone check that file.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { appendAll, chainKey } from '../../src/audit/chain.ts';
import { exportLines } from '../../src/audit/proof/export.ts';
import { verify } from '../../src/audit/verify.ts';
import { openScratchDatabase } from '../../src/store/open.ts';

const AT_ONCE = 2_000;
const entries = Number(process.argv[2] ?? 1_000_000);
const VERIFIER = fileURLToPath(new URL('../../deploy/audit/verify-audit.mjs', import.meta.url));

const db = await openScratchDatabase(process.env['DATABASE_URL']);
const folder = await mkdtemp(join(tmpdir(), 'balie-bench-'));
const masterKey = randomBytes(32);
const key = chainKey(masterKey);
const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now();
  await work();
  return Number(((performance.now() - began) / 1_000).toFixed(1));
};
try {
  const facts = { key: '4f1c9a02b7e35d68', byPerson: randomUUID(), from: { tokensPerDay: 100 }, to: { tokensPerDay: 200 } };
  const writeSeconds = await timed(async () => {
    for (let made = 0; made < entries; made += AT_ONCE) {
      await db.transaction((tx) => appendAll(tx, key, Array.from({ length: Math.min(AT_ONCE, entries - made) }, () => ({ kind: 'key.changed', at: new Date(), facts }))));
    }
  });
  let isWhole = false;
  const verifySeconds = await timed(async () => (isWhole = (await verify(db, masterKey)).firstFault === undefined));
  const file = join(folder, 'log.jsonl');
  const exportSeconds = await timed(() => pipeline(exportLines({ db, key, name: 'Lindewaarde', at: new Date() }), createWriteStream(file)));
  const exportRssMb = Math.round(process.memoryUsage.rss() / 1_048_576);
  let told = '';
  const aloneSeconds = await timed(async () => (told = execFileSync(process.execPath, [VERIFIER, file, '--key', key.signer.keyId], { encoding: 'utf8' })));
  console.log(JSON.stringify({ database: db.kind, entries, writeSeconds, verifySeconds, exportSeconds, exportMb: Math.round(statSync(file).size / 1_048_576), exportRssMb, aloneSeconds, isWhole, isWholeAlone: told.includes('OK. Log') }));
} finally {
  await db.close();
  await rm(folder, { recursive: true });
}
