import { describe, expect, test } from 'vitest';
import { answerOf } from '../../../src/answer/ask-model.ts';
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
