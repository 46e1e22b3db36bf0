import { describe, expect, test } from 'vitest';
import { dutiesOf } from '../../../src/factsheet/ai-act/duties.ts';
import { knownAnswers } from '../../../src/factsheet/ai-act/known.ts';
import { outcomeOf } from '../../../src/factsheet/ai-act/paths.ts';
import { AI_ACT_CLASSES } from '../../../src/factsheet/ai-act/profile.ts';
import { END, type Mark } from '../../../src/factsheet/ai-act/tree/question.ts';
import { after, TREE } from '../../../src/factsheet/ai-act/tree/tree.ts';
import { answersOf, walk } from '../../../src/factsheet/ai-act/walk.ts';
import { contradictionOf } from '../../../src/factsheet/ai-act/words.ts';
import { isHiddenBy, visiblePieces } from '../../../src/factsheet/ai-act/check/visible.ts';
import { markedInData, markedOnPage, personOnPage, toldOnPage } from '../../../src/factsheet/ai-act/check/looks.ts';
import { B1, measurePlain } from '../../../src/guard/plain/measure.ts';
import { MUNICIPALITY, walkOf } from '../../support/ai-act.ts';

describe('the questions of the AI Act', () => {
  test('lead somewhere from each answer, never back, and each can be reached', () => {
    const order = new Map(TREE.map(({ id }, index) => [id, index]));
    const reached = new Set([TREE[0]?.id]);
    for (const question of TREE) {
      expect(question.choices.length).toBeGreaterThanOrEqual(2);
      for (const choice of question.choices) {
        if (choice.to !== undefined && choice.to !== END) expect(order.has(choice.to), `${question.id}: ${choice.to}`).toBe(true);
        const next = after(question, choice);
        // Forward alone: so that every path ends.
        if (next === undefined) expect(choice.to).toBe(END);
        else expect(order.get(next.id)).toBeGreaterThan(order.get(question.id) ?? Infinity);
        if (next !== undefined && reached.has(question.id)) reached.add(next.id);
      }
    }
    expect(TREE.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
    expect(order.size).toBe(TREE.length);
  });

  test('come to each class and to each kind of mark by some path', () => {
    const classes = new Set<string>();
    const marks = new Set<Mark>();
    // Each question answered otherwise in turn, from the path of the municipality: and the ways that open by that.
    const tried = [MUNICIPALITY, ...TREE.flatMap(({ id, choices }) => choices.map((choice) => ({ ...MUNICIPALITY, [id]: choice.id })))];
    const still = { 'vanzelfsprekend': 'ja', maakt: 'nee' };
    for (const answers of [...tried, { ...MUNICIPALITY, ...still }, ...['ja', 'nee'].flatMap((profile) => TREE.find(({ id }) => id === 'beperkte-taak')?.choices.map(({ id }) => ({ ...MUNICIPALITY, diensten: 'ja', profilering: profile, 'beperkte-taak': id })) ?? []), { ...MUNICIPALITY, soort: 'model', systeemrisico: 'ja', 'open-model': 'ja' }, { ...MUNICIPALITY, 'ai-systeem': 'nee', impactvol: 'ja' }, { ...MUNICIPALITY, 'ai-systeem': 'nee', impactvol: 'nee' }, { ...MUNICIPALITY, soort: 'model', systeemrisico: 'nee', 'open-model': 'nee' }]) {
      const walked = walkOf(answers);
      for (const mark of walked.marks) marks.add(mark);
      if (walked.next === undefined) classes.add(outcomeOf(walked).class);
    }
    expect(AI_ACT_CLASSES.filter((one) => !classes.has(one))).toEqual([]);
    const all = TREE.flatMap(({ choices }) => choices.flatMap((choice) => choice.marks ?? []));
    expect(all.filter((mark) => !marks.has(mark))).toEqual([]);
  });

  test('make of the sample municipality a maker and user with a duty to tell, and no high risk', () => {
    const walked = walkOf(MUNICIPALITY);
    expect(walked.next).toBeUndefined();
    expect(outcomeOf(walked)).toMatchObject({ class: 'transparency', type: 'AI-systeem', riskGroup: 'geen hoog-risico AI', transparency: 'transparantieverplichting', roles: ['aanbieder', 'gebruiksverantwoordelijke'], openSource: 'open-source' });
    expect(outcomeOf(walked).duties.map(({ id, from }) => [id, from])).toEqual([['4', '2025-02-02'], ['50-1', '2026-08-02'], ['50-2', '2026-08-02']]);
    // Read back from what was kept, it is the same path.
    expect(walk(answersOf(walked.path)).path).toEqual(walked.path);
  });

  test('find a high risk in benefits, always with profiles, and none in a small task that is written down', () => {
    const of = (answers: Record<string, string>) => outcomeOf(walkOf({ ...MUNICIPALITY, diensten: 'ja', ...answers }));
    expect(of({ profilering: 'ja' })).toMatchObject({ class: 'high-risk', transparency: 'transparantieverplichting' });
    expect(of({ profilering: 'nee', 'beperkte-taak': 'nee' }).duties.map(({ id }) => id)).toEqual(['4', '50-1', '50-2', '16', '43', '49-1', '26', '27', '86']);
    expect(of({ profilering: 'nee', 'beperkte-taak': 'procedure' })).toMatchObject({ class: 'transparency', isNarrow: true });
    expect(of({ profilering: 'nee', 'beperkte-taak': 'procedure' }).duties.map(({ id }) => id)).toContain('6-4');
    expect(outcomeOf(walkOf({ ...MUNICIPALITY, product: 'ja' })).duties.find(({ id }) => id === '26')?.from).toBe('2028-08-02');
    // Who only uses it has no duties of who makes it.
    expect(outcomeOf(walkOf({ ...MUNICIPALITY, gemaakt: 'overgenomen' })).duties.map(({ id }) => id)).toEqual(['4']);
    expect(outcomeOf(walkOf({ ...MUNICIPALITY, gemaakt: 'overgenomen', gebruikt: 'nee' })).roles).toEqual(['distributeur']);
    expect(outcomeOf(walkOf({ ...MUNICIPALITY, 'sociale-score': 'ja' }))).toMatchObject({ class: 'forbidden', riskGroup: 'verboden AI', duties: [{ id: '5' }] });
  });

  test('stop at the first question without an answer, also where a later one has one, and at a choice that there is not', () => {
    expect(walk(new Map([['praat', { choice: 'ja' }]])).next?.id).toBe('ai-systeem');
    expect(walk(new Map([['ai-systeem', { choice: 'misschien' }]]))).toMatchObject({ path: [], next: { id: 'ai-systeem' } });
    expect(dutiesOf({ class: 'minimal', roles: [] }, new Set())).toEqual([]);
  });

  test('are in plain Dutch', () => {
    const text = TREE.flatMap((question) => [question.text, question.help, question.example]).join('\n');
    expect(measurePlain(text).score).toBeGreaterThanOrEqual(B1);
  });

  test('say where an answer goes against what was stated', () => {
    expect(contradictionOf({ class: 'high-risk' }, 'Overige algoritmes')).toContain('Een van beide klopt niet');
    expect(contradictionOf({ class: 'transparency' }, 'Hoog-risico AI-systeem')).toContain('Een van beide klopt niet');
    expect([contradictionOf({ class: 'high-risk' }, 'Hoog-risico AI-systeem'), contradictionOf({ class: 'transparency' }, 'Impactvolle algoritmes'), contradictionOf({ class: 'high-risk' }, undefined)]).toEqual([undefined, undefined, undefined]);
    expect(contradictionOf({ class: 'forbidden' }, 'Hoog-risico AI-systeem')).toContain('verboden AI');
  });

  test('know by themselves what is configured, and no licence that nobody wrote', () => {
    expect(knownAnswers({ isOn: true, model: 'chat', licence: 'Apache-2.0' }).get('open-source')).toMatchObject({ choice: 'ja' });
    expect(knownAnswers({ isOn: true, model: 'chat', licence: 'Eigen voorwaarden' }).get('open-source')).toMatchObject({ choice: 'nee' });
    const little = knownAnswers({ isOn: false, model: 'chat', licence: undefined });
    expect([little.has('open-source'), little.has('uitzondering'), little.get('praat')?.choice]).toEqual([false, false, 'ja']);
    for (const [id, { choice }] of knownAnswers({ isOn: true, model: 'chat', licence: 'MIT' })) expect(TREE.find((one) => one.id === id)?.choices.map((one) => one.id)).toContain(choice);
  });
});

describe('what is seen of a page', () => {
  const field = '<textarea name="question"></textarea>';

  test('is not what is hidden, in whatever way, nor what stands in attributes, comments and scripts', () => {
    for (const hidden of ['<p hidden>U praat met AI</p>', '<p class="balie-hidden">U praat met AI</p>', '<p style="display: none">U praat met AI</p>', '<div hidden=""><p>U praat met AI</p></div>', '<template><p>AI</p></template>', '<p title="AI > alles">niets</p>', '<!-- AI -->', '<script>"AI"</script>', '<noscript>AI</noscript>']) {
      expect(toldOnPage(`<main>${hidden}<p>Stel uw vraag.</p>${field}`, ''), hidden).toMatchObject({ isMet: false });
    }
    expect(toldOnPage(`<main><p data-hidden="ja">U praat met een computer (AI).</p>${field}`, '')).toMatchObject({ isMet: true });
    expect(visiblePieces('<p>een <b>twee</b><br>drie</p>vier').map(({ text }) => text)).toEqual(['een', 'twee', 'drie', 'vier']);
  });

  test('is kept without half of a sign at its end, which the database refuses', () => {
    const { seen } = toldOnPage(`<main><p>U praat met een computer (AI) ${'a'.repeat(120 - 'U praat met een computer (AI) '.length - 1)}😀</p>${field}`, '');
    expect(seen.isWellFormed()).toBe(true);
    expect(seen).toContain('aaa’');
  });

  test('stands before the question, or is not told in time', () => {
    expect(toldOnPage(`${field}<p>U praat met AI.</p>`, '')).toMatchObject({ isMet: false, seen: 'voor het vak voor een vraag staat niets over AI' });
    expect(toldOnPage('<p>U praat met AI.</p>', '')).toMatchObject({ isMet: false });
    // Words in which these letters stand are none.
    expect(toldOnPage(`<p>Bonjour Maria, PRAIRIE, la IAM</p>${field}`, '')).toMatchObject({ isMet: false });
  });

  test('may be hidden by a theme', () => {
    const html = `<body class="balie-page"><div class="balie-intro"><p class="balie-notice"><strong>U praat met AI.</strong></p></div>${field}`;
    for (const css of ['.balie-notice{display:none}', '.balie-intro .balie-notice { visibility: hidden; }', '@media (max-width: 40rem) { .balie-notice { display:none } }', '.balie-notice strong{opacity:0}', 'a,.balie-notice{font-size:0}']) expect(toldOnPage(html, css), css).toMatchObject({ isMet: false, seen: expect.stringContaining('huisstijl') as string });
    for (const css of ['.balie-notice{color:red}', '@media print{.balie-notice{display:none}}', '.balie-notice:has(a){display:none}', '.balie-other .balie-notice{display:none}', '/* .balie-notice{display:none} */', '.balie-intro a{display:none}', '.balie-notice{opacity:0.9}']) expect(toldOnPage(html, css), css).toMatchObject({ isMet: true });
    expect(isHiddenBy('', new Set(['a']))).toBe(false);
  });

  test('of an answer is its mark, at the answer itself', () => {
    const type = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
    const marked = `<div class="balie-answer balie-answer--ai" itemscope itemtype="x"><link itemprop="digitalSourceType" href="${type}"><div itemprop="text">a</div></div>`;
    expect(markedOnPage(marked)).toMatchObject({ isMet: true });
    for (const [was, is] of [[type, 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits'], [' itemscope', ''], [' itemprop="text"', ''], ['balie-answer', 'balie-other']] as const) expect(markedOnPage(marked.replaceAll(was, is)), was).toMatchObject({ isMet: false });
    const head = new Headers({ 'AI-Disclosure': 'mode=machine-generated' });
    const data = `{"digitalSourceType":"${type}"}`;
    expect([markedInData(data, head, true), markedInData(data, new Headers(), true), markedInData('{}', head, true), markedInData(data, new Headers(), false)].map(({ isMet }) => isMet)).toEqual([true, false, false, true]);
    expect(personOnPage('<p>14 0123</p>', ['14 0123', ''], '')).toMatchObject({ isMet: true });
    expect(personOnPage('<p>niets</p>', ['14 0123', ''], '')).toMatchObject({ isMet: false });
  });
});
