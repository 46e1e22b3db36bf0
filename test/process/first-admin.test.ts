import { afterAll, expect, test } from 'vitest';
import { cookieIn, passkeyBrowser, told } from '../support/passkeys.ts';
import { endPrograms, makeInstallation, runCommand, startProgram } from '../support/process.ts';

afterAll(endPrograms);

const LINK = /http:\/\/localhost:\d+\/inloggen\/uitnodiging#(?<token>[\w-]{43})/;

test('on an empty folder a start prints a link that makes the first admin; commands make others, and shut out', async () => {
  const place = await makeInstallation({ fresh: true });
  const first = startProgram(['serve'], place.env);
  const at = passkeyBrowser(await first.url());
  const link = await first.printed(LINK);
  expect(link[0].startsWith(`${at.origin}/`)).toBe(true);
  expect((await fetch(link[0])).status).toBe(200);
  const older = link.groups?.['token'] ?? '';
  await first.stop();

  const second = startProgram(['serve'], place.env);
  const again = passkeyBrowser(await second.url());
  const invitation = (await second.printed(LINK)).groups?.['token'] ?? '';
  expect(await told(await again.send('invitation', { invitation: older }))).toBe('404 invitation-invalid');
  const { answer, authenticator } = await again.make({ invitation, name: 'Noor de Wit' });
  expect(answer.status).toBe(200);
  expect((await again.get('/beheer', cookieIn(answer))).status).toBe(200);

  const [admin] = (JSON.parse((await runCommand(['people', 'list', '--json'], place.env)).stdout) as { people: { id: string }[] }).people;
  const invited = await runCommand(['people', 'invite', '--for', admin?.id ?? ''], place.env);
  const spare = await again.make({ invitation: LINK.exec(invited.stdout.replace(/localhost:\d+/, 'localhost:1'))?.groups?.['token'] ?? '' });
  expect(spare.answer.status).toBe(200);
  // At once, on the desk that runs.
  expect(await runCommand(['people', 'disable', admin?.id ?? ''], place.env)).toMatchObject({ code: 0 });
  expect((await again.get('/werk', cookieIn(spare.answer))).status).toBe(303);
  expect(await runCommand(['people', 'enable', admin?.id ?? ''], place.env)).toMatchObject({ code: 0 });
  expect((await again.login(authenticator)).status).toBe(200);
  expect(await runCommand(['audit', 'verify'], place.env)).toMatchObject({ code: 0 });
  // The console is for who starts it; the log for many more.
  expect(first.stdout + second.stdout).not.toMatch(/uitnodiging#|[\w-]{43}/);
  await second.stop();
  await place.remove();
}, 300_000);
