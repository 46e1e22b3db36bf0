import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManagementLog, readActs } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { replay } from '../../../src/cli/commands/replay.ts';
import { openDesk } from '../../../src/cli/desk/desk.ts';
import { type Config, readConfig } from '../../../src/config/config.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import type { Database } from '../../../src/store/database.ts';
import type { Scope } from '../../../src/oversight/opening.ts';
import { openTestDatabase } from '../../support/database.ts';
import { documents } from '../../support/documents.ts';
import { type OllamaHost, reply, startOllamaHost } from '../../support/ollama-host/index.ts';
import { approvedOpening } from '../../support/openings.ts';
import { putDocument } from '../../support/put-document.ts';

const AUDIT_KEY = 'ab'.repeat(32);

let db: Database;
let host: OllamaHost;
let folder: string;
let config: Config;
/** The first question of a conversation, and the second. */
let asked: readonly [string, string];
/** Leave to see what the assistant was asked today. */
let opening: string;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  await cp(fileURLToPath(new URL('../../../prompts', import.meta.url)), join(folder, 'prompts'), { recursive: true });
  host = await startOllamaHost({ models: ['chat'], script: reply('Een paspoort voor volwassenen kost € 86,20 [1].') });
  config = { ...readConfig({ DATA_DIR: folder, OLLAMA_URL: host.url, CHAT_MODEL: 'chat', AUDIT_KEY }), promptsDir: join(folder, 'prompts') };
  await syncCollections(db, config.collections);
  for (const document of documents) await putDocument(db, document);
  const desk = await openDesk(config, db);
  const first = await ask(desk, 'Wat kost een paspoort?', undefined);
  const second = await ask(desk, 'En hoe lang duurt dat?', first.conversationId);
  asked = [first.id, second.id];
  opening = String(await approvedOpening({ db, desk }, today()));
  await desk.close();
});
afterAll(async () => {
  await host.stop();
  await db.close();
  await rm(folder, { recursive: true });
});

async function ask(desk: Awaited<ReturnType<typeof openDesk>>, question: string, conversationId: string | undefined) {
  const assistant = desk.assistants.get('loket');
  if (assistant === undefined) throw new Error('no assistant');
  for await (const event of desk.takeTurn({ assistant, question, conversationId }, new AbortController().signal)) if (event.type === 'done') return event.turn;
  throw new Error('no end');
}

const today = (): Scope => ({ kind: 'assistant', assistant: 'loket', from: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 3_600_000) });

async function run(positionals: string[], given: Record<string, boolean | string | undefined> = {}, json = false) {
  const values = { opening, ...given };
  const [out, notes]: [string[], string[]] = [[], []];
  const input = { values, positionals, json, config, database: async () => db, out: (line: string) => void out.push(line), note: (line: string) => void notes.push(line), signal: new AbortController().signal, onFailure: () => undefined };
  return { code: await replay.run(input), out: out.join('\n'), notes: notes.join('\n') };
}

interface Shown {
  readonly turn: { readonly question: string; readonly outcome: string; readonly history: readonly { question: string }[] };
  readonly compared: { readonly passages: { now: string; isGiven: boolean }[]; readonly prompts: { name: string; version: number; isSame: boolean; now: { version: number } | null }[]; readonly model: { now: string; digest: string } };
  readonly again?: { readonly outcome: string; readonly answer: string; readonly difference: { sign: string; text: string }[] };
}

const shown = async (id: string, values: Record<string, boolean | string> = {}) => JSON.parse((await run([id], values, true)).out) as Shown;

