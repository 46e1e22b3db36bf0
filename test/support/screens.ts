/**
 * All screens that residents see, of the real desk with a scripted model host: how to come to each from the desk's first page, and what stands
 * there. What must hold of every screen is tried on each row of this table, so that a new page is one row.
 */
import type { Page } from 'playwright-core';
import { ask } from './desk-page.ts';
import type { TestDesk } from './desk.ts';
import { drop, pause, reply, type Script, silence, status, text } from './ollama-host/index.ts';

/** A site that may frame the desk. */
export const SITE = 'https://www.lindewaarde.example';

export interface Screen {
  /** What the model host plays. */
  readonly script?: Script;
  readonly go: (page: Page, desk: TestDesk) => Promise<unknown>;
  /** What stands in the main part once it is there; also without scripts, but for what only scripts can show. */
  readonly sees: string | RegExp;
  readonly needsScript?: true;
}

const to = (path: string) => (page: Page, desk: TestDesk) => page.goto(desk.url + path);
const asking = (question: string) => (page: Page) => ask(page, question);
const answered = async (page: Page) => {
  await ask(page, 'Wat kost een paspoort?');
  await page.locator('.balie-source').first().waitFor();
};
const passOn = async (page: Page) => {
  await answered(page);
  await page.getByRole('button', { name: 'Doorgeven aan een medewerker' }).click();
  await page.getByRole('textbox', { name: 'Samenvatting' }).waitFor();
};

export const PRICE = reply('Een paspoort voor volwassenen kost € 86,20 [1].');
const sentence = 'Een paspoort voor volwassenen kost € 86,20 [1]. ';
const word = 'arbeidsongeschiktheidsverzekeringsmaatschappij'.repeat(8);

export const SCREENS: Readonly<Record<string, Screen>> = {
  'De balie': { go: async () => undefined, sees: 'U praat met een computer' },
  'Een vraag waarop wordt gezocht': { script: [silence()], go: asking('Wat kost een paspoort?'), sees: 'We ', needsScript: true },
  'Een antwoord dat wordt geschreven': { script: [text(sentence), text('U betaalt '), silence()], go: asking('Wat kost een paspoort?'), sees: '€ 86,20', needsScript: true },
  'Een antwoord met bronnen': { go: answered, sees: '€ 86,20' },
  'Een open bron onder een antwoord': {
    go: async (page) => {
      await answered(page);
      await page.locator('.balie-source summary').first().click();
    },
    sees: '€ 86,20',
  },
  'Letterlijke stukken uit documenten': { script: [status(500, 'kapot')], go: answered, sees: 'Letterlijk geciteerd' },
  'Geen antwoord gevonden': { go: asking('Hoe laat gaat het zwembad open?'), sees: 'Dat weet ik niet' },
  'Buiten de taak van de gemeente': { go: asking('Hoe vraag ik zorgtoeslag aan?'), sees: 'Dienst Toeslagen' },
  'Hulp bij nood': { go: asking('ik zie het niet meer zitten'), sees: '0800-0113' },
  'Hulp bij nood, van rechts naar links': { go: asking('أريد أن أموت'), sees: '0800-0113' },
  'Een antwoord dat afbreekt': { script: [text(sentence), text('U betaalt '), pause(100), drop()], go: asking('Wat kost een paspoort?'), sees: /onderweg afgebroken|niet compleet/ },
  'Een vraag die ontbreekt': { go: asking(' '), sees: 'U hebt nog geen vraag gesteld' },
  'Een lange vraag en woorden zonder eind': { go: (page) => ask(page, `Wat kost een paspoort ${word}? ${'En nog iets. '.repeat(60)}`).then(() => page.locator('.balie-answer:not(.balie-answer--busy)').first().waitFor()), sees: word },
  'Een bron lezen': {
    go: async (page, desk) => {
      await answered(page);
      await page.goto(desk.url + ((await page.locator('.balie-source a').first().getAttribute('href')) ?? ''));
    },
    sees: '€ 86,20',
  },
  'Een gesprek doorgeven aan een medewerker': { go: passOn, sees: 'Vraag 1: Wat kost een paspoort?' },
  'Doorgeven zonder e-mailadres': {
    go: async (page) => {
      await passOn(page);
      await page.getByRole('textbox', { name: 'Samenvatting' }).fill('');
      await page.getByRole('button', { name: /Versturen/ }).click();
    },
    sees: 'nog niets verstuurd',
  },
  'De balie op een andere website': { go: (page, desk) => page.goto(`${desk.url}/widget/loket`, { referer: `${SITE}/` }), sees: 'U praat met een computer' },
  Privacy: { go: to('/privacy'), sees: 'Privacy' },
  'Pagina niet gevonden': { go: to('/bestaat-niet'), sees: 'bestaat niet' },
};
