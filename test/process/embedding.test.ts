import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OllamaHost, silence, startOllamaHost } from '../support/ollama-host/index.ts';
import { endPrograms, type Installation, makeInstallation, runCommand, startProgram } from '../support/process.ts';
import { askJson, PASSPORT } from '../support/questions.ts';

let host: OllamaHost;
let place: Installation;
beforeAll(async () => {
  host = await startOllamaHost({ models: ['chat'] });
  place = await makeInstallation();
});
afterAll(async () => {
  await endPrograms();
  await host.stop();
  await place.remove();
});

const e5 = { name: 'e5', kind: 'embedding' } as const;
const asked = () => host.requests.filter(({ path }) => path === '/api/embed').flatMap(({ body }) => body['input'] as string[]);

test('vectors come in the background: after a missing model, a silent host and a kill; search answers all the while', async () => {
  const env = { ...place.env, OLLAMA_URL: host.url, EMBED_MODEL: 'e5' };
  let program = startProgram(['serve'], env);
  const url = await program.url();
  await program.printed(/Vectoren: [^]*\(ollama pull e5\)[^]*op woorden gezocht/);
  expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered' });

  host.setFault('/api/embed', [silence()]);
  host.setModels(['chat', e5]);
  await expect.poll(asked).toContainEqual(expect.stringContaining('Een paspoort voor volwassenen kost'));
  // No passage has a vector yet: a question does not wait for its own.
  expect(await askJson(url, PASSPORT)).toMatchObject({ status: 200, outcome: 'answered' });
  expect(asked()).not.toContain(PASSPORT);
  expect(await program.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });

  host.setFault('/api/embed', undefined);
  program = startProgram(['serve'], env);
  await program.printed(/Vectoren: klaar, 3 passages erbij\./);
  let found = await runCommand(['search', 'hoeveel kost een paspoort'], env);
  // A machine that stands still takes longer than a question waits for its vector, and then it says so.
  for (let times = 0; times < 5 && found.stderr.includes('Alleen op woorden'); times += 1) found = await runCommand(['search', 'hoeveel kost een paspoort'], env);
  expect(found).toMatchObject({ code: 0, stderr: '' });
  expect(found.stdout).toMatch(/1\. Paspoort aanvragen[^]*\(betekenis\) 1,00/);
  expect(await program.stop()).toEqual({ code: 0, signal: null });

  await writeFile(join(place.documents, 'kapvergunning.md'), '# Boom kappen\n\nVoor het kappen van een boom hebt u een vergunning nodig.\n');
  program = startProgram(['serve'], env);
  await program.printed(/Vectoren: klaar, 1 passage erbij\./);
  expect(await program.stop()).toEqual({ code: 0, signal: null });
});

test('`balie search` says that it went by words alone, and why', async () => {
  host.setFault('/api/embed', [silence()]);
  const found = await runCommand(['search', 'paspoort'], { ...place.env, OLLAMA_URL: host.url, EMBED_MODEL: 'e5' });
  expect(found.code).toBe(0);
  expect(found.stderr).toMatch(/^Alleen op woorden gezocht\. Het taalmodel gaf te lang geen antwoord/);
  expect(found.stdout).toContain('Paspoort aanvragen');
  expect(found.stdout).not.toContain('betekenis');
});
