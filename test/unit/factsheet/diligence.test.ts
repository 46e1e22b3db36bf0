import { describe, expect, test } from 'vitest';
import { placesOf } from '../../../src/web/pages/diligence/words.ts';
import { statedFrom } from '../../../src/factsheet/diligence/answers.ts';
import { changedSince, compareReports } from '../../../src/factsheet/diligence/compare.ts';
import { evidenceKind } from '../../../src/factsheet/diligence/evidence/kind.ts';
import { forOutside } from '../../../src/factsheet/diligence/outside.ts';
import { DILIGENCE_QUESTIONS } from '../../../src/factsheet/diligence/questions/questions.ts';
import { type DiligenceReport, reportOf, withNotes } from '../../../src/factsheet/diligence/report.ts';
import { diligenceSchema, readReportFile, snapshotDocument } from '../../../src/factsheet/diligence/schema.ts';
import { overviewPage } from '../../../src/web/pages/diligence/overview.ts';
import { municipality } from '../../support/desk-views.ts';
import { makeDocx, makeOdf, makeZip } from '../../support/office.ts';
import { makeRawPdf } from '../../support/pdf-raw.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

const NOW = new Date('2026-11-27T09:00:00Z');
const ASKED = DILIGENCE_QUESTIONS.find(({ measure }) => measure === undefined)?.id ?? '';
const SAID = { question: ASKED, number: 1, verdict: 'yes' as const, text: 'Zie https://10.1.2.3/x en https://vng.nl.', role: 'CISO', at: NOW, reviewOn: '2027-11-27', evidence: [{ title: 'Blad', link: 'https://intern.lan/blad' }, { title: 'Verslag', file: { name: 'jansen.pdf', sha256: 'ab'.repeat(32), bytes: 9 } }] };

function report(said: Parameters<typeof statedFrom>[0] = [SAID]): DiligenceReport {
  const { facts, statements } = sampleFactsheet();
  return reportOf(DILIGENCE_QUESTIONS, { facts, statements, probes: [], now: NOW }, statedFrom(said, '2026-11-27'));
}
const answerOf = ({ questions }: DiligenceReport) => questions.find(({ id }) => id === ASKED)?.answer;

describe('a file is what stands in it', () => {
  test.each([
    ['pdf', Buffer.from(makeRawPdf([{ content: '' }]))],
    ['docx', Buffer.from(makeDocx('<w:p/>'))],
    ['odt', Buffer.from(makeOdf('text', '<text:p>Verslag</text:p>'))],
    ['csv', Buffer.from('naam;aantal\r\nvragen;3\r\n')],
    [undefined, Buffer.from('<html>,<script>\n,\n')],
    [undefined, Buffer.from('zomaar een tekst\nzonder kolommen')],
    [undefined, Buffer.from(makeZip({ 'kwaad.exe': 'MZ' }))],
    [undefined, Buffer.from(makeDocx('<w:p/>', { 'word/vbaProject.bin': 'macro' }))],
    [undefined, Buffer.from('a;b\n\u0000;1\n')],
    [undefined, Buffer.from('MZ\u0090\u0000')],
    [undefined, Buffer.alloc(0)],
  ])('%s', (kind, bytes) => {
    expect(evidenceKind(bytes)).toBe(kind);
  });
});

test('what nobody looked at since its day counts as partly at most', () => {
  const old = (verdict: 'yes' | 'partly' | 'no') => statedFrom([{ ...SAID, verdict, reviewOn: '2026-11-27' }], '2026-11-27')[0];
  expect(['yes', 'partly', 'no'].map((verdict) => old(verdict as 'yes'))).toMatchObject([{ verdict: 'partly', expired: 'yes' }, { verdict: 'partly', expired: 'partly' }, { verdict: 'no', expired: 'no' }]);
  expect(statedFrom([SAID], '2026-11-27')[0]).toMatchObject({ verdict: 'yes' });
  expect(statedFrom([SAID], '2026-11-27')[0]).not.toHaveProperty('expired');
  expect(statedFrom([{ ...SAID, verdict: undefined }], '2026-11-27')).toEqual([]);
});

test('a note stands beside a measurement, and not beside what a person answered', () => {
  const measured = report().questions.find(({ answer }) => answer?.kind === 'measured')?.id ?? '';
  const note = { question: measured, text: 'Over een eigen lijn.', role: 'CISO', at: NOW.toISOString(), reviewOn: '2027-11-27', evidence: [] };
  const noted = withNotes(report(), [note, { ...note, question: ASKED }]);
  expect(noted.questions.filter(({ note: one }) => one !== undefined).map(({ id }) => id)).toEqual([measured]);
  expect(noted.themes).toEqual(report().themes);
});

