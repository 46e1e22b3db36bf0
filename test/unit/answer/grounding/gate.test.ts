import { describe, expect, test } from 'vitest';
import { passage } from '../../../support/passages.ts';
import { gateOf, judged } from './gate-of.ts';

const passages = [
  passage({ text: 'Een paspoort voor volwassenen kost € 83,90. U betaalt bij de balie.' }),
  passage({ documentId: 'b', title: 'Rijbewijs aanvragen', text: 'Een rijbewijs kost € 51,10. U haalt het rijbewijs na vijf werkdagen op.' }),
  passage({ documentId: 'c', title: 'Afval', headings: ['Meenemen'], text: 'Neem mee:\n- uw afvalpas;\n- een geldig identiteitsbewijs.' }),
];
const show = (text: string | string[], options = {}) => judged(passages, text, options).shown;

describe('the source of a sentence', () => {
  test.each([
    ['is kept where it carries it', 'Een paspoort kost € 83,90 [1].', 'Een paspoort kost € 83,90 [1].', [0]],
    ['is given where the model forgot it', 'Een rijbewijs kost € 51,10.', 'Een rijbewijs kost € 51,10. [1]', [1]],
    ['is put right where the model named another', 'Een rijbewijs kost € 51,10 [1].', 'Een rijbewijs kost € 51,10 [1].', [1]],
    ['is put right where the model named one that does not exist', 'Een rijbewijs kost € 51,10 [9].', 'Een rijbewijs kost € 51,10 [1].', [1]],
    ['is numbered in the order in which it appears', 'Een rijbewijs kost € 51,10 [2]. Een paspoort kost € 83,90 [1].', 'Een rijbewijs kost € 51,10 [1]. Een paspoort kost € 83,90 [2].', [1, 0]],
    ['may be two, one for each of its facts', 'Een paspoort kost € 83,90 en een rijbewijs kost € 51,10.', 'Een paspoort kost € 83,90 en een rijbewijs kost € 51,10. [1][2]', [0, 1]],
    ['loses those that do not carry it', 'Een paspoort kost € 83,90 [bron 1, 2].', 'Een paspoort kost € 83,90 [1].', [0]],
  ])('%s', (_, said, shown, cited) => {
    const result = judged(passages, said);
    expect([result.shown, result.cited]).toEqual([shown, cited]);
  });
});

