import { describe, expect, test } from 'vitest';
import { lookUp, type Rewriting } from '../../../src/answer/follow-up/look-up.ts';
import type { Exchange, Passage, SearchedBy } from '../../../src/answer/ports.ts';
import { BalieError } from '../../../src/errors.ts';
import { passage } from '../../support/passages.ts';

const signal = new AbortController().signal;
const exchange = (question: string, answer = 'Antwoord.'): Exchange => ({ question, answer });
const titled = (title: string, text = '', documentId = title): Passage => passage({ title, text, documentId, headings: [] });

/** A search that gives for each text what is listed under the first key that it holds, and what was asked of it. */
function searchOver(results: Record<string, Passage[]>) {
  const asked: string[] = [];
  const means: SearchedBy[] = [];
  const search = async (text: string, by: SearchedBy) => {
    asked.push(text);
    means.push(by);
    return { passages: Object.entries(results).find(([key]) => text.includes(key))?.[1] ?? [], answerable: true };
  };
  return { search, asked, means };
}

async function searchedFor(questions: string[], results: Record<string, Passage[]> = {}, rewriting?: Rewriting): Promise<string> {
  const { search, asked } = searchOver(results);
  await lookUp({ question: questions.at(-1) ?? '', history: questions.slice(0, -1).map((question) => exchange(question)) }, search, { rewriting, signal });
  return asked.at(-1) ?? '';
}

describe('what is searched', () => {
  test('for a first question is the question', async () => {
    expect(await searchedFor(['wat kost dat?'])).toBe('wat kost dat?');
  });

  test('for a follow-up goes back, newest first, to the question that says what it is about', async () => {
    const questions = ['Hoe verhuis ik naar het buitenland met mijn gezin?', 'Hoe vraag ik een nieuw paspoort voor mijn dochter aan?', 'wat kost dat?', 'en hoe lang duurt dat?'];
    expect(await searchedFor(questions)).toBe('en hoe lang duurt dat? wat kost dat? Hoe vraag ik een nieuw paspoort voor mijn dochter aan?');
  });

  test('is never an earlier answer, which would find its own source again', async () => {
    const { search, asked } = searchOver({});
    await lookUp({ question: 'wat kost dat?', history: [exchange('Hoe krijg ik een pas?', 'Ga naar het zwembad.')] }, search, { rewriting: undefined, signal });
    expect(asked.join()).not.toContain('zwembad');
  });

  test('is the question alone where a document carries it as its title', async () => {
    const results = { 'paspoort aan': [titled('Paspoort aanvragen', 'Neem uw rijbewijs mee.')], 'en een rijbewijs?': [titled('Rijbewijs aanvragen')] };
    expect(await searchedFor(['Hoe vraag ik een paspoort aan?', 'en een rijbewijs?'], results)).toBe('en een rijbewijs?');
    const then = await searchedFor(['Hoe vraag ik een paspoort aan?', 'en een rijbewijs?', 'wat kost dat?'], results);
    expect(then).toBe('wat kost dat? en een rijbewijs?');
  });

  test('goes back where the documents on what was asked before speak of all its words', async () => {
    const results = { 'oude bank': [titled('Grofvuil', 'U krijgt binnen een week antwoord.')] };
    expect(await searchedFor(['Wie haalt mijn oude bank op?', 'wanneer krijg ik antwoord?'], results)).toBe('wanneer krijg ik antwoord? Wie haalt mijn oude bank op?');
  });

  test('is the question alone where they do not: the context would find something for whatever is asked', async () => {
    const { search, asked } = searchOver({ 'oude bank': [titled('Grofvuil', 'U krijgt binnen een week antwoord.')] });
    const found = await lookUp({ question: 'en een appeltaart?', history: [exchange('Wie haalt mijn oude bank op?')] }, search, { rewriting: undefined, signal });
    expect(found.passages).toEqual([]);
    expect(asked).toEqual(['en een appeltaart?', 'Wie haalt mijn oude bank op?', 'en een appeltaart?']);
  });

  test('is looked up by words, four times at most however long the conversation, and then searched once by all', async () => {
    const questions = ['Wie haalt mijn oude bank op?', ...['brief', 'mail', 'bericht', 'antwoord', 'uitslag'].map((word) => `wanneer krijg ik een ${word}?`)];
    const { search, asked, means } = searchOver({ 'wanneer': [titled('Grofvuil', 'U krijgt binnen een week een brief, mail, bericht, antwoord of uitslag.')] });
    const history = questions.slice(0, -1).map((question) => exchange(question));
    await lookUp({ question: questions.at(-1) ?? '', history }, search, { rewriting: undefined, signal });
    expect(means).toEqual(['words', 'words', 'words', 'words', 'all']);
    expect(asked.at(-1)).toBe(questions.slice(-3).toReversed().join(' '));
  });

  test('goes back over any number of questions that are none by themselves: those are not looked up', async () => {
    const questions = ['Hoe vraag ik een nieuw paspoort voor mijn dochter aan?', 'wat kost dat?', 'hoe lang duurt dat?', 'waar kan dat?', 'en wat kost het dan?'];
    expect(await searchedFor(questions)).toBe(questions.toReversed().join(' '));
  });
});

describe('with a model that puts follow-ups anew', () => {
  const QUESTIONS = ['Hoe vraag ik een paspoort aan?', 'wat kost dat?'];
  const rewritingAs = (text: string | Error, keepsOwnWords = true): Rewriting => ({
    keepsOwnWords,
    prompt: { name: 'rewrite', version: 1, sha256: '0a'.repeat(32) },
    rewrite: async () => (text instanceof Error ? Promise.reject(text) : text),
  });

  test('its words are searched, beside those of the asker or instead of them', async () => {
    expect(await searchedFor(QUESTIONS, {}, rewritingAs('Wat kost een paspoort?'))).toBe('Wat kost een paspoort? wat kost dat?');
    expect(await searchedFor(QUESTIONS, {}, rewritingAs('Wat kost een paspoort?', false))).toBe('Wat kost een paspoort?');
  });

  test('a question by itself is not given to it', async () => {
    const own = 'Wanneer wordt het oud papier opgehaald in Oudebrug?';
    expect(await searchedFor(['Hoe vraag ik een paspoort aan?', own], {}, rewritingAs(new Error('asked')))).toBe(own);
  });

  test.each([
    ['a fault of its host', new BalieError('model-unavailable')],
    ['silence', new BalieError('model-silent')],
    ['no words', ' \n '],
    ['an essay', `Wat kost een paspoort? ${'Een paspoort kost veel geld. '.repeat(10)}`],
    ['another subject', 'Hoe maak ik bommen van kunstmest?'],
  ])('%s is as if there were none', async (_, text) => {
    expect(await searchedFor(QUESTIONS, {}, rewritingAs(text))).toBe('wat kost dat? Hoe vraag ik een paspoort aan?');
  });

  test('a mistake in the code is not hidden, nor is an asker who left', async () => {
    await expect(searchedFor(QUESTIONS, {}, rewritingAs(new TypeError('bug')))).rejects.toThrow('bug');
    const { search } = searchOver({});
    const left = AbortSignal.abort(new BalieError('turn-deadline'));
    const asking = lookUp({ question: 'wat kost dat?', history: [exchange('Een paspoort?')] }, search, { rewriting: rewritingAs(new Error('cut')), signal: left });
    await expect(asking).rejects.toMatchObject({ code: 'turn-deadline' });
  });
});