test('outside, files are known by their digest, and what is public names nothing within the organisation', () => {
  const isInside = (url: string) => /10\.|\.lan/.test(url);
  const text = JSON.stringify(forOutside(report(), true, isInside));
  for (const secret of ['jansen.pdf', 'intern.lan', '10.1.2.3']) expect(text).not.toContain(secret);
  expect(text).toContain('ab'.repeat(32));
  expect(text).toContain('https://vng.nl');
  expect(JSON.stringify(forOutside(report(), false, isInside))).toContain('intern.lan');
});

describe('a report', () => {
  test('is read back as it was signed, and says where it is otherwise', () => {
    const document = snapshotDocument(forOutside(report(), true, () => false), { number: 3, at: NOW.toISOString() });
    expect(readReportFile(document)).toEqual({ report: JSON.parse(document) as unknown });
    expect(readReportFile(document.replace('"verdict":"yes"', '"verdict":"maybe"'))).toMatchObject({ fault: expect.stringMatching(/^het klopt niet bij questions\.\d+\.answer/) });
    expect(readReportFile(JSON.stringify({ ...report(), more: { deep: 1 } }))).not.toHaveProperty('fault');
    expect(diligenceSchema('https://a.example/s')).toMatchObject({ $id: 'https://a.example/s', required: expect.arrayContaining(['questions', 'themes']) });
  });

  test('says what is other than it was, and no figure of an hour ago', () => {
    expect(changedSince(report(), report())).toEqual([]);
    expect(changedSince(report(), report([{ ...SAID, verdict: 'no' }]))).toMatchObject([{ id: ASKED, what: 'verdict' }]);
    expect(changedSince(report(), report([]))).toMatchObject([{ id: ASKED, what: 'verdict', now: undefined }]);
    expect(changedSince(report(), report([{ ...SAID, text: 'Anders.' }]))).toMatchObject([{ id: ASKED, what: 'words' }]);
    const measured: DiligenceReport = { ...report(), questions: report().questions.map((question) => (question.answer?.kind === 'measured' ? { ...question, answer: { ...question.answer, text: 'Nu 4.', at: '2026-12-01T00:00:00Z' } } : question)) };
    expect(changedSince(report(), measured)).toEqual([]);
  });

  test('beside another has what differs first, counted from the answers of both', () => {
    const right = report([{ ...SAID, verdict: 'no' }]);
    const lying: DiligenceReport = { ...right, themes: right.themes.map((theme) => ({ ...theme, score: 1 })), questions: right.questions.toReversed() };
    const { themes, onlyLeft, onlyRight } = compareReports(report(), lying);
    const theme = themes.find(({ questions }) => questions.some(({ id }) => id === ASKED));
    expect(theme?.questions[0]).toMatchObject({ id: ASKED, isDifferent: true });
    expect(theme?.right).toEqual(right.themes.find((one) => one.theme === theme?.theme));
    expect([onlyLeft, onlyRight]).toEqual([[], []]);
    expect(answerOf(right)?.verdict).toBe('no');
  });
});

test('the overview tells how far a measurement is, and what went wrong with the last, without a script', async () => {
  const shown = async (measuring: Parameters<typeof overviewPage>[0]['measuring']) => String(await overviewPage({ municipality, editor: {}, report: report(), measuring, measuredAt: NOW, filter: 'alle', last: undefined }));
  const running = await shown({ isRunning: true, done: 3, of: 9 });
  expect(running).toContain('De balie meet nu: 3 van 9 vragen zijn gesteld.');
  expect(running).toMatch(/<progress [^>]*value="3" max="9"/);
  expect(running).not.toContain('Meet opnieuw');
  const failed = await shown({ isRunning: false, done: 0, of: 0, fault: 'De modelserver is <b>niet</b> bereikbaar.' });
  expect(failed).toContain('De modelserver is &lt;b&gt;niet&lt;/b&gt; bereikbaar.');
  expect(failed).toContain('Meet opnieuw');
  expect(failed).toContain('Dat is het laatst gedaan op 27 november 2026');
});

test('where something was measured is told in words, once', () => {
  expect(placesOf(['models/ministral-3:3b/licence', 'models/ander/licence', 'probe/bias/loket', 'audit/verified'])).toBe('Modellen, Proeven, Eigen registratie');
});
