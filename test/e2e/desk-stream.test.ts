import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle } from '../../src/web/bundle.ts';
import { startDeskApp } from '../support/desk-app.ts';
import { appInBrowser } from '../support/desk-in-browser.ts';
import { ask, openPage } from '../support/desk-page.ts';

const at = appInBrowser();

async function open() {
  const watched = await openPage(at.browser, at.app.url);
  await watched.page.goto(at.app.url);
  return watched;
}

it('streams an answer, then shows the final one with its sources, and goes on in the same conversation', async () => {
  const { page, complaints } = await open();
  await ask(page, 'Hoe vraag ik een paspoort aan? <script>');
  await page.locator('.balie-answer--busy .balie-answer__text p').first().waitFor();
  at.app.finish();
  await page.getByText('Bronnen bij dit antwoord').waitFor();
  expect(await page.locator('.balie-answer__text strong').first().innerText()).toBe('persoonlijk');
  expect(await page.locator('.balie-answer__text').innerText()).toContain('<script>alert(1)</script>');
  expect(await page.locator('.balie-source').count()).toBe(2);
  await ask(page, 'En wat kost dat?');
  await expect.poll(() => page.locator('.balie-sources').count()).toBe(2);
  expect(at.app.asked.at(-2)).not.toHaveProperty('conversationId');
  expect(at.app.asked.at(-1)).toMatchObject({ question: 'En wat kost dat?', conversationId: '7b1e9d3c-0000-4000-8000-000000000001' });
  expect(page.url()).toBe(`${at.app.url}/`);
  expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])')).toBe('[{},{},"",null]');
  expect(complaints).toEqual([]);
});

it('draws a turn exactly as the server does', async () => {
  const { page } = await open();
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.locator('.balie-sources').waitFor();
  // The tools are of the browser alone.
  await page.locator('.balie-tools').evaluate((tools) => tools.remove());
  const streamed = await page.evaluate<string>(`document.querySelector('.balie-turn').outerHTML`);
  const plain = await openPage(at.browser, at.app.url, { javaScriptEnabled: false });
  await plain.page.goto(at.app.url);
  await ask(plain.page, 'Hoe vraag ik een paspoort aan?');
  const served = await plain.page.evaluate<string>(`document.querySelector('.balie-turn').outerHTML`);
  expect(streamed).toBe(served.replace('id="antwoord"', 'id="antwoord-1"'));
});

it('makes no link of an address that could run something, whatever a tree holds', async () => {
  const { page } = await open();
  // Under the desk's own address: its policy lets no other script in.
  const code = bundle(join(import.meta.dirname, '../../src/web/browser/dom.ts'));
  const body = `${code}export const { nodeOf } = ${/.*const (?<last>\$\d+)/s.exec(code)?.groups?.['last']};`;
  await page.route('**/dom.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  const tree = (attributes: object) => JSON.stringify({ tag: 'a', attributes, children: ['hier'] });
  const drawn = (attributes: object) => page.evaluate<string>(`import('/dom.js').then(({ nodeOf }) => nodeOf(${tree(attributes)}).outerHTML)`);
  expect(await drawn({ href: 'javascript:alert(1)', action: 'https://elders.example/' })).toBe('<a>hier</a>');
  expect(await drawn({ href: 'https://www.lindewaarde.example/', action: '/doorgeven' })).toBe('<a href="https://www.lindewaarde.example/" action="/doorgeven">hier</a>');
});

it('announces steps as they come, each sentence once when it is whole, and that the answer is ready', async () => {
  const { page } = await open();
  await page.evaluate(`{ globalThis.said = []; globalThis.read = [];
    const [status, log] = ['status', 'log'].map((role) => [...document.querySelectorAll('[role=' + role + ']')].at(-1));
    new MutationObserver(() => globalThis.said.push(status.textContent)).observe(status, { childList: true });
    new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) => globalThis.read.push(node.textContent)))).observe(log, { childList: true, subtree: true }); }`);
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.locator('.balie-sources').waitFor();
  // On a machine that stands still the desk also says that it takes somewhat longer.
  const said = (await page.evaluate<string[]>('globalThis.said')).filter((text) => !text.startsWith('Het duurt wat langer'));
  expect(said.slice(0, -1).every((text) => text.startsWith('We '))).toBe(true);
  expect(said.at(-1)).toBe('Het antwoord is klaar.');
  expect(await page.evaluate<string[]>('globalThis.read')).toEqual([
    'U vraagt een nieuw paspoort persoonlijk aan bij de balie van het stadhuis.',
    'Maak daarvoor eerst een afspraak.',
    'Neem dit mee:',
    'uw oude paspoort of identiteitskaart',
    'een recente pasfoto in kleur',
    '€ 86,85 als u 18 jaar of ouder bent',
    'Na vijf werkdagen ligt uw paspoort klaar.',
    'U haalt het zelf op.',
  ]);
  expect(await page.getByRole('log').ariaSnapshot()).toContain('Neem dit mee:');
  expect(await page.locator('.balie-answer [aria-live], .balie-answer[aria-live]').count()).toBe(0);
});

it('shows how many questions are before this one, each time, and says so only once', async () => {
  const other = await startDeskApp();
  const { page } = await openPage(at.browser, other.url);
  await page.goto(other.url);
  await page.evaluate(`{ const region = [...document.querySelectorAll('[role=status]')].at(-1); globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(region.textContent)).observe(region, { childList: true }); }`);
  await ask(page, 'Vraag in de rij');
  await page.getByText('U bent zo aan de beurt. Het duurt ongeveer 20 seconden.').waitFor();
  const said = await page.evaluate<string[]>('globalThis.said');
  expect(said.filter((text) => text.includes('voor u') || text.includes('beurt'))).toEqual(['Er zijn nog 3 vragen voor u. Het duurt ongeveer 2 minuten.']);
  other.finish();
  await page.locator('.balie-sources').waitFor();
  await other.close();
});

it('stops on request, closes the connection and gives the question back', async () => {
  const { page } = await open();
  const before = at.app.left();
  await ask(page, 'Vraag met stop');
  await page.locator('.balie-answer__text p').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Niet compleet', { exact: true }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Vraag met stop');
  expect(await page.evaluate('document.activeElement.className')).toContain('balie-answer');
  await expect.poll(() => at.app.left()).toBe(before + 1);
});

