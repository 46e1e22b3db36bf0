import { expect, test } from 'vitest';
import { privacyPage } from '../../../src/web/pages.ts';
import { municipality } from '../../support/desk-views.ts';

test.each([
  [undefined, 'Onze functionaris gegevensbescherming weet hoe lang wij die kopieën bewaren.'],
  [1, 'Die kopieën bewaren wij hoogstens één dag.'],
  [14, 'Die kopieën bewaren wij hoogstens 14 dagen.'],
])('the page on privacy says that copies of what was erased may remain, and how long: %s days', (backupDays, sentence) => {
  const page = String(privacyPage({ municipality: { ...municipality, backupDays } }));
  expect(page).toContain('Daarin kan nog staan wat wij hebben gewist');
  expect(page).toContain(sentence);
  expect(page).not.toContain('niemand');
});
