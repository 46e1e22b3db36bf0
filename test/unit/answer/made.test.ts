import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/answer/ports.ts';
import { BalieError } from '../../../src/errors.ts';
import { assistant, passage } from '../../support/passages.ts';
import { END, setUp, text } from './set-up.ts';

const sha256 = (value: string) => createHash('sha256').update(value).digest('hex');
const ranOn = { host: 'ollama', model: 'ministral-3:3b', digest: 'ab'.repeat(32), contextTokens: 8_192, temperature: 0 };
const passages = [passage(), passage({ ordinal: 2, text: 'Een paspoort is tien jaar geldig.', score: 9 })];

describe('what is kept of how an answer came about', () => {
  test('names the prompts, the model with its digest, the settings, and each passage with its digest', async () => {
    async function* chat() {
      yield text('Een paspoort voor volwassenen kost € 83,90 [1].');
      yield { ...END, ranOn };
    }
    const { run, end, requests } = setUp({ passages, chat });
    await run();
    expect(end()?.details?.made).toEqual({
      balie: '1.2.3',
      prompts: assistant.prompts,
      messagesSha256: sha256(JSON.stringify(requests[0]?.messages)),
      model: ranOn,
      settings: { maxPassages: 5, maxTokens: 200 },
      searched: { text: 'Wat kost een paspoort?', isRewritten: false },
      answerable: true,
      earlier: 0,
      passages: passages.map(({ documentId, ordinal, title, text: words }) => ({ documentId, ordinal, title, score: expect.any(Number) as number, sha256: sha256(words), isGiven: true, isCited: ordinal === 1 })),
    });
  });

  test('says which passages the model could not be given', async () => {
    const fits = ({ messages }: ChatRequest) => !JSON.stringify(messages).includes('tien jaar');
    const { run, end } = setUp({ passages, fits });
    await run();
    expect(end()?.details?.made?.passages.map(({ isGiven }) => isGiven)).toEqual([true, false]);
  });

  test('has no prompt and no model where none was asked', async () => {
    const { run, end } = setUp({ answerable: false });
    await run();
    expect(end()?.details?.made).toMatchObject({ prompts: [], answerable: false, passages: [{ isGiven: false, isCited: false }] });
    expect(end()?.details?.made).not.toHaveProperty('messagesSha256');
    expect(end()?.details?.made).not.toHaveProperty('model');
  });

  test('is there too for a turn that failed', async () => {
    async function* chat() {
      yield text('Een paspoort voor volwassenen kost € 83,90 [1]. En ');
      throw new BalieError('model-broken-stream');
    }
    const { run, end } = setUp({ passages, chat });
    await run();
    expect(end()).toMatchObject({ outcome: 'failed', details: { made: { prompts: assistant.prompts, searched: { text: 'Wat kost een paspoort?' } } } });
  });
});
