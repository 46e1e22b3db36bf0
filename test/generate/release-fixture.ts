import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import type * as People from '../../src/identity/people.ts';
import type * as Sessions from '../../src/identity/sessions.ts';
import type * as Store from '../../src/store/open.ts';
import { readEvents } from '../support/events.ts';
import { type OllamaHost, startOllamaHost, status } from '../support/ollama-host/index.ts';
import { type AskedTurn, type Release, RELEASES, releaseName } from '../support/releases.ts';

/**
 * Makes the fixture of a release: `node test/generate/release-fixture.ts [CHECKOUT]`, before it goes out; without an argument of this checkout.
 * The program of that checkout is started on an empty folder, used, and stopped; what its embedded database then holds is kept, with what was asked.
 * `test/store/releases.test.ts` brings each to the schema of today. A fixture is written once and never made again: later code makes later rows.
 */
const checkout = resolve(process.argv[2] ?? '.');
const AUDIT_KEY = '0123456789abcdef'.repeat(4);
const QUESTIONS = ['Wat kost een paspoort?', 'Wat kost een rijbewijs?'] as const;
const DOCUMENTS = {
  'paspoort.md': '# Paspoort aanvragen\n\nEen paspoort voor volwassenen kost € 86,20. U betaalt bij de balie van het stadhuis.\n',
  'rijbewijs.md': '# Rijbewijs aanvragen\n\nEen rijbewijs vraagt u aan bij de balie. Een rijbewijs kost € 51,40.\n',
};
/** In which migration what came that is used here. */
const SINCE = { keys: 6, modelKeys: 15, people: 25, retention: 36, work: 29, goingLive: 52 } as const;

const migrations = (await readdir(join(checkout, 'src/store/migrations'))).length;
const has = (what: keyof typeof SINCE) => migrations >= SINCE[what];
const folder = await mkdtemp(join(tmpdir(), 'balie-release-'));
const dataDir = join(folder, 'data');
const host = await startOllamaHost({ models: ['chat', { name: 'e5', kind: 'embedding' }], dimensions: 8 });
const env = { PATH: process.env['PATH'] ?? '', PORT: '0', CONFIG: join(folder, 'balie.yaml'), DATA_DIR: dataDir, OLLAMA_URL: host.url, CHAT_MODEL: 'chat', EMBED_MODEL: 'e5', AUDIT_KEY };

try {
  await mkdir(join(folder, 'documenten'));
  for (const [name, text] of Object.entries(DOCUMENTS)) await writeFile(join(folder, 'documenten', name), text);
  await writeFile(env.CONFIG, configText());
  const facts = await used(host);
  const sql = await dump();
  await mkdir(RELEASES, { recursive: true });
  const packed = brotliCompressSync(sql);
  await writeFile(new URL(`${releaseName(migrations)}.sql.br`, RELEASES), packed);
  await writeFile(new URL(`${releaseName(migrations)}.json`, RELEASES), `${JSON.stringify({ migrations, ...facts } satisfies Release, null, 2)}\n`);
  console.log(`${releaseName(migrations)}: ${Math.ceil(packed.length / 1024)} kB`);
} finally {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Somebody asks, a program delivers a document with its key, an employee asks; then the model host is away, and the desk quotes. */
async function used(models: OllamaHost): Promise<Omit<Release, 'migrations'>> {
  const program = spawn(process.execPath, ['src/main.ts', 'serve'], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done) => program.once('exit', done));
  let printed = '';
  for (const stream of [program.stdout, program.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  try {
    const url = await until('the desk', () => /klaar: (http\S+)/.exec(printed)?.[1]);
    const first = await until('a vector of each passage', async () => {
      const turn = await ask(url, QUESTIONS[0]);
      return turn.outcome === 'answered' ? turn : undefined;
    });
    const turns = [first, await ask(url, 'En wat kost dat bij de balie?', { conversationId: first.conversationId })];
    const key = has('keys') ? await delivered(url) : undefined;
    const person = has('work') ? await asEmployee(url) : undefined;
    models.setFault('/api/chat', [status(500, 'away')]);
    turns.push(await ask(url, QUESTIONS[1]));
    return { auditKey: AUDIT_KEY, turns, ...(key && { key }), ...(person && { person }) };
  } catch (error) {
    throw new Error(printed, { cause: error });
  } finally {
    program.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) console.error(`it ended with ${code}:\n${printed}`);
  }
}

async function ask(url: string, question: string, more: object = {}, path = 'assistants/loket/turns', headers: Readonly<Record<string, string>> = {}): Promise<AskedTurn> {
  const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify({ question, ...more }) });
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') === true;
  const said = (isStream ? (await readEvents(response)).at(-1)?.data : await response.json()) as { id: string; conversationId: string; outcome: string; answer: string; sources: readonly { title: string }[] };
  if (response.status !== 200 || said.sources === undefined) throw new Error(`${question}: ${response.status} ${JSON.stringify(said)}`);
  return { id: said.id, conversationId: said.conversationId, question, outcome: said.outcome, answer: said.answer, sources: said.sources.map(({ title }) => title) };
}

