import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { postgresBin } from './parts/own-postgres.ts';

/**
 * Each script of load and chaos for seconds, one after the other: whether it still runs and what it holds against is still so, and no figure:
 * `DATABASE_URL=… npm run load:short [NAME …]`. Names what cannot be run here and why; exits 1 where one fails or does not end, and where none was run.
 */
const { DATABASE_URL, FAKETIME_LIB = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1' } = process.env;
if (DATABASE_URL === undefined) throw new Error('DATABASE_URL: a PostgreSQL server on which databases may be made');
/** Many times what each takes on a busy machine. */
const MOST_MS = 240_000;

const hasServer = (await postgresBin()) !== undefined;
const ownServer = hasServer ? undefined : 'no PostgreSQL to start: run .ci/postgres install, or set POSTGRES_BIN';
const SCRIPTS: readonly { readonly name: string; readonly args: readonly string[]; readonly isEmbedded?: boolean; readonly missing?: string | undefined }[] = [
  // Long enough for one kill.
  { name: 'replicas', args: ['0.6', '4'] },
  { name: 'streams', args: ['40', '1'] },
  { name: 'mix', args: ['5', '1'] },
  { name: 'chaos/hosts-away', args: ['6'] },
  // So many that what each costs stands out of what a desk's memory does by itself.
  { name: 'chaos/slow-clients', args: ['20', '100'] },
  { name: 'chaos/postgres-away', args: ['6'], missing: ownServer },
  { name: 'chaos/disk-full', args: ['6'], missing: process.getuid?.() === 0 ? ownServer : 'it mounts small disks, which root may' },
  { name: 'chaos/clock-jump', args: ['6'], missing: existsSync(FAKETIME_LIB) ? ownServer : 'no libfaketime' },
  // That one would take the database of the address itself for the desk's.
  { name: 'crowd', args: ['200'], isEmbedded: true },
  { name: 'pool', args: ['300'] },
];

/** Whether it ended well. */
async function run({ name, args, isEmbedded = false }: (typeof SCRIPTS)[number]): Promise<boolean> {
  const { DATABASE_URL: _, ...without } = process.env;
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.ts`, import.meta.url)), ...args], { stdio: 'inherit', timeout: MOST_MS, env: isEmbedded ? without : process.env });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('exit', (...end) => resolve(end)));
  if (signal !== null) console.log(`${name}: ended by ${signal}`);
  return code === 0;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !SCRIPTS.some((one) => one.name === name));
if (unknown.length > 0) throw new Error(`no such script: ${unknown.join(', ')}`);
const said: string[] = [];
let [ran, failed] = [0, 0];
for (const script of SCRIPTS.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
  const { name, args, missing } = script;
  if (missing !== undefined) {
    said.push(`NOT RUN ${name}: ${missing}`);
    continue;
  }
  console.log(`\n== ${name} ${args.join(' ')}`);
  const began = performance.now();
  const isGood = await run(script);
  ran += 1;
  failed += isGood ? 0 : 1;
  said.push(`${isGood ? 'well' : 'FAILED'} ${name} ${args.join(' ')}: ${Math.round((performance.now() - began) / 1_000)} s, load ${loadavg()[0]?.toFixed(1)}`);
}
console.log(['', ...said, `${ran - failed} well, ${failed} failed`].join('\n'));
process.exit(ran > 0 && failed === 0 ? 0 : 1);