describe('balie replay', () => {
  it('shows why an answer came about, and that all is as it was', async () => {
    const { turn, compared } = await shown(asked[0]);
    expect(turn).toMatchObject({ question: 'Wat kost een paspoort?', outcome: 'answered', history: [] });
    expect(compared.passages[0]).toMatchObject({ now: 'same', isGiven: true, isCited: true, title: 'Paspoort aanvragen' });
    expect(compared.prompts.map(({ name, isSame }) => ({ name, isSame }))).toEqual([{ name: 'loket/system', isSame: true }, { name: 'loket/question', isSame: true }]);
    expect(compared.model).toMatchObject({ host: 'ollama', model: 'chat', now: 'same', temperature: 0, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const { code, out } = await run([asked[0]]);
    expect(code).toBe(0);
    for (const part of ['Afloop: answered', 'Wat kost een paspoort?', '€ 86,20 [1]', 'aan het model gegeven, genoemd als bron, staat er nog zo', 'loket/system: versie 1', 'nu hetzelfde', 'temperatuur 0']) expect(out).toContain(part);
  });

  it('shows what was said before it in its conversation, and nothing of what came after', async () => {
    expect((await shown(asked[1])).turn.history).toMatchObject([{ question: 'Wat kost een paspoort?' }]);
    expect((await shown(asked[0])).turn.history).toEqual([]);
  });

  it('takes the turn again without keeping it, and shows what is otherwise', async () => {
    const turns = async () => (await db.query('SELECT 1 FROM turns')).length;
    const before = await turns();
    const same = await shown(asked[1], { run: true });
    expect(new Set(same.again?.difference.map(({ sign }) => sign))).toEqual(new Set([' ']));
    host.setScript(reply('U betaalt bij de balie van het stadhuis [1].'));
    const other = await shown(asked[0], { run: true });
    expect(other.again).toMatchObject({ outcome: expect.any(String) as string });
    expect(other.again?.difference.map(({ sign }) => sign)).toEqual(expect.arrayContaining(['-', '+']));
    expect((await run([asked[0]], { run: true })).out).toMatch(/Het antwoord is anders[^]*\n {2}- Een paspoort voor volwassenen[^]*\n {2}\+ /);
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    expect(await turns()).toBe(before);
    // What was said before is given along: the model is shown the same conversation.
    expect(JSON.stringify(host.requests.findLast(({ path }) => path === '/api/chat')?.body.messages)).toContain('paspoort');
  });

  it('tells who read it, in the log, which stays whole', async () => {
    await run([asked[0]]);
    const [act] = await readActs(db, 1, 'readings');
    expect(act).toMatchObject({ kind: 'replay.read', facts: { name: asked[0], opening: Number(opening), byUser: expect.any(String) as string } });
    await run([asked[0]], { run: true });
    expect((await readActs(db, 1, 'readings'))[0]).toMatchObject({ kind: 'replay.run' });
    expect(await verify(db, Buffer.from(AUDIT_KEY, 'hex'))).not.toHaveProperty('firstFault');
  });

  it('wants an opening that holds, and that shows this turn; of what came before it no more than that shows', async () => {
    const desk = { auditKey: Buffer.from(AUDIT_KEY, 'hex'), recordAct: createManagementLog({ masterKey: Buffer.from(AUDIT_KEY, 'hex'), now: () => new Date() }) };
    const acts = (await readActs(db, 1_000, 'readings')).length;
    await expect(run([asked[0]], { opening: undefined })).rejects.toMatchObject({ code: 'opening-required' });
    await expect(run([asked[0]], { opening: '999' })).rejects.toMatchObject({ code: 'opening-unknown' });
    expect((await run([asked[0]], { opening: '1; DROP TABLE turns' })).code).toBe(2);
    // The standing one of the review queue shows what is in that, by its own page.
    await expect(run([asked[0]], { opening: String(await approvedOpening({ db, desk })) })).rejects.toMatchObject({ code: 'opening-elsewhere' });
    const ofOne = String(await approvedOpening({ db, desk }, { kind: 'turn', turnId: asked[1] }));
    await expect(run([asked[0]], { opening: ofOne })).rejects.toMatchObject({ code: 'opening-elsewhere' });
    expect((await readActs(db, 1_000, 'readings')).length).toBe(acts);
    const { turn } = await shown(asked[1], { opening: ofOne });
    expect(turn).toMatchObject({ question: 'En hoe lang duurt dat?', history: [], earlierQuestions: [] });
    await db.query("UPDATE openings SET valid_until = now() - interval '1 minute' WHERE number = $1", [Number(ofOne)]);
    await expect(run([asked[1]], { opening: ofOne })).rejects.toMatchObject({ code: 'opening-closed' });
  });

  it('sees prompts, model and passages that are not as they were', async () => {
    const path = join(folder, 'prompts/loket/system.md');
    const prompt = await readFile(path, 'utf8');
    await writeFile(path, prompt.replace('version: 1', 'version: 2').replace('Schrijf kort', 'Schrijf heel kort'));
    await rm(join(folder, 'prompts/rewrite.md'));
    host.setModels(['chat:nieuw', 'ander']);
    const [document] = documents;
    if (document === undefined) throw new Error('no document');
    await putDocument(db, { ...document, digest: 'cd'.repeat(32), passages: document.passages.map((passage) => ({ ...passage, text: `${passage.text} Dat is nieuw.` })) });
    const { compared } = await shown(asked[0]);
    expect(compared.prompts).toMatchObject([{ name: 'loket/system', version: 1, isSame: false, now: { version: 2 } }, { isSame: true }]);
    expect(compared.model.now).toBe('gone');
    expect(compared.passages.map(({ now }) => now)).toContain('changed');
    await db.query('DELETE FROM passages');
    expect(new Set((await shown(asked[0])).compared.passages.map(({ now }) => now))).toEqual(new Set(['gone']));
    await host.stop();
    expect((await shown(asked[0])).compared.model.now).toBe('unknown');
    await host.start();
  });

  it('says so when what was said is erased, and keeps nothing of the attempt', async () => {
    const acts = (await readActs(db, 1_000)).length;
    await db.query('DELETE FROM turn_keys WHERE turn_id = $1', [asked[1]]);
    await expect(run([asked[1]])).rejects.toMatchObject({ code: 'turn-erased' });
    await expect(run([randomUUID()])).rejects.toMatchObject({ code: 'turn-unrecorded' });
    expect((await readActs(db, 1_000)).length).toBe(acts);
  });

  it.each([[[]], [['x']], [['een', 'twee']], [["'; DROP TABLE turns"]]])('explains wrong use: %j', async (positionals) => {
    const { code, out, notes } = await run(positionals);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toContain('Gebruik: balie replay');
  });
});