async function delivered(url: string): Promise<NonNullable<Release['key']>> {
  const rights = ['--collections', 'nieuws', ...(has('modelKeys') ? ['--models', 'chat'] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, ['src/main.ts', 'keys', 'create', '--name', 'CMS', ...rights, '--json'], { cwd: checkout, env });
  const { id, token = '' } = JSON.parse(stdout) as { id: string; token?: string };
  const document = `${url}/api/v1/collections/nieuws/documents/openingstijden`;
  const put = await fetch(document, { method: 'PUT', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/markdown' }, body: '# Openingstijden\n\nHet stadhuis is op woensdag open tot 20.00 uur.\n' });
  if (!put.ok) throw new Error(`delivered: ${put.status} ${await put.text()}`);
  await until('the document', async () => {
    const { state } = (await (await fetch(document, { headers: { Authorization: `Bearer ${token}` } })).json()) as { state: string };
    return state === 'in-use' || undefined;
  });
  return { id, token };
}

/** Logged in by the checkout's own code, as its provider would have them. */
async function asEmployee(url: string): Promise<NonNullable<Release['person']>> {
  const { joinStore } = await own<typeof Store>('src/store/open.ts');
  const { keepPerson } = await own<typeof People>('src/identity/people.ts');
  const { openPersonSession } = await own<typeof Sessions>('src/identity/sessions.ts');
  const db = await joinStore({ databaseUrl: undefined, dataDir, onFailure: () => undefined });
  try {
    const id = await keepPerson(db, { issuer: 'https://inloggen.gemeente.example', subject: 'noor', name: 'Noor de Wit', email: null, claimed: ['medewerkers'] }, new Date());
    if (id === undefined) throw new Error('nobody was kept');
    const cookie = `balie-sessie=${await openPersonSession(db, id, new Date())}`;
    return { id, turn: await ask(url, QUESTIONS[0], { assistant: 'collega' }, 'work/turns', { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }) };
  } finally {
    await db.close();
  }
}

/** Code of the checkout. */
async function own<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(checkout, path)).href)) as Module;
}

/** What is in the embedded database, as SQL for any other one. */
async function dump(): Promise<string> {
  const db = await PGlite.create({ dataDir: join(dataDir, 'postgres'), extensions: { pg_trgm, vector } });
  const file = await pgDump({ pg: db, args: ['--inserts', '--rows-per-insert=200', '--no-owner', '--no-privileges'] });
  await db.close();
  // How pg_dump sets its own session comes first, and is no part of what is kept.
  return (await file.text()).replace(/^[^]*?(?=^CREATE )/m, '').replaceAll(/^\\(?:un)?restrict .*\n/gm, '').replace(/^CREATE SCHEMA public;\n/m, '');
}

function configText(): string {
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  return `municipality:
  name: Gemeente Proefstad
  website: https://www.proefstad.example/
  phone: 14 000
  phoneHours: op werkdagen
  email: info@proefstad.example
  address: Stadhuisplein 1, Proefstad
  privacyOfficer: fg@proefstad.example
${has('retention') ? 'retention: { said: P28D }' : '  retentionDays: 28'}
${has('goingLive') ? `goingLive: { exceptions: [{ assistant: loket, reason: Deze balie is van een test., until: '${until}' }] }` : ''}
${has('people') ? 'groups: [{ id: medewerkers, title: Medewerkers, claims: [medewerkers] }]' : ''}
collections:
  - { id: producten, title: Producten en diensten, owner: Team Publiekszaken, readers: [resident, employee], folder: documenten }
  - { id: nieuws, title: Nieuws, owner: Team Publiekszaken, readers: [resident, employee] }
`;
}

/** Waits for something to be there. */
async function until<Value>(what: string, look: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(250);
  }
  throw new Error(`no ${what} in time`);
}
