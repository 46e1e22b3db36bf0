import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CHALLENGE_MS, Challenges } from '../../../src/visitors/challenges.ts';
import { numberFor, proofOf } from '../../support/proof.ts';

const MINE = 'digest-of-mine';

describe('a proof of work', () => {
  let at = Date.parse('2026-11-26T12:00:00Z');
  const key = randomBytes(32);
  const challenges = new Challenges(key, { difficulty: 20, now: () => at });

  test('is found within the tries that were said, and known by every replica', async () => {
    const challenge = await challenges.make(MINE);
    const number = numberFor(challenge);
    expect(challenge).toMatchObject({ algorithm: 'PBKDF2-SHA-256', difficulty: 20, until: new Date(at + CHALLENGE_MS).toISOString() });
    const replica = new Challenges(key, { difficulty: 99, now: () => at });
    expect(await replica.solved(`${challenge.token}.${number}`, MINE)).toEqual({ salt: challenge.salt, until: at + CHALLENGE_MS });
  });

  test('does not say for whom it is, nor what is looked for', async () => {
    const { token, ...said } = await challenges.make(MINE);
    expect(Object.keys(said).toSorted()).toEqual(['algorithm', 'difficulty', 'iterations', 'salt', 'target', 'until']);
    expect(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).not.toContain(MINE);
  });

  test('is for one address, also for who has none of its own', async () => {
    const challenge = await challenges.make(MINE);
    const proof = proofOf(challenge);
    expect(await challenges.solved(proof, 'digest-of-another')).toBeUndefined();
    expect(await challenges.solved(proof, '')).toBeUndefined();
    expect(await challenges.solved(proof, MINE)).toBeDefined();
  });

  test('ends to the millisecond', async () => {
    const challenge = await challenges.make(MINE);
    const proof = proofOf(challenge);
    at += CHALLENGE_MS - 1;
    expect(await challenges.solved(proof, MINE)).toBeDefined();
    at += 1;
    expect(await challenges.solved(proof, MINE)).toBeUndefined();
  });

  test('is not wrong, made up or made easier', async () => {
    const challenge = await challenges.make(MINE);
    const number = numberFor(challenge);
    const [said = '', signature = ''] = challenge.token.split('.');
    const facts = JSON.parse(Buffer.from(said, 'base64url').toString()) as Record<string, unknown>;
    const changed = (change: object) => `${Buffer.from(JSON.stringify({ ...facts, ...change })).toString('base64url')}.${signature}.${number}`;
    const foreign = await new Challenges(randomBytes(32), { difficulty: 20, now: () => at }).make(MINE);
    const forged = [
      `${challenge.token}.${(number + 1) % 21}`,
      `${challenge.token}.21`,
      proofOf(foreign),
      changed({ difficulty: 0 }),
      changed({ iterations: 1 }),
      changed({ until: at + 10 * CHALLENGE_MS }),
      `${said}.${'A'.repeat(43)}.${number}`,
      challenge.token,
      `${challenge.token}.`,
      `${challenge.token}.-1`,
      `${challenge.token}.1e1`,
      `${challenge.token}.${'9'.repeat(400)}`,
      '',
      'x'.repeat(5_000),
    ];
    expect(await Promise.all(forged.map((proof) => challenges.solved(proof, MINE)))).toEqual(forged.map(() => undefined));
    expect(await challenges.solved(`${challenge.token}.${number}`, MINE)).toBeDefined();
  });
});
