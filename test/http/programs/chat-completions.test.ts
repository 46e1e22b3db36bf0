import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';

const ask = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };

describe('POST /v1/chat/completions', () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());

  test('gives an answer in one piece', async () => {
    const response = await desk.post('/v1/chat/completions', ask);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion',
      model: 'loket-standaard',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Een paspoort kost € 86,20.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
    });
  });

  test('streams it', async () => {
    const response = await desk.post('/v1/chat/completions', { ...ask, stream: true });
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    const text = await response.text();
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });
});
