import { describe, expect, test } from 'vitest';
import { factsheetRules } from '../../../src/config/factsheet-rules.ts';
import { ASSISTANT_QUESTIONS } from '../../../src/factsheet/statements/assistant-questions.ts';
import { checkAnswer, checkSpeaker, checkTogether, type Written, writtenOf } from '../../../src/factsheet/statements/check.ts';
import { DESK_QUESTIONS } from '../../../src/factsheet/statements/desk-questions.ts';

const QUESTIONS = [...DESK_QUESTIONS, ...ASSISTANT_QUESTIONS];

function check(id: string, written: Written) {
  const question = QUESTIONS.find((one) => one.id === id);
  if (question === undefined) throw new Error(id);
  return checkAnswer(question, written);
}

describe('an answer of the factsheet', () => {
  test.each(QUESTIONS.filter(({ kind }) => kind !== 'choices'))('the example of $id is one, and reads back as it was', ({ id, example }) => {
    const checked = check(id, example);
    expect(checked).toHaveProperty('answer');
    if ('answer' in checked) expect(check(id, writtenOf(checked.answer))).toEqual(checked);
  });

  test('is as long as people count: emoji and letters with marks are one', () => {
    expect(check('description_short', '😀'.repeat(400))).toEqual({ answer: '😀'.repeat(400) });
    expect(check('description_short', 'é'.repeat(401))).toEqual({ fault: 'mag hoogstens 400 tekens hebben (nu 401)' });
  });

  test.each([
    ['goal', 'Snel <b>antwoord</b>', 'HTML'], ['goal', 'a &nbsp; b', 'HTML'], ['name', '<script>alert(1)</script>', 'HTML'], ['goal', 'a\u202Eb', 'niet te zien'], ['name', 'Balie\nCollega', 'één regel'],
    ['oin', '1234', '20 cijfers'], ['begin_date', '2026-13', 'maand'], ['website', 'http://a.example/', 'https'], ['website', 'javascript:alert(1)', 'https'], ['website', 'https://piet:geheim@a.example/', 'https'],
    ['status', 'Bijna', 'keuzes'], ['lawful_basis_grouping', 'Gemeentewet http://wetten.example', 'regel 1'], ['lawful_basis_grouping', 'Wet\nhttps://wetten.example/', 'regel 2'],
    ['contact_email', 'j.jansen@lindewaarde.example', 'persoon'], ['contact_email', 'marieke.de.vries@lindewaarde.example', 'persoon'], ['contact_email', 'info@gmail.com', 'buiten uw organisatie'], ['contact_email', 'bel ons', 'e-mailadres'],
    ['owner', 'Jan Jansen', 'persoon'], ['owner', 'mevr. de Wit', 'persoon'], ['owner', 'J. van Dijk', 'persoon'],
    ['owner', 'Anna van der Post', 'persoon'], ['owner', 'J. de Vries', 'persoon'], ['owner', 'J de Vries', 'persoon'], ['owner', 'Victor de Boer', 'persoon'], ['owner', 'Sietske Postma', 'persoon'], ['owner', 'Kees de Raad', 'persoon'],
    ['contact_email', 'anna.van.der.post@lindewaarde.example', 'persoon'], ['contact_email', 'victor.boer@lindewaarde.example', 'persoon'],
  ])('%s: %s is refused', (id, written, why) => {
    expect(check(id, written)).toEqual({ fault: expect.stringContaining(why) });
  });

  test.each([['contact_email', 'ai@lindewaarde.example'], ['contact_email', 'team.publiekszaken@lindewaarde.example'], ['contact_email', 'https://www.lindewaarde.example/ai'], ['owner', 'Teammanager Publiekszaken'], ['owner', 'Afdeling Dienstverlening'], ['owner', 'Hoofd van de Post'], ['owner', 'Team ICT'], ['owner', 'Informatiemanager Publiekszaken'], ['contact_email', 'post@lindewaarde.example'], ['contact_email', 'team.post@lindewaarde.example'], ['goal', 'Minder dan 5 < 6 en meer & beter']])(
    '%s: %s is one', (id, written) => expect(check(id, written)).toEqual({ answer: written }),
  );

  test('may be taken back, and chosen of several', () => {
    expect(check('goal', '  ')).toEqual({ answer: undefined });
    expect(check('category', ['Wonen', 'Recht', 'Wonen'])).toEqual({ answer: ['Wonen', 'Recht'] });
    expect(check('category', ['Wonen', 'Magie'])).toHaveProperty('fault');
    expect(check('status', ['In gebruik'])).toHaveProperty('fault');
  });

  test('months are in order', () => {
    expect([...checkTogether(new Map([['begin_date', '2026-11'], ['end_date', '2026-10']]))]).toEqual([['end_date', expect.stringContaining('2026-11')]]);
    expect([...checkTogether(new Map([['begin_date', '2026-11'], ['end_date', '2026-11']]))]).toEqual([]);
  });

  test('is said by an office, that looks at it again on a day to come', () => {
    expect(checkSpeaker({ role: 'Functionaris Gegevensbescherming', reviewOn: '2027-02-28' }, '2026-11-27')).toEqual({});
    for (const role of ['', 'Fatima el Amrani', 'f.amrani@lindewaarde.example', 'x'.repeat(101)]) expect(checkSpeaker({ role, reviewOn: '2027-01-01' }, '2026-11-27')).toHaveProperty('role');
    for (const reviewOn of ['', '2027-02-30', '2026-11-27', '2040-01-01', 'morgen']) expect(checkSpeaker({ role: 'CISO', reviewOn }, '2026-11-27')).toHaveProperty('reviewOn');
  });
});

describe('answers in the configuration', () => {
  const said = { role: 'CISO', date: '2026-11-27', reviewOn: '2027-11-27' };

  test('hold as if they were said, and go by the rules of the form', () => {
    expect(factsheetRules.parse({ ...said, assistants: { loket: { lawful_basis_grouping: [{ title: 'Gemeentewet', link: 'https://wetten.example/' }] } } })).toEqual([
      { assistant: 'loket', question: 'lawful_basis_grouping', number: 0, answer: [{ title: 'Gemeentewet', link: 'https://wetten.example/' }], role: 'CISO', at: new Date('2026-11-27'), reviewOn: '2027-11-27' },
    ]);
    expect(factsheetRules.parse(undefined)).toEqual([]);
  });

  test.each([
    [{ desk: { contact_email: 'j.jansen@lindewaarde.example' } }, 'desk.contact_email'], [{ desk: { geheim: 'x' } }, 'desk.geheim'], [{ role: 'Jan Jansen' }, 'role'], [{ reviewOn: '2026-01-01' }, 'reviewOn'],
    [{ assistants: { loket: { begin_date: '2026-11', end_date: '2026-01' } } }, 'assistants.loket.end_date'],
  ])('%j stops the start', (given, path) => {
    expect(factsheetRules.safeParse({ ...said, ...given }).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
