import { describe, expect, test } from 'vitest';
import type { ChatChunk } from '../../../src/answer/ports.ts';
import { assistant } from '../../support/passages.ts';
import { done, startOllamaHost, thinking } from '../../support/ollama-host/index.ts';
import { chatOn } from '../models/support.ts';
import { END, setUp, text } from './set-up.ts';

const CUT: ChatChunk = { type: 'end', reason: 'length', promptTokens: 100, answerTokens: 200 };

/** One turn in which the model says these pieces, one after the other. */
async function said(end: ChatChunk, ...pieces: string[]) {
  const turn = setUp({ chat: async function* () { yield* pieces.map(text); yield end; } });
  const events = await turn.run();
  const done = events.at(-1);
  if (done?.type !== 'done') throw new Error('the turn is not done');
  const shown = events.flatMap((event) => (event.type === 'delta' ? [event.text] : [])).join('');
  return { ...done.turn, shown, end: turn.end() };
}

describe('an answer that ran out of tokens', () => {
  test('goes back to its last whole sentence, in what is given and in the log', async () => {
    const { outcome, answer, sources, end } = await said(CUT, 'Een paspoort kost € 83,90 [1]. U betaalt bij de ba');
    expect({ outcome, answer }).toEqual({ outcome: 'answered', answer: 'Een paspoort kost € 83,90 [1].' });
    expect(sources).toHaveLength(1);
    expect(end).toMatchObject({ outcome: 'answered', answer: 'Een paspoort kost € 83,90 [1].', reason: 'length' });
  });

  test('is quoted when no whole sentence remains', async () => {
    const { outcome, end } = await said(CUT, 'Een paspoort voor volwassenen kost [1]');
    expect(outcome).toBe('quoted');
    expect(end).toMatchObject({ outcome: 'quoted', reason: 'length' });
  });

  test('loses the sources that only the lost part named', async () => {
    const { outcome, answer, sources } = await said(CUT, 'Een paspoort voor volwassenen kost € 83,90. U betaalt [1] bij');
    expect({ outcome, answer }).toEqual({ outcome: 'answered', answer: 'Een paspoort voor volwassenen kost € 83,90. [1]' });
    expect(sources).toHaveLength(1);
  });
});

describe('the word for "no answer"', () => {
  test.each([
    [['**GEEN_ANTWOORD**']],
    [['"GEEN_ANTWOORD"']],
    [['GEEN_ANT', 'WOORD [1]']],
    [['GEEN_ANTWOORD', '. De bronnen zeggen hier niets over.']],
    [['Antwoord: GEEN_ANTWOORD [1].']],
    [['GEEN_ANTWOORD. Bel voor een paspoort [9].']],
  ])('in %j is an abstention, and nothing after it is shown', async (pieces) => {
    const { outcome, answer, sources, shown } = await said(END, ...pieces);
    expect({ outcome, answer, sources }).toEqual({ outcome: 'abstained', answer: assistant.replies.abstained, sources: [] });
    expect(shown).not.toMatch(/ANTWOORD|bronnen|Bel/);
  });

  test('beside a sentence with its source leaves that sentence', async () => {
    const { outcome, answer, sources } = await said(END, '**GEEN_ANTWOORD**. Een paspoort kost € 83,90 [1].');
    expect({ outcome, answer }).toEqual({ outcome: 'answered', answer: 'Een paspoort kost € 83,90 [1].' });
    expect(sources).toHaveLength(1);
  });

});

describe('a model that writes nothing', () => {
  test.each(['', '**', '[1]', ' [1]. ', '- '])('but %j has not said that there is no answer: what was found is quoted', async (empty) => {
    const { outcome, sources, end } = await said(END, empty);
    expect({ outcome, reason: end?.reason }).toEqual({ outcome: 'quoted', reason: 'model-empty' });
    expect(sources).toHaveLength(1);
  });

  test('since its thoughts took all it may write is told apart from an answer that was cut off', async () => {
    const host = await startOllamaHost({ models: ['chat'], script: [thinking('De gebruiker vraagt wat een paspoort kost.'), done('length')] });
    const model = chatOn(host.url);
    const turn = setUp({ chat: (request, signal) => model.chat({ ...request, model: 'chat' }, signal) });
    const events = await turn.run();
    await model.close();
    await host.stop();
    expect(events.at(-1)).toMatchObject({ type: 'done', turn: { outcome: 'quoted' }, reason: 'model-empty' });
    expect(turn.end()).toMatchObject({ outcome: 'quoted', reason: 'model-empty' });
  });
});
