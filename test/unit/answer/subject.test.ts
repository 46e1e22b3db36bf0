import { describe, expect, test } from 'vitest';
import { isForeign } from '../../../src/answer/subject/foreign.ts';
import { cpuMs } from '../../support/cpu.ts';
import { assistant, passage } from '../../support/passages.ts';
import { END, setUp, text } from './set-up.ts';

const HOURS = passage({ title: 'Openingstijden', text: 'De balie van het stadhuis is op werkdagen open van 9.00 tot 17.00 uur. Op zondag zijn wij dicht.' });
const PASSPORT = passage({ title: 'Paspoort aanvragen', text: 'Een paspoort kost € 86,20. Het is na vijf werkdagen klaar.' });
const SCHOOL = passage({ title: 'Leerlingenvervoer', text: 'Reist uw kind met de bus? Dan betalen wij het abonnement. De burgemeester besluit.' });
const TREES = passage({ title: 'Boom kappen', synonyms: ['boom'], text: 'Voor een dikke boom in uw tuin hebt u een vergunning nodig. Het tarief van 2026 is € 100.' });

describe('what was found is about something else', () => {
  test.each([
    ['Wat zijn de openingstijden van het zwembad?', HOURS],
    ['wat zijn de openingstijden van de Albert Heijn', HOURS],
    ['Welke telefoon is op zondag open?', HOURS],
    ['Hoeveel camera’s hangen er bij de balie?', HOURS],
    ['Wat kost een abonnement op de sportschool?', SCHOOL],
    ['Kan ik bij de gemeente een aanhanger huren?', SCHOOL],
    ['Wat verdient de burgemeester?', SCHOOL],
    ['Wanneer komt er glasvezel op onze school?', SCHOOL],
    ['Hoeveel kost een ligplaats met abonnement?', SCHOOL],
    ['Mag ik zelf een boom kappen in 2031?', TREES],
    ['Wat zijn de regels voor drones boven mijn huis?', passage({ title: 'Boom kappen', text: 'Er zijn regels voor een boom bij uw huis.' })],
    ['Heb ik een vergunning nodig voor een schutting?', passage({ title: 'Boom kappen', text: 'Voor een dikke boom hebt u een vergunning nodig.' })],
    ['Krijg ik energietoeslag?', passage({ title: 'Hulp bij schulden', text: 'Betaalt u uw energie niet?' })],
  ])('%s', (question, found) => expect(isForeign(question, [found])).toBe(true));

  test('also where two passages have its pieces', () => {
    const [energy, extra] = ['Betaalt u uw energie niet?', 'U krijgt een toeslag.'].map((line) => passage({ title: 'Schulden', text: line }));
    expect(isForeign('Krijg ik energietoeslag?', [energy, extra].flatMap((one) => one ?? []))).toBe(true);
    expect(isForeign('Krijg ik energietoeslag?', [passage({ title: 'Schulden', text: 'U krijgt een toeslag voor energie.' })])).toBe(false);
  });
});

describe('what was found is about what was asked', () => {
  test.each([
    ['Wat zijn de openingstijden van het stadhuis?', HOURS],
    ['Hoe laat is de balie open?', HOURS],
    ['Wat kost een paspoort?', PASSPORT],
    ['Kan mijn dochter een paspoort aanvragen?', PASSPORT],
    ['We vliegen overmorgen naar Kreta, kan mijn paspoort nog op tijd klaar zijn?', PASSPORT],
    ['Ik heb een konijn. Wat kost een paspoort?', PASSPORT],
    ['Onze zoon is somber en wil niet naar school', SCHOOL],
    ['mag ik zomaar de eik in mijn tuin omzagen', TREES],
    ['Vanaf welke leeftijd mag je zelf een paspoort aanvragen?', PASSPORT],
    ['Welke papieren heb ik nodig voor een paspoort?', PASSPORT],
    ['zwembad', HOURS],
    ['', HOURS],
  ])('%s', (question, found) => expect(isForeign(question, [found])).toBe(false));

  test('takes time in line with the length of the question', async () => {
    const took = (times: number) => cpuMs(() => isForeign('Wat zijn de openingstijden van het zwembad en de '.repeat(times), [HOURS]));
    await took(100);
    expect(await took(4_000)).toBeLessThan((await took(1_000)) * 20 + 50);
  });
});

describe('in a turn', () => {
  const replies = { ...assistant.replies, abstained: 'Dat weet ik niet.', quoted: 'Letterlijk:' };
  const chat = async function* () { yield text('De balie van het stadhuis is op werkdagen open van 9.00 tot 17.00 uur [1].'); yield END; };

  test('the model is not asked, and nothing is quoted', async () => {
    const { run, end } = setUp({ question: 'Wat zijn de openingstijden van het zwembad?', passages: [HOURS], understands: true, chat, replies });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'abstained' } });
    expect(end()?.details).toMatchObject({ foreign: true });
  });

  test('a follow-up has its subject in the question before it', async () => {
    const { run } = setUp({ question: 'En wat zijn de tijden daarvan in 2031?', earlier: ['Wat zijn de openingstijden van het stadhuis?'], passages: [HOURS], understands: true, chat, replies });
    expect((await run('gesprek')).at(-1)).toMatchObject({ turn: { outcome: 'answered' } });
  });

  test('a question about what was found is answered', async () => {
    const { run } = setUp({ question: 'Wat zijn de openingstijden van het stadhuis?', passages: [HOURS], understands: true, chat, replies });
    expect((await run()).at(-1)).toMatchObject({ turn: { outcome: 'answered' } });
  });
});
