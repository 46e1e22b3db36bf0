import { expect, test } from 'vitest';
import { turnTree } from '../../../src/web/markup/turn.ts';
import { checkOfUntranslated, partsByLanguage } from '../../../src/web/markup/untranslated.ts';
import { render } from '../../../src/web/pages/render.ts';
import { municipality, turn } from '../../support/desk-views.ts';

const dutch = 'Een paspoort kost € 86,20 [1]. U betaalt bij de balie [1].';
const html = (answer: string, language = 'ar') => String(render(turnTree(turn({ answer, dutch, language }), 1, municipality)));

test('a Dutch sentence in a translated answer says that it is Dutch, and keeps its direction', () => {
  const shown = html('A passport costs € 86.20. [1] U betaalt bij de balie. [1]', 'en');
  expect(shown).toContain('<span lang="nl" dir="ltr"> U betaalt bij de balie.');
  expect(shown).not.toContain('<span lang="nl" dir="ltr">A passport');
  expect(shown).toContain('made and translated by AI');
});

test('an answer that could not be translated does not say that it was, and does not stand there twice', () => {
  const shown = html('\u2066Een paspoort kost € 86,20.\u2069 [1] \u2066U betaalt bij de balie.\u2069 [1]');
  expect(shown.match(/U betaalt bij de balie/g)).toHaveLength(1);
  expect(shown).toContain('lang="nl" dir="ltr">\u2066Een paspoort kost');
  expect(shown).toContain('كُتبت هذه الإجابة بواسطة الذكاء الاصطناعي');
  expect(shown).not.toContain('وتُرجمت');
});

test('names and numbers are of every language, and nothing is Dutch where nothing was translated', () => {
  expect(partsByLanguage('86,20', dutch)).toEqual([{ text: '86,20', isDutch: false }]);
  expect(partsByLanguage('Lindewaarde', 'Lindewaarde is een gemeente.')).toEqual([{ text: 'Lindewaarde', isDutch: false }]);
  expect(checkOfUntranslated({ answer: 'A passport costs € 86.20. U betaalt bij de balie.', dutch, language: 'en' })).toBeUndefined();
  expect(checkOfUntranslated({ answer: 'Hoi' })).toBeUndefined();
});
