import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OllamaHost, reply, silence, startOllamaHost, text } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askEvents, askForm, askJson, PASSPORT, postQuestion } from '../support/questions.ts';

const DRIVING = 'Wat kost een rijbewijs?';

let host: OllamaHost;
let place: Installation;
let env: Readonly<Record<string, string>>;
beforeEach(async () => {
  host = await startOllamaHost();
  place = await makeInstallation();
  env = { ...place.env, OLLAMA_URL: host.url };
});
afterEach(async () => {
  await endPrograms();
  await host.stop();
  await place.remove();
});
afterAll(endPrograms);

/** More than is read before a signal comes, however long the first line that says so is on its way. */
const MANY = 1_000;
async function addMany(): Promise<void> {
  for (let number = 0; number < MANY; number += 1) await writeFile(join(place.documents, `regel-${number}.md`), `# Regel ${number}\n\nTekst ${number}.\n`);
}

const owned = () => ['balie.lock', 'run/.s.PGSQL.5432'].filter((name) => existsSync(join(place.dataDir, name)));

describe('killed', () => {
  test('during a turn: the next start takes over, shows the turn as interrupted, and the log verifies', async () => {
    const first = startProgram(['serve'], env);
    const url = await first.url();
    const { conversationId } = await askJson(url, PASSPORT);
    host.setScript([text('Een rijbewijs'), silence()]);
    await host.nextChat();
    const cut = askJson(url, DRIVING, conversationId).catch(() => 'cut');
    await host.nextChat();
    await first.stop('SIGKILL');
    expect(await cut).toBe('cut');
    expect(owned()).toHaveLength(2);

    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
    const second = startProgram(['serve'], env);
    const { page } = await askForm(await second.url(), PASSPORT, conversationId);
    expect(page).toMatch(new RegExp(`${DRIVING.replace('?', '\\?')}[^]*Dit antwoord is onderbroken`));
    expect(page.match(/Dit antwoord is onderbroken/g)).toHaveLength(1);
    expect(await runCommand(['audit', 'verify'], env)).toMatchObject({ code: 0 });
    expect(await second.stop()).toEqual({ code: 0, signal: null });
    expect(owned()).toEqual([]);
  });

  test('during the first reading of documents: the next start reads the rest', async () => {
    for (let number = 0; number < 24; number += 1)
      await writeFile(join(place.documents, `regel-${number}.md`), `# Regel ${number}\n\nVoor vergunning ${number} betaalt u € ${number},50.\n`);
    const first = startProgram(['serve'], env);
    await first.printed(/\[ ?5\/27\]/);
    await first.stop('SIGKILL');
    const second = startProgram(['serve'], env);
    const url = await second.url();
    await second.printed(/Klaar: \d+ nieuw, 0 gewijzigd, \d+ ongewijzigd, 0 verwijderd, 0 mislukt/);
    const [, fresh, known] = /Klaar: (\d+) nieuw, 0 gewijzigd, (\d+) /.exec(second.stderr) ?? [];
    expect(Number(fresh) + Number(known)).toBe(27);
    expect(Number(known)).toBeGreaterThanOrEqual(4);
    // The last one in the folder, which the first run did not come to.
    expect(await askJson(url, 'Wanneer geef ik mijn verhuizing door?')).toMatchObject({ answer: expect.stringContaining('vier weken') });
  });
});

describe('asked to stop', () => {
  test('lets the running answer end, takes no new question, and leaves nothing behind', async () => {
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].', { between: 150 }));
    const program = startProgram(['serve'], env);
    const url = await program.url();
    const running = askEvents(url, PASSPORT);
    await host.nextChat();
    const ending = program.stop();
    await program.printed(/De balie stopt/);
    const late = await postQuestion(url, DRIVING).catch(() => undefined);
    if (late !== undefined) expect([late.status, late.headers.get('Retry-After')]).toEqual([503, '30']);
    expect((await running).at(-1)).toMatchObject({ event: 'done', data: { outcome: 'answered', answer: 'Een paspoort voor volwassenen kost € 86,20 [1].' } });
    expect(await ending).toEqual({ code: 0, signal: null });
    expect(host.requests.filter(({ path }) => path === '/api/chat')).toHaveLength(1);
    expect(owned()).toEqual([]);
    expect(program.stderr).toMatch(/De balie is gestopt\.\n$/);
  });

  test('twice: ends at once', async () => {
    host.setScript([silence()]);
    const program = startProgram(['serve'], env);
    const cut = askJson(await program.url(), PASSPORT).catch(() => 'cut');
    await host.nextChat();
    void program.stop('SIGINT');
    await program.printed(/De balie stopt/);
    expect(await program.stop('SIGTERM')).toEqual({ code: null, signal: 'SIGTERM' });
    expect(await cut).toBe('cut');
  });

  test('while it reads documents for the first time: stops without a fault', async () => {
    await addMany();
    const program = startProgram(['serve'], env);
    await program.printed(/ 5\/1003\]/);
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    expect(program.stderr).not.toMatch(/ging iets mis|AbortError/);
    expect(program.stderr).not.toContain('[1003/1003]');
    expect(owned()).toEqual([]);
  });

  test('a command stops too, and says so', async () => {
    await addMany();
    const program = startProgram(['ingest', place.documents, '--collection', 'producten'], env);
    await program.printed(/\S/, 'stdout');
    expect(await program.stop('SIGINT')).toEqual({ code: 1, signal: null });
    // How far it is, it says every so many seconds.
    expect(program.stderr).toMatch(/^(?:\d+ van \d+ .*\n)*Gestopt voordat het klaar was\.\n$/);
  });

  test('after whoever read its messages has gone: still lets the running answer end', async () => {
    host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].', { between: 100 }));
    const program = startProgram(['serve'], env);
    const url = await program.url();
    // As with `npm start 2>&1 | tee log`, where Ctrl-C ends tee first.
    program.child.stderr?.destroy();
    program.child.stdout?.destroy();
    const running = askEvents(url, PASSPORT);
    await host.nextChat();
    const ending = program.stop();
    expect((await running).at(-1)).toMatchObject({ event: 'done', data: { outcome: 'answered' } });
    expect(await ending).toEqual({ code: 0, signal: null });
    expect(owned()).toEqual([]);
  });
});