describe('a sentence', () => {
  test('is shown the moment it is whole, and not before', () => {
    const gate = gateOf(passages);
    expect(gate.push('Een paspoort kost € 83,')).toBe('');
    expect(gate.push('90 [1].')).toBe('');
    expect(gate.push(' En')).toBe('Een paspoort kost € 83,90 [1].');
    expect(gate.push(' een rijbewijs kost € 51,10.\n')).toBe(' En een rijbewijs kost € 51,10. [2]');
  });

  test('comes out the same however the text is cut', () => {
    const text = '<think>Hm.</think>Dat staat er zo:\n- Een paspoort kost € 83,90 [1].\n- Een rijbewijs kost € 51,10 [2]!\n\nDat is gratis. U betaalt bij de balie [1].';
    const whole = show(text);
    for (let size = 1; size < 30; size += 1) expect(show(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []), `${size}`).toBe(whole);
    expect(whole).not.toMatch(/Hm|gratis/);
  });

  test('of a thought without a beginning does not stand in the way of the same one in the answer, however the text is cut', () => {
    const text = 'Het mag € 80 zijn. Een rijbewijs kost € 51,10, toch</think>Een rijbewijs kost € 51,10. Een paspoort kost € 83,90.';
    for (let size = 1; size < 30; size += 1) expect(show(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []), `${size}`).toBe('Een rijbewijs kost € 51,10. [1] Een paspoort kost € 83,90. [2]');
  });

  test('that no source carries is left out, with the reason in the log', () => {
    const { shown, gate } = judged(passages, 'Een paspoort kost € 83,90. Een paspoort kost € 80. Het zwembad is open.');
    expect(shown).toBe('Een paspoort kost € 83,90. [1]');
    expect(gate.details).toEqual({ carried: 1, dropped: 2, drops: [{ text: 'Een paspoort kost € 80.', reason: 'number' }, { text: 'Het zwembad is open.', reason: 'words' }] });
  });

  test('that is an amount alone is shown where its passage has no other', () => {
    const costs = [passage({ text: 'Een vergunning kost € 96,00. Een tweede vergunning kost € 192,00. Een mantelzorger betaalt € 24,00.' }), passage({ documentId: 'b', text: 'Een afvalpas kost € 14,00.' })];
    expect(judged(costs, '- € 24,00 [1]\n- € 14,00 [2]').shown.trim()).toBe('- € 14,00 [1]');
  });

  test.each(['8.30 - 17.00', '14 0543', 'https://www.lindewaarde.nl/afval', 'afval@lindewaarde.nl'])('without a word, that is no amount, is shown beside two amounts: %s', (said) => {
    const costs = [passage({ title: 'Afval brengen', text: 'U kunt terecht van 8.30 - 17.00. Grof vuil kost € 10,00. Puin kost € 15,00. Telefoon: 14 0543. Kijk op https://www.lindewaarde.nl/afval. Mail naar afval@lindewaarde.nl.' })];
    expect(judged(costs, `- ${said} [1]\n- € 10,00 [1]\n`).shown.trim()).toBe(`- ${said} [1]`);
  });

  test('is kept with its reason up to forty, and counted after that', () => {
    const { gate } = judged(passages, Array.from({ length: 50 }, (_, n) => `Een paspoort kost € ${n + 100}. `));
    expect(gate.details).toMatchObject({ carried: 0, dropped: 50 });
    expect(gate.details.drops).toHaveLength(40);
  });

  test('is the end of it after twelve that were dropped in a row, not now and then', () => {
    const wrong = (n: number) => `Een paspoort kost € ${n + 100}. `;
    const facts = ['Een paspoort voor volwassenen kost € 83,90. ', 'U betaalt bij de balie. ', 'Een rijbewijs kost € 51,10. '];
    const now = Array.from({ length: 18 }, (_, n) => `${wrong(n)}${n % 6 === 5 ? facts[Math.floor(n / 6)] : ''}`);
    expect(judged(passages, now).gate.isEndless).toBe(false);
    expect(judged(passages, Array.from({ length: 12 }, (_, n) => wrong(n))).gate.isEndless).toBe(true);
  });

  test('beside the word for no answer is only meant where the model names its source', () => {
    expect(show('GEEN_ANTWOORD. Een paspoort kost € 83,90.')).toBe('');
    expect(show('GEEN_ANTWOORD. Een paspoort kost € 83,90 [1].')).toBe('Een paspoort kost € 83,90 [1].');
  });

  test('that only announces is shown with what it announces, and not alone', () => {
    expect(show('Neem mee:\n- uw afvalpas\n- uw rijbewijs')).toBe('Neem mee:\n- uw afvalpas [1]');
    expect(show('Dat kan op drie manieren:')).toBe('');
    expect(show('U hebt recht op geld:\n- uw afvalpas')).not.toContain('recht');
  });

  test.each([
    ['a thought', '<think>Een rijbewijs kost € 51,10.</think>', ''],
    ['a thought without a beginning', 'Wat kost het? Het zwembad is open. GEEN_ANTWOORD? Een rijbewijs kost dus</think>Een rijbewijs kost € 51,10.', 'Een rijbewijs kost € 51,10. [1]'],
    ['a thought without a beginning that a source carries, and that the answer says again', 'Het zwembad is open.</think>Het zwembad is open. Een rijbewijs kost € 51,10.', 'Een rijbewijs kost € 51,10. [1]'],
    ['a thought without an end', '<think>Een rijbewijs kost € 51,10.', ''],
    ['a heading', '## Een rijbewijs kost € 51,10', 'Een rijbewijs kost € 51,10 [1]'],
    ['a table', '| Een rijbewijs kost € 51,10 |\n|---|', 'Een rijbewijs kost € 51,10 [1]'],
    ['a fence', '```\nEen rijbewijs kost € 51,10.\n```', 'Een rijbewijs kost € 51,10. [1]'],
    ['emphasis', '*Een rijbewijs* kost __€ 51,10__.', 'Een rijbewijs kost € 51,10. [1]'],
    ['script', '<script>alert(1)</script>', ''],
    ['a picture', '![Een rijbewijs](https://elders.example/x.png)', ''],
    ['another language', 'A passport costs € 83,90 and you pay at the desk.', ''],
    ['characters that nobody sees', 'Een rij\u200Bbewijs kost\u202E € 51,10.', 'Een rijbewijs kost € 51,10. [1]'],
    ['marks alone', '** - \n\n...', ''],
  ])('%s', (_, said, shown) => expect(show(said)).toBe(shown));
});

describe('a model that goes round in circles', () => {
  test.each([
    ['one sentence', 'Een paspoort kost € 83,90. '],
    ['what no source carries', 'Het zwembad is open. '],
    ['half a sentence', 'de gemeente van '],
  ])('with %s is stopped, and says it once at most', (_, piece) => {
    const gate = gateOf(passages);
    let shown = '';
    let pieces = 0;
    while (!gate.isEndless && pieces < 1_000) {
      shown += gate.push(piece);
      pieces += 1;
    }
    expect(pieces).toBeLessThan(100);
    expect(shown.split('83,90').length).toBeLessThanOrEqual(2);
  });

  test('is not seen in a list of ten items', () => {
    const items = Array.from({ length: 10 }, (_, at) => `- Een paspoort kost € ${at}.`).join('\n');
    expect(judged(passages, items).gate.isEndless).toBe(false);
  });
});

test('a check that is handed in refuses a sentence, with its reason', () => {
  const { shown, reasons } = judged(passages, 'Een rijbewijs kost € 51,10.', { checks: [(sentence) => (sentence.includes('51') ? 'planted' : undefined)] });
  expect([shown, reasons]).toEqual(['', ['planted']]);
});
