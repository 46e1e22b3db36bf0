import { describe, expect, test } from 'vitest';
import { FILE_WORDS as words } from '../../../src/cli/desk/file-search.ts';
import { checkedLines, passageFor, takeCitations } from '../../../src/workplace/whole/cite.ts';
import { fileOf } from '../../support/whole-files.ts';

const file = fileOf('beleid.pdf', [
  [3, 'De termijn voor een besluit is acht weken na ontvangst van de aanvraag.'],
  [4, 'Het college kan de termijn één keer verlengen met 6 weken. De kosten zijn € 86,20.'],
  [5, 'Bezwaar maakt u binnen zes weken.'],
]);
const given = { file, passages: file.passages, words };
const check = (text: string) => checkedLines(text, given);

describe('a line of a model', () => {
  test('is kept with the pages that it cites, however it writes them', () => {
    expect(check('- Een besluit duurt acht weken [p. 3].\n- **Verlengen** kan met 6 weken (blz. 4)\n3. Bezwaar kan binnen zes weken [p. 3-5]')).toEqual({
      lines: [
        { text: 'Een besluit duurt acht weken.', places: [3] },
        { text: 'Verlengen kan met 6 weken', places: [4] },
        { text: 'Bezwaar kan binnen zes weken', places: [3, 4, 5] },
      ],
      dropped: 0,
    });
  });

  test('loses a page that it was not given, and is dropped when that was the only one', () => {
    expect(check('- Een besluit duurt acht weken [p. 3][p. 99]')).toEqual({ lines: [{ text: 'Een besluit duurt acht weken', places: [3] }], dropped: 0 });
    expect(check('- Een besluit duurt acht weken [p. 99]')).toEqual({ lines: [], dropped: 1 });
  });

  test('is dropped with a number that does not stand on its pages', () => {
    expect(check('- De kosten zijn € 86,20 [p. 4]').lines).toHaveLength(1);
    expect(check('- De kosten zijn € 86,21 [p. 4]')).toEqual({ lines: [], dropped: 1 });
    expect(check('- De kosten zijn € 86,20 [p. 3]')).toEqual({ lines: [], dropped: 1 });
  });

  test('gets the page where its words stand when it names none, and is dropped when they stand nowhere', () => {
    expect(check('Het college mag de termijn verlengen')).toEqual({ lines: [{ text: 'Het college mag de termijn verlengen', places: [4] }], dropped: 0 });
    expect(check('De burgemeester opent morgen een nieuw zwembad')).toEqual({ lines: [], dropped: 1 });
  });

  test('says nothing as a heading or an announcement', () => {
    expect(check('Hier is de samenvatting van het document:\n---\n\n')).toEqual({ lines: [], dropped: 0 });
  });

  test('has its year in brackets left alone', () => {
    expect(takeCitations('De wet (2024) geldt [blz. 3 en 4] nog')).toEqual({ text: 'De wet (2024) geldt nog', cited: [3, 4] });
  });
});

test('a line is opened at the passage on its page that has most of its words', () => {
  const two = fileOf('twee.pdf', [[1, 'Over honden en katten.'], [1, 'Over parkeren bij het station.']]);
  expect(passageFor('Parkeren bij het station', 1, { file: two, passages: two.passages, words })?.ordinal).toBe(2);
});
