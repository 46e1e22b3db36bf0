import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { joinStore } from '../../src/store/open.ts';

/**
 * Reads many generated documents, and kills the reader (-9) at random moments: nothing may be lost, nothing be there twice.
 * Usage: node test/bench/ingest.ts [DOCUMENTS=5000] [KILLS=10]; with DATABASE_URL on PostgreSQL.
 */
const documents = Number(process.argv[2] ?? 5_000);
const kills = Number(process.argv[3] ?? 10);
const collection = 'producten';
const work = await mkdtemp(join(tmpdir(), 'balie-bench-'));
const folder = join(work, 'documenten');
const environment = { ...process.env, DATA_DIR: join(work, 'data') };

const words = 'afval aanvraag belasting bezwaar college dakkapel gemeente huis inwoner kosten leges melding paspoort parkeren rijbewijs subsidie termijn vergunning verhuizing wijk'.split(' ');
let seed = 20_261_125;
/** A generator of our own, so that each run has the same documents. */
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
  return seed % below;
};
const sentence = (): string => `De ${Array.from({ length: 9 }, () => words[random(words.length)]).join(' ')} ${random(10_000)}.`;
const section = (n: number): string => `## Onderdeel ${n}\n\n${Array.from({ length: 4 }, sentence).join(' ')}\n`;
await mkdir(folder);
for (let n = 0; n < documents; n += 1) {
  await writeFile(join(folder, `document-${String(n).padStart(5, '0')}.md`), `# Document ${n}\n\n${Array.from({ length: 5 }, (_, part) => section(part)).join('\n')}`);
}

let peak = 0;
function start(): ChildProcess {
  return spawn(process.execPath, ['src/main.ts', 'ingest', folder, '--collection', collection], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
}
async function ended(child: ChildProcess): Promise<{ output: string; ms: number; memory: number[] }> {
  const began = performance.now();
  const memory: number[] = [];
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2_000)));
  const timer = setInterval(() => void residentMb(child.pid).then((mb) => mb > 0 && memory.push(mb)), 500);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  peak = Math.max(peak, ...memory);
  return { output, ms: performance.now() - began, memory };
}
async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

console.log(`${documents} documents, ${process.env['DATABASE_URL'] === undefined ? 'embedded database' : 'PostgreSQL'}`);
for (let n = 0; n < kills; n += 1) {
  const child = start();
  const done = ended(child);
  await sleep(1_000 + random(6_000));
  child.kill('SIGKILL');
  await done;
}
const last = await ended(start());
console.log(`after ${kills} kills: ${last.output.trim().split('\n').at(-1)} (${Math.round(last.ms / 1_000)} s)`);

const db = await joinStore({ databaseUrl: process.env['DATABASE_URL'], dataDir: environment.DATA_DIR, onFailure: (error) => { throw error; } });
const [state] = await db.query(
  `SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM passages) AS passages,
    (SELECT count(DISTINCT (document_id, digest)) FROM passages) AS distinct_passages, (SELECT count(*) FROM originals) AS originals,
    (SELECT count(*) FROM deliveries) AS waiting, (SELECT sum(passage_count) FROM collections) AS counted,
    (SELECT count(*) FROM runs WHERE ended_at IS NULL) AS open_runs`,
);
console.log('state', JSON.stringify(state));
await db.query('DELETE FROM documents');
await db.close();
const first = await ended(start());
const { memory } = first;
const quarter = Math.floor(memory.length / 4);
console.log(`first run: ${first.output.trim().split('\n').at(-1)} ${(first.ms / 1_000).toFixed(1)} s, ${(documents / (first.ms / 1_000)).toFixed(0)} documents/s`);
console.log(`memory (MB): after a quarter ${memory[quarter]}, half ${memory[2 * quarter]}, three quarters ${memory[3 * quarter]}, end ${memory.at(-1)}, peak ${peak}`);
const second = await ended(start());
console.log(`second run: ${second.output.trim().split('\n').at(-1)} ${(second.ms / 1_000).toFixed(1)} s; ${(first.ms / second.ms).toFixed(1)} times faster`);
await rm(work, { recursive: true });
