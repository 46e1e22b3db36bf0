import { describe, expect, test } from 'vitest';
import type { CallMessage, ModelCall } from '../../../../src/models/call.ts';
import { fitContext, fits } from '../../../../src/models/pool/calls/fit-context.ts';

const long = (letter: string, tokens = 200) => letter.repeat(tokens * 3.5);
const system: CallMessage = { role: 'system', content: 'U bent de digitale balie.' };
const turn = (letter: string, tokens?: number): CallMessage[] => [
  { role: 'user', content: long(letter, tokens) },
  { role: 'assistant', content: 'Goed.' },
];
const call = (...messages: CallMessage[]): ModelCall => ({ model: 'm', messages, maxTokens: 100 });
const starts = ({ messages }: ModelCall) => messages.map(({ role, content }) => `${role} ${content.slice(0, 1)}`);

describe('a call within its context', () => {
  test('is given as it is, the same object, when it fits', () => {
    const asked = call(system, ...turn('a'), { role: 'user', content: 'En nu?' });
    expect(fitContext(asked, 1_000).call).toBe(asked);
    expect(fits(asked, 1_000)).toBe(true);
  });

  test('loses its oldest turns first, whole, and never the system prompt or the last question', () => {
    const asked = call(system, ...turn('a'), ...turn('b'), ...turn('c'), { role: 'user', content: long('d') });
    expect(fits(asked, 800)).toBe(false);
    expect(starts(fitContext(asked, 800).call)).toEqual(['system U', 'user b', 'assistant G', 'user c', 'assistant G', 'user d']);
    expect(starts(fitContext(asked, 400).call)).toEqual(['system U', 'user d']);
  });

  test('keeps what came after the last question: a tool’s result belongs to it', () => {
    const asking: CallMessage = { role: 'assistant', content: '', toolCalls: [{ id: '1', name: 'zoek', arguments: '{}' }] };
    const asked = call(system, ...turn('a', 500), { role: 'user', content: 'Zoek.' }, asking, { role: 'tool', content: long('r', 300), toolCallId: '1' });
    expect(starts(fitContext(asked, 500).call)).toEqual(['system U', 'user Z', 'assistant ', 'tool r']);
  });

  test('takes a tool’s result along with the turn that goes', () => {
    const old: CallMessage[] = [
      { role: 'user', content: long('a') },
      { role: 'assistant', content: '', toolCalls: [{ id: '1', name: 'zoek', arguments: '{}' }] },
      { role: 'tool', content: long('r'), toolCallId: '1' },
      { role: 'assistant', content: 'Gevonden.' },
    ];
    expect(starts(fitContext(call(system, ...old, { role: 'user', content: 'En nu?' }), 400).call)).toEqual(['system U', 'user E']);
  });

  test('is sent all the same when the estimate says that it is a little too long: the host knows', () => {
    const asked = call(system, { role: 'user', content: long('a', 1_200) });
    expect(fitContext(asked, 1_000).call).toBe(asked);
  });

  test('is refused when it cannot fit by any count', () => {
    expect(() => fitContext(call(system, { role: 'user', content: long('a', 3_000) }), 1_000)).toThrow(expect.objectContaining({ code: 'context-overflow' }));
  });

  test('counts pictures and tools too', () => {
    const pictures: CallMessage = { role: 'user', content: 'Wat is dit?', images: ['aGFsbG8='] };
    expect(fits(call(pictures), 700)).toBe(false);
    expect(fits({ ...call(system), tools: [{ name: 'zoek', parameters: { description: long('x', 700) } }] }, 700)).toBe(false);
  });

  test('leaves room for a long answer only as far as three quarters of the context remain for what is asked', () => {
    const asked = { ...call({ role: 'user', content: long('a', 700) }), maxTokens: 100_000 };
    expect(fits(asked, 1_000)).toBe(true);
    expect(fits(asked, 900)).toBe(false);
  });
});
