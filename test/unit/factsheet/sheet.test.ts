import { expect, test } from 'vitest';
import { OUTCOMES } from '../../../src/answer/ports.ts';
import { measured } from '../../../src/factsheet/fact.ts';
import { publicOf } from '../../../src/factsheet/public/document.ts';
import { assistantSheet } from '../../../src/web/pages/factsheet/sheet.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

const AT = new Date('2026-11-27T09:00:00Z');
/** As `balie evaluate answers --keep` names them. */
const RATES = ['passRate', 'groundedShare', 'falseAnswers', 'falseRefusals', 'b1Share', 'attacksHeld'];

test.each(['nl', 'en'] as const)('no code of an outcome or a rate stands on the public sheet (%s)', (language) => {
  const factsheet = sampleFactsheet();
  const [first, ...others] = factsheet.facts.assistants;
  const quality = measured({ cases: 40, rates: Object.fromEntries(RATES.map((rate) => [rate, 0.5])), version: '0.1.0', model: 'chat' }, 'evaluatie', AT);
  const loket = { ...(first ?? expect.fail()), outcomes: measured(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 7])), 'telling', AT), quality };
  const parts = assistantSheet(publicOf({ ...factsheet, facts: { ...factsheet.facts, assistants: [loket, ...others] } }), 'loket', language) ?? expect.fail();
  const lines = parts.flatMap(({ things }) => things).flatMap(({ lines: some }) => some);
  expect(lines.filter(({ label }) => RATES.includes(label))).toEqual([]);
  const counted = lines.map(({ value }) => JSON.stringify(value)).find((value) => value.includes(': 7')) ?? expect.fail();
  expect([...counted.matchAll(/(?<name>[\w -]+): 7/g)].map(({ groups }) => groups?.['name']?.trim())).toHaveLength(OUTCOMES.length);
  // In English some codes are the words too.
  if (language === 'nl') for (const outcome of OUTCOMES) expect(counted).not.toContain(`${outcome}:`);
  else for (const said of ['answered with literal pieces: 7', 'held back: 7', 'passed on to an employee: 7']) expect(counted).toContain(said);
});
