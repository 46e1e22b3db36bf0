import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asksIfHuman } from '../../../src/answer/scope/human.ts';
import { installedAssistants } from '../../../src/cli/desk/assistants.ts';
import { installedLanguages } from '../../../src/cli/desk/languages.ts';
import { readConfig } from '../../../src/config/config.ts';
import { setUp } from './set-up.ts';

const lines = readFileSync(new URL('../../fixtures/human.jsonl', import.meta.url), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { text: string; kind: 'asks' | 'other' });
const of = (wanted: string) => lines.filter(({ kind }) => kind === wanted).map(({ text }) => text);

describe('who asks whether this is a human (AI Act, article 50)', () => {
  test.each(of('asks'))('is recognised: %s', (question) => {
    expect(asksIfHuman(question)).toBe(true);
  });

  test.each(of('other'))('this is another question: %s', (question) => {
    expect(asksIfHuman(question)).toBe(false);
  });

  test.each(of('asks'))('gets the honest answer, without a model or a search: %s', async (question) => {
    const at = setUp({ question, replies: { human: 'Ik ben een computer (AI), geen mens.' } });
    expect((await at.run()).at(-1)).toMatchObject({ type: 'done', turn: { outcome: 'answered', answer: 'Ik ben een computer (AI), geen mens.', sources: [] } });
    expect([at.searched, at.requests]).toEqual([[], []]);
  });

  test('each assistant has that answer, and each language too', async () => {
    const config = readConfig({});
    for (const { replies } of (await installedAssistants(config)).values()) expect(replies.human).toMatch(/computer \(AI\), geen mens/);
    const { texts } = await installedLanguages(config);
    expect(texts.size).toBe(8);
    for (const { replies } of texts.values()) {
      expect(replies['human']).toMatch(/\((?:AI|KI|IA|yapay zekâ|ذكاء اصطناعي|ШІ)\)/);
      expect(replies['human']).toContain('{{contact}}');
    }
  });
});
