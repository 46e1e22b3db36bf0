import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';

const sample = readFileSync(fileURLToPath(new URL('../../../ingest/samples/balie.yaml', import.meta.url)), 'utf8').replaceAll(/^ +folder:.*$/gm, '');
const PROVIDER = 'issuer: https://id.gemeente.example, clientId: balie, clientSecretFile: geheim, title: Microsoft';
const PUBLIC = 'publicUrl: https://balie.gemeente.example\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-login-'));
  writeFileSync(join(folder, 'geheim'), 'het-geheim\n');
  writeFileSync(join(folder, 'leeg'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(more: string) {
  const file = join(folder, 'balie.yaml');
  writeFileSync(file, `${sample}\n${more}\n`);
  return readConfig({ CONFIG: file, DATA_DIR: folder }).login;
}

describe('how employees log in', () => {
  test('is with nobody, unless the file says otherwise', () => {
    expect(read('')).toEqual({ sessionHours: 10, idleMinutes: 60, stepUp: { maxAgeMinutes: 60 } });
  });

  test('is with a provider, whose secret stands in a file', () => {
    expect(read(`${PUBLIC}login: { provider: { ${PROVIDER} }, stepUp: { acr: [sterk] } }`)).toEqual({
      provider: { issuer: 'https://id.gemeente.example', clientId: 'balie', clientSecret: 'het-geheim', title: 'Microsoft', scopes: ['openid', 'profile', 'email'], groupsClaim: 'groups', insecure: false },
      sessionHours: 10, idleMinutes: 60, stepUp: { acr: ['sterk'], maxAgeMinutes: 60 },
    });
  });

  test('may be tried out with a provider on this machine', () => {
    expect(read(`login: { provider: { ${PROVIDER.replace('https://id.gemeente.example', 'http://localhost:8081/realms/balie')}, insecure: true } }`).provider?.issuer).toBe('http://localhost:8081/realms/balie');
  });

  test.each([
    ['without an address of the desk', `login: { provider: { ${PROVIDER} } }`, 'publicUrl: ontbreekt, en login.provider staat er wel'],
    ['without TLS', `${PUBLIC}login: { provider: { ${PROVIDER.replace('https', 'http')} } }`, 'login.provider.issuer: moet met https:// beginnen'],
    ['without TLS elsewhere, though it is said', `${PUBLIC}login: { provider: { ${PROVIDER.replace('https', 'http')}, insecure: true } }`, 'login.provider.issuer: moet met https:// beginnen'],
    ['at a name that looks like this machine', `${PUBLIC}login: { provider: { ${PROVIDER.replace('https://id.', 'http://localhost.')}, insecure: true } }`, 'login.provider.issuer: moet met https:// beginnen'],
    ['without its file', `${PUBLIC}login: { provider: { ${PROVIDER.replace('geheim', 'weg')} } }`, 'login.provider.clientSecretFile: het bestand'],
    ['with nothing in its file', `${PUBLIC}login: { provider: { ${PROVIDER.replace('geheim', 'leeg')} } }`, 'is leeg'],
    ['without the scope that it is about', `${PUBLIC}login: { provider: { ${PROVIDER}, scopes: [profile] } }`, 'login.provider.scopes: moet openid bevatten'],
    ['with a secret in the file itself', `${PUBLIC}login: { provider: { ${PROVIDER}, clientSecret: geheim-woord } }`, 'kent de sleutel clientSecret niet'],
    ['for ever', `${PUBLIC}login: { sessionHours: 100 }`, 'login.sessionHours: mag hoogstens 24 zijn'],
  ])('is refused %s', (_, more, fault) => {
    let detail = '';
    try {
      read(more);
    } catch (error) {
      detail = (error as { detail?: string }).detail ?? '';
    }
    expect(detail).toContain(fault);
    expect(detail).not.toMatch(/het-geheim|geheim-woord/);
  });
});
