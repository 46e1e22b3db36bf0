import { describe, expect, test } from 'vitest';
import { tableOf } from '../../../src/web/answer-table.ts';
import { answerTrees } from '../../../src/web/markup/answer.ts';
import { render } from '../../../src/web/pages/render.ts';
import { cpuMs } from '../../support/cpu.ts';

const htmlOf = (text: string) => answerTrees(text, (number) => (number === 1 ? 'bron-1-1' : undefined)).map((tree) => render(tree).toString()).join('');

describe('rows of a table', () => {
  test('are a table again, each cell under its heading, also where one was empty', () => {
    expect(tableOf(['Dag: Maandag; Op afspraak: 9.00 tot 17.00 uur; Vrij: 9.00 uur', 'Dag: Zondag; Vrij: gesloten'])).toEqual({
      headers: ['Dag', 'Op afspraak', 'Vrij'],
      rows: [['Maandag', '9.00 tot 17.00 uur', '9.00 uur'], ['Zondag', '', 'gesloten']],
    });
    expect(tableOf(['paspoort | € 86,20', 'kind | € 65,10'])).toEqual({ headers: [], rows: [['paspoort', '€ 86,20'], ['kind', '€ 65,10']] });
  });

  test.each([
    ['one row', ['Dag: Maandag; Vrij: 9.00 uur']],
    ['other headings', ['Dag: Maandag; Vrij: 9.00 uur', 'Zone: A; Prijs: € 1']],
    ['a heading twice', ['Dag: Maandag; Dag: dinsdag', 'Dag: a; Dag: b']],
    ['a piece without a heading', ['Dag: Maandag; gesloten; Vrij: ja', 'Dag: Zondag; dicht; Vrij: nee']],
    ['as many cells as do not fit each other', ['a | b', 'a | b | c']],
    ['more columns than can be read', [1, 2].map(() => Array.from({ length: 9 }, (_, index) => `K${index}: x`).join('; '))],
  ])('stay lines with %s', (_, lines) => expect(tableOf(lines)).toBeUndefined());

  test('have header cells, a name to scroll by, and keep references and what is bold', () => {
    const html = htmlOf('> Zone: A; Prijs: **€ 96,00**\n> Zone: <b>; Prijs: € 66,00 [1]');
    expect(html).toContain('<div class="balie-tabular__box" role="group" aria-label="Zone, Prijs" tabindex="0"><table class="balie-tabular"><thead><tr><th scope="col">Zone</th><th scope="col">Prijs</th></tr></thead>');
    expect(html).toContain('<th scope="row">&lt;b&gt;</th>');
    expect(html).toMatch(/<td><strong>€ 96,00<\/strong><\/td>.*<td>€ 66,00\u00A0<a class="balie-reference"/);
  });

  test('cost no more the longer they are', async () => {
    const took = (times: number) => cpuMs(() => htmlOf('Zone: A; Prijs: € 96,00\n'.repeat(times)));
    await took(200);
    expect(await took(4_000)).toBeLessThan(60 * Math.max(await took(200), 2));
  });
});
