import { describe, expect, test } from 'vitest';
import { newKey, seal, unseal } from '../../src/audit/content.ts';

const sealed = (key: Buffer, text = 'Wat kost een paspoort?') => seal(key, Buffer.from(text), 'turn 1');

describe('what is encrypted', () => {
  test('has a key, and a beginning, that nothing else has', () => {
    const keys = Array.from({ length: 1_000 }, () => newKey().toString('hex'));
    expect(new Set(keys).size).toBe(1_000);
    expect(keys.filter((key) => /(?:00){8}/.test(key))).toEqual([]);
    const key = newKey();
    const beginnings = Array.from({ length: 1_000 }, () => sealed(key).toString('hex', 0, 12));
    expect(new Set(beginnings).size).toBe(1_000);
    expect(beginnings).not.toContain('00'.repeat(12));
  });

  test('opens with its key, in its place, as it was, and not otherwise', () => {
    const key = newKey();
    const whole = sealed(key);
    expect(unseal(key, whole, 'turn 1').toString()).toBe('Wat kost een paspoort?');
    expect(() => unseal(key, whole, 'turn 2')).toThrow('authenticate');
    expect(() => unseal(newKey(), whole, 'turn 1')).toThrow('authenticate');
    for (const at of [0, 12, whole.length - 1]) {
      const other = Buffer.from(whole);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(() => unseal(key, other, 'turn 1'), `byte ${at}`).toThrow('authenticate');
    }
  });
});
