import { describe, expect, it } from 'vitest';
import { sameModel } from '../../../src/models/ollama/model-name.ts';

describe('sameModel', () => {
  it.each([
    ['chat', 'chat:latest'],
    ['library/chat', 'chat'],
    ['registry.ollama.ai/library/chat:latest', 'chat'],
    ['Gemeente/Chat:1B', 'gemeente/chat:1b'],
    ['localhost:5000/gemeente/chat', 'localhost:5000/gemeente/chat:latest'],
    ['hf.co/maker/model:Q4_K_M', 'HF.co/maker/model:q4_k_m'],
  ])('%s is %s', (one, other) => expect(sameModel(one, other)).toBe(true));

  it.each([
    ['chat', 'chat:3b'],
    ['chat', 'gemeente/chat'],
    ['gemeente/chat', 'hf.co/gemeente/chat'],
    ['chat', 'chat-large'],
  ])('%s is not %s', (one, other) => expect(sameModel(one, other)).toBe(false));
});