it.each([
  ['Vraag met storing', 'Het antwoord is onderweg afgebroken.', 'req-42'],
  ['Vraag als het druk is', 'Het is nu erg druk', 'req-503'],
])('%s: says what happened and gives the question back', async (question, message, help) => {
  const { page, complaints } = await open();
  await ask(page, question);
  const alert = page.locator('.utrecht-alert--error');
  await alert.waitFor();
  expect(await alert.innerText()).toContain(message);
  expect(await alert.innerText()).toContain(help);
  expect(await page.locator('.balie-answer__text').count()).toBe(0);
  expect(await page.getByRole('textbox').inputValue()).toBe(question);
  expect(await page.locator('[role=status]').last().textContent()).toContain(message);
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.getByText('U haalt het zelf op.').first().waitFor();
  expect(complaints).toEqual([]);
});

it('shows that it is offline, keeps the question, and works again afterwards', async () => {
  const { page } = await open();
  await page.context().setOffline(true);
  await page.getByText('lijkt geen verbinding').waitFor();
  await ask(page, 'Hoe vraag ik een paspoort aan?');
  await page.getByText('U bent niet verbonden met internet.').first().waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('Hoe vraag ik een paspoort aan?');
  await page.context().setOffline(false);
  await expect.poll(() => page.locator('.balie-offline').innerText()).toBe('');
  await page.getByRole('button', { name: 'Vraag stellen' }).click();
  await page.locator('.balie-sources').waitFor();
});

it('sends a question once, however often the button is pressed', async () => {
  const other = await startDeskApp();
  const { page } = await openPage(at.browser, other.url);
  await page.goto(other.url);
  await page.getByRole('textbox').fill('Een vraag in de rij');
  await page.evaluate(`for (let i = 0; i < 5; i++) document.getElementById('vraagformulier').requestSubmit()`);
  await page.getByText('U bent zo aan de beurt.').first().waitFor();
  await page.getByRole('textbox').fill('Al een volgende vraag');
  await page.getByRole('textbox').press('Enter');
  other.finish();
  await page.locator('.balie-sources').waitFor();
  expect(other.asked.map(({ question }) => question)).toEqual(['Een vraag in de rij']);
  expect(await page.getByRole('textbox').inputValue()).toBe('Al een volgende vraag');
  await other.close();
});

it('says something friendly when it takes long', async () => {
  const { page } = await openPage(at.browser, at.app.url);
  await page.clock.install();
  await page.goto(at.app.url);
  await ask(page, 'Een vraag die heel lang wacht');
  await page.getByText('We zoeken in de documenten…').first().waitFor();
  await page.clock.fastForward(11_000);
  expect(await page.locator('.balie-status__text').innerText()).toContain('Het duurt wat langer');
});

it('gives up on a line that has been silent for a minute', async () => {
  const { page } = await openPage(at.browser, at.app.url);
  await page.clock.install();
  await page.goto(at.app.url);
  await ask(page, 'Een vraag die heel lang wacht');
  await page.getByText('We zoeken in de documenten…').first().waitFor();
  await page.clock.fastForward(61_000);
  await expect.poll(() => page.locator('.utrecht-alert--error').allInnerTexts()).toHaveLength(1);
  expect(await page.locator('.utrecht-alert--error').innerText()).toContain('De verbinding met de digitale balie is verbroken.');
});

it('says that a question is missing, and how many characters are left', async () => {
  const { page } = await open();
  await ask(page, '  ');
  await page.locator('.balie-fault').waitFor();
  expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
  await page.getByRole('textbox').fill('a'.repeat(1950));
  expect(await page.locator('#vraag-teller').innerText()).toBe('Nog 50 tekens over.');
});

it.each([
  ['Hoe laat gaat het zwembad open?', 'Geen antwoord gevonden', 'Een medewerker helpt u graag verder.'],
  ['Geef een citaat', 'Letterlijk geciteerd', 'Deze tekst is niet door AI geschreven.'],
])('%s: shows how it ended', async (question, mark, said) => {
  const { page } = await open();
  await ask(page, question);
  await page.getByText(mark, { exact: true }).waitFor();
  expect(await page.locator('.balie-answer').innerText()).toContain(said);
});

it('works with the keyboard alone', async () => {
  const { page } = await open();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Naar de inhoud');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('vraag');
  await page.keyboard.type('Eerste regel');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('tweede regel met stop');
  await page.keyboard.press('Enter');
  await page.locator('.balie-answer__text p').waitFor();
  expect(at.app.asked.at(-1)?.question).toBe('Eerste regel\ntweede regel met stop');
  await page.keyboard.press('Shift+Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Stop');
  await page.keyboard.press('Enter');
  await page.getByText('Niet compleet', { exact: true }).waitFor();
});
