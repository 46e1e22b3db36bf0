import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { KADER_VERSION, MEASURES, REQUIREMENTS } from '../../../src/factsheet/cards/kader.ts';
import { licencesOf } from '../../../src/factsheet/cards/open-licences.ts';
import { kaderCsv } from '../../../src/factsheet/diligence/kader-csv.ts';
import { KADER, kaderEvidence } from '../../../src/factsheet/diligence/kader-evidence.ts';
import { THEMES } from '../../../src/factsheet/diligence/question.ts';
import { DILIGENCE_QUESTIONS } from '../../../src/factsheet/diligence/questions/questions.ts';
import { reportOf } from '../../../src/factsheet/diligence/report.ts';
import { diligenceSchema, readReport, reportText } from '../../../src/factsheet/diligence/schema.ts';
import { measurements, NOW } from '../../support/diligence-facts.ts';

const stated = { question: 'ethics-01', verdict: 'partly' as const, text: '<b>Zes</b> inwoners.', role: 'teammanager', at: NOW.toISOString(), reviewOn: '2027-11-27', evidence: [{ title: 'Verslag', link: 'https://www.lindewaarde.example/verslag' }] };
const report = reportOf(DILIGENCE_QUESTIONS, measurements(), [stated]);

describe('the questions', () => {
  test('are eight to thirteen of each theme, each asked once, by a number that is its own', () => {
    const counts = THEMES.map((theme) => DILIGENCE_QUESTIONS.filter((one) => one.theme === theme).length);
    expect([Math.min(...counts) >= 8, Math.max(...counts) <= 13, counts.length]).toEqual([true, true, 6]);
    expect(new Set(DILIGENCE_QUESTIONS.map(({ id }) => id)).size).toBe(DILIGENCE_QUESTIONS.length);
    expect(new Set(DILIGENCE_QUESTIONS.map(({ text }) => text)).size).toBe(DILIGENCE_QUESTIONS.length);
    expect(DILIGENCE_QUESTIONS.filter(({ id, theme, text }) => !id.startsWith(`${theme}-`) || !text.endsWith('?'))).toEqual([]);
  });

  test('name measures and requirements that are there', () => {
    const known = new Set([...KADER.measures, ...KADER.requirements].map(({ urn }) => urn));
    const named = [...DILIGENCE_QUESTIONS.map(({ id, kader }) => ({ id, kader })), ...[...MEASURES, ...REQUIREMENTS].map(({ urn, what }) => ({ id: what, kader: [urn] }))];
    expect(named.flatMap(({ id, kader }) => kader.filter((urn) => !known.has(urn)).map((urn) => `${id}: ${urn}`))).toEqual([]);
    expect(DILIGENCE_QUESTIONS.filter(({ kader }) => kader.length === 0 || new Set(kader).size < kader.length)).toEqual([]);
  });
});

describe('the report', () => {
  test('validates, and reads back as it was', () => {
    expect(readReport(reportText(report))).toEqual(report);
    expect(readReport(reportText(report, kaderEvidence(report)))).toMatchObject({ ...report, kader: { length: 171 } });
    expect(z.fromJSONSchema(diligenceSchema('https://balie.example/x.json') as z.core.JSONSchema.JSONSchema).safeParse(JSON.parse(reportText(report))).success).toBe(true);
  });

  test.each([
    ['no JSON', '{'],
    ['another format', reportText(report).replace('balie-due-diligence/1', 'balie-due-diligence/9')],
    ['a verdict that is none', reportText(report).replace('"verdict":"partly"', '"verdict":"maybe"')],
    ['a score over one', reportText(report).replace(/"score":[\d.]+/, '"score":1.5')],
  ])('%s is none', (_, text) => {
    expect(readReport(text)).toBeUndefined();
  });

  test('goes by what a person says only where nothing measures it', () => {
    const answers = new Map(reportOf(DILIGENCE_QUESTIONS, measurements(), [stated, { ...stated, question: 'security-08', verdict: 'no' }]).questions.map(({ id, answer }) => [id, answer]));
    expect([answers.get('ethics-01'), answers.get('security-08')]).toMatchObject([{ kind: 'stated', verdict: 'partly' }, { kind: 'measured', verdict: 'yes' }]);
    const ethics = report.themes.find(({ theme }) => theme === 'ethics');
    expect(ethics?.unanswered).toBe((ethics?.questions ?? 0) - (ethics?.measured ?? 0) - 1);
  });
});

describe('evidence for the Algoritmekader', () => {
  test('is told of all 108 measures and 63 requirements, of the version of the rest', () => {
    const all = kaderEvidence(report);
    expect([all.filter(({ kind }) => kind === 'measure').length, all.filter(({ kind }) => kind === 'requirement').length, KADER.version, KADER.licence]).toEqual([108, 63, KADER_VERSION, 'EUPL-1.2']);
    // Copied from the source, title by title; who takes a newer one changes this with the version.
    expect(hash('sha256', JSON.stringify([...KADER.measures, ...KADER.requirements].map(({ urn, title }) => [urn, title])), 'hex').slice(0, 12)).toBe('26e9e4690281');
    const of = (urn: string) => all.find((one) => one.urn === `urn:nl:ak:${urn}`);
    expect(of('mtr:pba-04')).toMatchObject({ state: 'evidence', words: expect.stringContaining('ethics-01: deels') as string });
    expect(of('mtr:ver-03')).toMatchObject({ state: 'evidence', words: expect.stringContaining('ethics-02: nog niet beantwoord') as string });
    expect([of('mtr:org-06')?.words, of('ver:aia-13')?.words, of('ver:aia-29')?.words]).toEqual(['geen bewijs in de balie', 'alleen bij hoog risico', 'alleen voor makers van modellen']);
  });

  test('is a table that a spreadsheet reads', () => {
    const lines = kaderCsv(kaderEvidence(report)).trimEnd().split('\r\n');
    expect([lines.length, lines[0]]).toEqual([172, '\uFEFF"urn","soort","titel","stand","bewijs","kader"']);
    expect(lines.every((line) => line.endsWith(`"${KADER_VERSION}"`) || line === lines[0])).toBe(true);
  });
});

describe('licences of parts', () => {
  const lock = (license: string | undefined, dev = false) => ({ name: 'x', version: '1', packages: { '': {}, 'node_modules/a': { version: '1.0.0', dev, ...(license !== undefined && { license }) } } });
  test.each([
    ['MIT', true], ['(MIT OR Proprietary)', true], ['MIT AND Apache-2.0', true], ['MIT AND Proprietary', false], ['SSPL-1.0', false], [undefined, false],
  ])('%s is open: %s', (license, isOpen) => {
    expect(licencesOf(lock(license))).toEqual({ all: 1, notOpen: isOpen ? [] : [`a@1.0.0 (${license ?? 'geen licentie genoemd'})`] });
  });
  test('of tools of developers are not counted', () => expect(licencesOf(lock('SSPL-1.0', true)).all).toBe(0));
});
