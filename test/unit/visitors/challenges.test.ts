import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Challenge, CHALLENGE_MS, Challenges } from '../../../src/visitors/challenges.ts';

const MINE = 'digest-of-mine';

/** As any program would, by the description of the API alone. */
function solve({ salt, target, iterations, difficulty }: Challenge): number {
  for (let number = 0; number <= difficulty; number += 1) {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(number);
    if (pbkdf2Sync(Buffer.from(salt, 'base64url'), counter, iterations, 32, 'sha256').toString('base64url') === target) return number;
  }
  throw new Error('no number fits');
}

describe('a proof of work', () => {
  let at = Date.parse('2026-11-26T12:00:00Z');
  const key = randomBytes(32);
  const challenges = new Challenges(key, { difficulty: 20, now: () => at });

  test('is found within the tries that were said, and known by every replica', async () => {
    const challenge = await challenges.make(MINE);
    const number = solve(challenge);
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
    const proof = `${challenge.token}.${solve(challenge)}`;
    expect(await challenges.solved(proof, 'digest-of-another')).toBeUndefined();
    expect(await challenges.solved(proof, '')).toBeUndefined();
    expect(await challenges.solved(proof, MINE)).toBeDefined();
  });

  test('ends to the millisecond', async () => {
    const challenge = await challenges.make(MINE);
    const proof = `${challenge.token}.${solve(challenge)}`;
    at += CHALLENGE_MS - 1;
    expect(await challenges.solved(proof, MINE)).toBeDefined();
    at += 1;
    expect(await challenges.solved(proof, MINE)).toBeUndefined();
  });

  test('is not wrong, made up or made easier', async () => {
    const challenge = await challenges.make(MINE);
    const number = solve(challenge);
    const [said = '', signature = ''] = challenge.token.split('.');
    const facts = JSON.parse(Buffer.from(said, 'base64url').toString()) as Record<string, unknown>;
    const changed = (change: object) => `${Buffer.from(JSON.stringify({ ...facts, ...change })).toString('base64url')}.${signature}.${number}`;
    const foreign = await new Challenges(randomBytes(32), { difficulty: 20, now: () => at }).make(MINE);
    const forged = [
      `${challenge.token}.${(number + 1) % 21}`,
      `${challenge.token}.21`,
      `${foreign.token}.${solve(foreign)}`,
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
