import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/config/config.ts';
import { BalieError } from '../../../src/errors.ts';

/** Of this test file alone. */
export const folder = mkdtempSync(join(tmpdir(), 'balie-config-'));

/** @returns the path of a file with this text. */
export function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What is wrong with a configuration, a line each. */
export function faultsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof BalieError && error.code === 'config-invalid') return (error.detail ?? '').split('\n');
    throw error;
  }
  return [];
}

/** The least that a file must say. */
export const municipality = `municipality:
  name: Gemeente Test
  website: https://test.example/
  phone: 14 000
  phoneHours: altijd
  email: info@test.example
  address: Plein 1
  privacyOfficer: fg@test.example
retention:
  said: P7D
`;
