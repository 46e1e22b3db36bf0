import { expect, test } from 'vitest';
import { taken, type TurnContext, type TurnPorts } from '../../../src/answer/context.ts';
import type { Languages } from '../../../src/answer/language/languages.ts';
import { translate } from '../../../src/answer/language/translate.ts';
import { BalieError } from '../../../src/errors.ts';
import { END, text } from './set-up.ts';

const SENTENCES = ['Een is goed.', 'Twee is goed.', 'Drie is goed.', 'Vier is goed.', 'Vijf is goed.'];

/** What becomes of an answer of five sentences with such a translator. */
async function translated(said: (asked: number) => string) {
  let asked = 0;
  const languages = {
    prompts: { answer: { name: 'translate-answer', version: 1, sha256: '', text: '{{text}}' } },
    nameOf: () => 'Engels', forTranslation: (dutch: string) => dutch, shown: (given: string) => given, setApart: (dutch: string) => `(${dutch})`,
    sentenceFault: (_: string, given: string) => (given === 'fout' ? 'numbers' : undefined),
  } as unknown as Languages;
  const chat = async function* () {
    yield text(said((asked += 1)));
    yield END;
  };
  const context = {
    language: 'en', outcome: 'answered', answer: SENTENCES.join(' '), details: {}, prompts: [], asker: { audience: 'resident', id: 'a' },
    assistant: { model: 'm', replies: { translated: 'Translated.', untranslated: 'Not translated.' } },
  } as unknown as TurnContext;
  for await (const _ of taken(translate, context, { languages, model: { chat } } as unknown as TurnPorts, new AbortController().signal));
  return { asked, answer: context.answer };
}

test('a model that does not speak the language is asked for three sentences, not for all', async () => {
  expect(await translated(() => 'fout')).toEqual({ asked: 3, answer: `Not translated.\n\n${SENTENCES.map((dutch) => `(${dutch})`).join(' ')}` });
});

test('one that errs now and then is asked for each', async () => {
  const { asked, answer } = await translated((at) => (at === 2 ? 'fout' : 'Good.'));
  expect([asked, answer]).toEqual([5, `Translated.\n\nGood. (${SENTENCES[1]}) Good. Good. Good.`]);
});

test('a host that is away is not asked again', async () => {
  const { asked } = await translated(() => {
    throw new BalieError('model-unavailable');
  });
  expect(asked).toBe(1);
});
