import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkQuestion } from '../../../src/http/contracts/contracts.ts';

const described = JSON.parse(readFileSync(new URL('../../../src/http/openapi.json', import.meta.url), 'utf8')) as { components: { schemas: Record<string, { properties: { question: { pattern: string; minLength: number; maxLength: number } } }> } };
const isAccepted = (text: string) => {
  try {
    return checkQuestion(text) !== '';
  } catch {
    return false;
  }
};

describe.each(['TurnRequest', 'WorkTurnRequest'])('what the description of the API says of a question in %s', (name) => {
  const { pattern = '', minLength, maxLength } = described.components.schemas[name]?.properties.question ?? {};
  const allowed = new RegExp(pattern, 'u');

  test('is what the desk does with each character alone, and between letters', () => {
    const others: string[] = [];
    for (let code = 0; code <= 0xff_ff; code += 1) {
      const alone = String.fromCharCode(code);
      for (const text of [alone, ` ${alone}\n`, `a${alone}b`]) if (allowed.test(text) !== isAccepted(text)) others.push(JSON.stringify(text));
    }
    expect(others).toEqual([]);
    expect([isAccepted('a'), isAccepted('\u0010')]).toEqual([true, false]);
  });

  test('and of its length', () => {
    expect([minLength, maxLength]).toEqual([1, 2_000]);
    expect([isAccepted(''), isAccepted('a'.repeat(2_000)), isAccepted('a'.repeat(2_001))]).toEqual([false, true, false]);
  });
});
