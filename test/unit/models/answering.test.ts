import { describe, expect, test } from 'vitest';
import { answerOf } from '../../../src/answer/ask-model.ts';
import type { HostChunk } from '../../../src/models/call.ts';
import { answeringModel } from '../../../src/models/answering.ts';
import { END, ScriptedHost, text } from '../../support/scripted-hosts.ts';
import { gatewayOver, patience } from './pool/support.ts';

const request = { model: 'loket', messages: [{ role: 'user' as const, content: 'Wat kost een paspoort?' }], maxTokens: 100 };

describe('the model of the desk’s turns', () => {
  test('answers in text and an end that tells where it ran, without what it thought', async () => {
    const one = new ScriptedHost('een', { script: (call) => call.send({ type: 'thinking', text: 'Hm' }, text('Ja.'), END) });
    const { gateway } = gatewayOver([one]);
    const chunks = [];
    for await (const chunk of answeringModel(gateway).chat(request, patience())) chunks.push(chunk);
    expect(chunks).toEqual([text('Ja.'), { type: 'end', reason: 'stop', promptTokens: 10, answerTokens: 3, ranOn: expect.objectContaining({ host: 'een', temperature: 0 }) as unknown }]);
    expect(one.calls[0]?.call).toMatchObject({ temperature: 0, maxTokens: 100, patienceMs: 150_000 });
  });

  test('asks for a text beside an answer with the time that it may take, so that a silent host does not take all of it', async () => {
    const one = new ScriptedHost('een', { script: (call) => call.answer('Ja.') });
    const { gateway } = gatewayOver([one]);
    expect(await answerOf(answeringModel(gateway), request, 5_000, patience())).toBe('Ja.');
    expect(one.calls[0]?.call).toMatchObject({ limitMs: 5_000 });
  });

  describe.each([['in pieces', 3], ['at once', 1_000]])('whose thoughts have an end and no beginning, %s', (_, size) => {
    const pieces = (said: string) => (said.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []).map(text);
    const set = (mayThink: boolean) => {
      const one = new ScriptedHost('een');
      const model = answeringModel(gatewayOver([one]).gateway, undefined, () => mayThink);
      const ask = async (said: string, end: HostChunk = END) => {
        one.script = (call) => call.send(...pieces(said), end);
        const told: string[] = [];
        for await (const chunk of model.chat(request, patience())) if (chunk.type === 'text') told.push(chunk.text);
        return told;
      };
      return ask;
    };
    const aloud = 'Een paspoort kost € 83,90. GEEN_ANTWOORD?</think>Dat kost € 83,90.';

    test('is held back to that end: where it may think aloud from the first time, else from the second', async () => {
      const thinks = set(true);
      expect((await thinks(aloud)).join('')).toBe('Dat kost € 83,90.');
      const other = set(false);
      expect((await other(aloud)).join('')).toBe(aloud);
      expect((await other(aloud)).join('')).toBe('Dat kost € 83,90.');
      // Broken off among the thoughts, there is no answer, the first time either.
      expect((await set(true)('Nog aan het denken.', { ...END, reason: 'length' } as HostChunk)).join('')).toBe('');
      expect((await other('Nog aan het denken.', { ...END, reason: 'length' } as HostChunk)).join('')).toBe('');
    });

    test('is not held back again where it said no thoughts, nor where they have a beginning', async () => {
      const thinks = set(true);
      expect((await thinks('Dat kost € 83,90.')).join('')).toBe('Dat kost € 83,90.');
      expect(await thinks('Dat kost € 83,90.')).toEqual(pieces('Dat kost € 83,90.').map((chunk) => (chunk as { text: string }).text));
      expect((await set(true)('<think>Hm.</think>Ja.')).join('')).toBe('<think>Hm.</think>Ja.');
    });
  });

  test('waits with the audience of who asks, and with the municipality’s own people where nobody does', async () => {
    const { gateway, reports } = gatewayOver([new ScriptedHost('een', { script: (call) => call.answer() })]);
    const model = answeringModel(gateway);
    for (const asker of [{ audience: 'resident', id: 'gesprek' } as const, undefined]) {
      for await (const chunk of model.chat({ ...request, ...(asker && { asker }) }, patience())) if (chunk.type === 'end') break;
    }
    expect(reports.map(({ audience }) => audience)).toEqual(['resident', 'employee']);
  });

  test('knows what fits; a model that is not there is for the chat to refuse', () => {
    const { gateway } = gatewayOver([new ScriptedHost('een')]);
    const { fits } = answeringModel(gateway);
    expect(fits?.(request)).toBe(true);
    expect(fits?.({ ...request, messages: [{ role: 'user', content: 'x'.repeat(10_000) }] })).toBe(false);
    expect(fits?.({ ...request, model: 'onbekend' })).toBe(true);
  });
});
