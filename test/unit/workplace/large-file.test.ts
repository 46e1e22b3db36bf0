import { describe, expect, test } from 'vitest';
import { FILE_WORDS } from '../../../src/cli/desk/file-search.ts';
import type { OpenFile } from '../../../src/workplace/files/file.ts';
import { rank } from '../../../src/workplace/files/rank.ts';
import { summaryResult } from '../../../src/workplace/whole/answer.ts';
import { MAX_CALLS, planWork } from '../../../src/workplace/whole/plan.ts';
import { mergesOf } from '../../../src/workplace/whole/summarise.ts';

const PAGES = 2_000;
const filler = 'Op deze bladzijde van het dossier staat weer een alinea over de voortgang van het project en de kosten daarvan. '.repeat(9);
/** 2,000 pages of some 3,000 characters, in three passages each. */
const large: OpenFile = {
  id: 'groot',
  name: 'dossier.pdf',
  bytes: 50_000_000,
  read: {
    title: 'Dossier',
    mediaType: 'application/pdf',
    pages: PAGES,
    warnings: [],
    passages: Array.from({ length: PAGES * 3 }, (_, at) => ({ ordinal: at + 1, page: Math.floor(at / 3) + 1, headings: [], text: at === 4_321 ? `${filler} De vuurtorenwachter krijgt een vergoeding.` : filler })),
  },
};
const ROOM = 18_000;

describe('a file of 2,000 pages', () => {
  test('is work of at most so many calls, and the estimate says up to which page it goes', () => {
    const { estimate, pieces } = planWork({ kind: 'summarise', file: 'groot' }, [large], ROOM);
    expect(pieces).toHaveLength(MAX_CALLS);
    expect(estimate).toMatchObject({ calls: MAX_CALLS + mergesOf(MAX_CALLS), isWhole: false, hasPages: true, all: { from: 1, to: PAGES } });
    expect(estimate.read.from).toBe(1);
    expect(estimate.read.to).toBeGreaterThan(700);
    expect(estimate.read.to).toBeLessThan(PAGES);
    // The rest, by its pages.
    const rest = planWork({ kind: 'summarise', file: 'groot', pages: { from: estimate.read.to + 1, to: PAGES } }, [large], ROOM);
    expect(rest.estimate.read.from).toBe(estimate.read.to + 1);
  });

  test('has an answer that says what was read, what was not, and how to have the rest read', () => {
    const plan = planWork({ kind: 'summarise', file: 'groot' }, [large], ROOM);
    const { answer } = summaryResult(plan, { items: [{ text: 'Het gaat over kosten', places: [3] }], unread: [{ from: 12, to: 17 }], dropped: 2 }, { conversationId: 'c', words: FILE_WORDS });
    const { to } = plan.estimate.read;
    expect(answer).toContain(`Gelezen: p. 1 tot en met ${to}, van p. 1 tot en met 2000.`);
    expect(answer).toContain('Niet gelezen, want het model gaf geen antwoord: p. 12 tot en met 17.');
    expect(answer).toContain(`kies daarvoor vanaf p. ${to + 1}.`);
    expect(answer).toContain('Weggelaten: 2 regels van het model');
  });

  test('is searched without keeping others waiting', async () => {
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const began = performance.now();
    const { passages, carried } = await rank('Wat krijgt de vuurtorenwachter?', [large], FILE_WORDS);
    const ms = performance.now() - began;
    clearInterval(watch);
    expect(passages[0]?.passage.ordinal).toBe(4_322);
    expect(carried).toBeGreaterThan(0.4);
    // What is read at once takes a small part of the whole.
    expect(longest).toBeLessThan(200 + ms / 2);
  });

  test('that does not divide into what its pages hold is refused', () => {
    expect(() => planWork({ kind: 'summarise', file: 'groot', pages: { from: 3_000, to: 3_001 } }, [large], ROOM)).toThrow('document-work-empty');
    expect(() => planWork({ kind: 'summarise', file: 'ander' }, [large], ROOM)).toThrow('chat-file-waiting');
  });
});
