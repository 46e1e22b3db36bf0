import { describe, expect, test } from 'vitest';
import { safeAction } from '../../../src/web/links.ts';
import { feedbackTree } from '../../../src/web/markup/feedback.ts';
import { DUTCH, feedbackWordsIn } from '../../../src/web/markup/feedback-words.ts';
import { el } from '../../../src/web/markup/tree.ts';
import { detailLines } from '../../../src/web/pages/judging/details.ts';
import { render } from '../../../src/web/pages/render.ts';

const conversationId = 'c4d1e7a2-6f38-4b90-8e15-3a7c9d0b2f64';
const html = (view: Parameters<typeof feedbackTree>[1], id = 'turn', language?: string) => String(render(feedbackTree(id, view, 1, language)));

describe('what is asked under an answer', () => {
  test('is two buttons, of which the chosen one says so', () => {
    expect(html({ conversationId }).match(/aria-pressed="false"/g)).toHaveLength(2);
    const chosen = html({ conversationId, given: { helpful: true, reasons: [], text: '' } });
    expect(chosen).toMatch(/value="ja" aria-pressed="true"/);
    expect(chosen).toMatch(/value="nee" aria-pressed="false"/);
    expect(chosen).not.toContain('<textarea');
  });

  test('that was not kept is not thanked for nor shown as chosen, and what was typed stays', () => {
    const fault = { code: 'database-unavailable', message: 'Het lukte niet.', action: 'Probeer het opnieuw.', requestId: '' };
    for (const given of [{ helpful: true, reasons: [], text: '' }, { helpful: false, reasons: ['wrong'], text: 'De prijs is oud.' }]) {
      const shown = html({ conversationId, given, fault });
      expect(shown).toContain('Het lukte niet.');
      expect(shown).not.toMatch(/aria-pressed="true"|balie-thumb--chosen|Bedankt/);
      expect(shown.includes('De prijs is oud.')).toBe(!given.helpful);
    }
  });

  test('holds what was typed as text, whatever it is', () => {
    const shown = html({ conversationId: '"><script>', given: { helpful: false, reasons: ['wrong', '"><b>'], text: '\n</textarea><script>alert(1)</script>' } }, '"><i>');
    expect(shown).not.toMatch(/<(?:script|b|i)>/);
    expect(shown).toContain('>\n\n&lt;/textarea&gt;');
    expect(shown).toMatch(/value="wrong" checked="checked"/);
  });

  test('is asked in the language of the answer, and in Dutch where there are no words for it', () => {
    expect(html({ conversationId }, 'turn', 'tr')).toContain('Bu bana yardımcı olmuyor');
    expect(html({ conversationId, given: { helpful: false, reasons: [], text: '' } }, 'turn', 'ar')).toContain('غير صحيح');
    const other = html({ conversationId }, 'turn', 'so');
    expect(other).toMatch(/^<div [^>]*lang="nl" dir="ltr"/);
    expect(html({ conversationId }, 'turn', 'pl')).not.toContain('lang="nl"');
  });

  test('has the same words in each language', () => {
    const known = ['nl', 'en', 'de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk'].map((language) => feedbackWordsIn(language));
    for (const words of known) {
      expect(Object.keys(words ?? {}).toSorted()).toEqual(Object.keys(DUTCH).toSorted());
      expect(Object.keys(words?.reasons ?? {})).toEqual(Object.keys(DUTCH.reasons));
    }
  });

  test('goes to this desk only', () => {
    expect(safeAction('/reactie#reactie-1')).toBe('/reactie#reactie-1');
    for (const action of ['https://kwaad.example/', '//kwaad.example', '/\\kwaad.example', 'javascript:alert(1)', '#x', 'reactie']) {
      expect([action, safeAction(action)]).toEqual([action, undefined]);
      expect(String(render(el('form', { method: 'post', action })))).toBe('<form method="post"></form>');
    }
  });
});

describe('how an answer came about', () => {
  test('says of no text that the model read it, where none was reached', () => {
    const passages = [{ title: 'Paspoort', isGiven: true, isCited: true }, { title: 'Rijbewijs', isGiven: true, isCited: false }];
    expect(detailLines({ made: { passages, prompts: [{ name: 'system', version: 3 }] } })).toEqual([
      { label: 'Gevonden teksten', value: 'Paspoort (in het antwoord genoemd)\nRijbewijs (alleen gevonden)', isLong: true },
    ]);
  });

  test('is told in words, in the order of the steps', () => {
    const passages = [{ title: 'Paspoort', isGiven: true, isCited: true }, { title: 'Rijbewijs', isGiven: true, isCited: false }, { title: 'Afval', isGiven: false, isCited: false }, { title: 'Afval', isGiven: false, isCited: false }];
    const details = { grounding: { carried: 2, dropped: 1, drops: [{ text: 'Het kost € 5.', reason: 'number' }] }, guard: { masked: ['bsn', 'name'], score: 0.125 }, language: { detected: 'tr' }, foreign: true, made: { passages, answerable: true, prompts: [{ name: 'system', version: 3, sha256: 'x' }], model: { model: 'ministral-3' } } };
    expect(detailLines(details).map(({ label, value }) => [label, value])).toEqual([
      ['Uit de vraag gehaald', 'een burgerservicenummer, een naam'],
      ['Lijkt op een poging om te misleiden (0 tot 1)', '0,13'],
      ['Taal van de vraag', 'Turks'],
      ['Genoeg gevonden om te antwoorden', 'Ja'],
      ['Maar de teksten zeggen niet wat er gevraagd is', 'Ja'],
      ['Gevonden teksten', 'Paspoort (in het antwoord genoemd)\nRijbewijs (door het model gelezen)\nAfval (alleen gevonden, 2 stukken)'],
      ['Model', 'ministral-3'],
      ['Instructies voor het model', 'system (versie 3)'],
      ['Zinnen die in de bronnen staan', '2'],
      ['Zinnen die zijn weggelaten', '1'],
      ['Weggelaten', '“Het kost € 5.”'],
    ]);
  });

  test('says nothing of what is absent, unknown or of another shape', () => {
    expect(detailLines({})).toEqual([]);
    expect(detailLines({ guard: 'x', made: { passages: [null, 1, {}], prompts: {}, answerable: 'ja' }, grounding: [], language: null, plain: { score: '1' }, other: { x: 1 } })).toEqual([]);
    expect(detailLines({ guard: { masked: Array.from({ length: 500 }, () => 'name') } })[0]?.value.split(', ')).toHaveLength(20);
  });
});
