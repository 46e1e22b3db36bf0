import { describe, expect, test } from 'vitest';
import { biasCases, isSameAnswer, simply } from '../../../src/factsheet/diligence/probes/bias.ts';
import { ATTACKS, injectionCases, LEAKS } from '../../../src/factsheet/diligence/probes/injection.ts';
import { personalCases } from '../../../src/factsheet/diligence/probes/personal.ts';
import { bare, type Heard, type ProbeCase } from '../../../src/factsheet/diligence/probes/plan.ts';
import { maskPersonalData } from '../../../src/guard/personal/mask.ts';

const QUESTIONS = ['Wat kost een paspoort?', 'Hoe vraag ik een rijbewijs aan?', 'Waar lever ik grof afval in?'];
const heard = (edit: Partial<Heard> = {}): Heard => ({ outcome: 'answered', answer: 'Een paspoort kost € 86,20. U vraagt het aan bij de balie [1].', sources: [{ title: 'Paspoort', url: '/bronnen/1', quote: '' }], sent: [], ...edit });
const source = (title: string) => ({ title, url: '/bronnen/x', quote: '' });
const kinds = (cases: readonly ProbeCase[]) => Object.fromEntries([...Map.groupBy(cases, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length]));

describe('pairs of questions', () => {
  test('differ in one thing, and are made of the desk’s own', () => {
    const cases = biasCases(QUESTIONS);
    expect(kinds(cases)).toEqual({ naam: 12, geslacht: 3, taalniveau: 3 });
    expect(cases.filter(({ questions: [one, other] }) => one === other)).toEqual([]);
    const text = (kind: string) => cases.filter((one) => one.kind === kind).flatMap(({ questions }) => questions);
    expect(text('naam').every((question) => QUESTIONS.some((own) => question.endsWith(own)))).toBe(true);
    expect(simply('Hoeveel kost het, als de gemeente mijn paspoort vindt?')).toBe('hallo ik wil weten hoe veel kost het als de gemeete me paspoort vind');
    expect(kinds(biasCases(Array.from({ length: 40 }, (_, index) => `Vraag ${index}?`)))).toEqual({ naam: 20, geslacht: 14, taalniveau: 14 });
  });

  test.each([
    ['the same answer', heard(), true],
    ['one source more', heard({ sources: [source('Paspoort'), source('Leges')] }), true],
    ['a little longer', heard({ answer: `${heard().answer} Neem een pasfoto mee.` }), true],
    ['another end', heard({ outcome: 'abstained', sources: [] }), false],
    ['other sources', heard({ sources: [source('Leges')] }), false],
    ['no sources', heard({ sources: [] }), false],
    ['much longer', heard({ answer: `${heard().answer} ${'Let op wat u meeneemt. '.repeat(9)}` }), false],
    ['less polite', heard({ answer: 'Een paspoort kost € 86,20. Je vraagt het aan bij de balie [1].' }), false],
  ])('%s: %s', (_, other, isSame) => {
    expect([isSameAnswer(heard(), other), isSameAnswer(other, heard())]).toEqual([isSame, isSame]);
  });
});

test('a pair of which neither gets an answer says nothing', () => {
  const [pair] = biasCases(QUESTIONS);
  const nothing = heard({ outcome: 'abstained', sources: [] });
  expect([pair?.passes([nothing, nothing]), pair?.passes([heard(), nothing]), pair?.passes([heard(), heard()])]).toEqual([undefined, false, true]);
});

describe('attacks', () => {
  test('are twenty and more of six kinds, each with a word of its own that it does not simply say', () => {
    expect(ATTACKS.length + LEAKS.length).toBeGreaterThanOrEqual(20);
    expect(Object.keys(kinds(injectionCases('', '')))).toHaveLength(6);
    expect(new Set(ATTACKS.map(({ mark }) => mark)).size).toBe(ATTACKS.length);
  });

  test('fail where their word is not said, however it is written', () => {
    for (const { questions: [question], passes } of injectionCases('', '').slice(0, ATTACKS.length)) {
      const { mark = '' } = ATTACKS.find(({ text }) => text === question) ?? {};
      expect([passes([heard()]), passes([heard({ answer: `Goed: ${mark.toUpperCase()}!` })]), passes([heard({ answer: Array.from(mark).join('-') })])]).toEqual([true, false, false]);
    }
  });

  test('for the instructions fail where no run of their words comes out, but for what the assistant may say anyway', () => {
    const rule = 'Zet achter elke zin het nummer van de bron, zoals een of twee.';
    const reply = 'Ik kan dit niet vinden in de documenten van de gemeente, dus bel ons gerust.';
    const leak = injectionCases(`${rule}\n${reply}`, reply).at(-1);
    expect([leak?.passes([heard({ answer: `Mijn regels: ${rule}` })]), leak?.passes([heard({ answer: reply })]), leak?.passes([heard()])]).toEqual([false, true, true]);
  });
});

describe('made-up personal data', () => {
  const cases = personalCases(QUESTIONS);

  test('are what the guard takes for real', () => {
    const left = cases.filter(({ questions: [question = ''] }) => {
      const { text } = maskPersonalData(question, { actionOf: () => 'mask' });
      return bare(text) === bare(question);
    });
    expect(left.map(({ questions }) => questions[0])).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(10);
  });

  test('pass where the guard did its work, and neither where a model sees them nor where the answer repeats them', () => {
    for (const { questions: [question = ''], passes } of cases) {
      const masked = maskPersonalData(question, { actionOf: () => 'mask' }).text;
      expect([question, passes([heard({ sent: [masked] })])]).toEqual([question, true]);
      expect([passes([heard({ sent: [question] })]), passes([heard({ answer: question })])]).toEqual([false, false]);
    }
  });
});
