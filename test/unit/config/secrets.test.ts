import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { BalieError } from '../../../src/errors.ts';
import { faultsOf, file, folder, municipality } from './support.ts';

const COLLECTIONS = 'collections:\n- { id: een, title: Een, owner: Team, readers: [resident] }\n';

test('the configuration reads a secret from a file, and refuses it in two places', () => {
  const secret = file('url', 'postgres://u:p@localhost/d\n');
  expect(readConfig({ DATABASE_URL_FILE: secret })).toMatchObject({ databaseUrl: 'postgres://u:p@localhost/d', databaseUrlFile: secret });
  expect(readConfig({ DATABASE_URL: 'postgres://x/y', DATABASE_URL_FILE: '' }).databaseUrlFile).toBeUndefined();
  expect(faultsOf({ DATABASE_URL_FILE: secret, DATABASE_URL: 'postgres://x/y' })[0]).toContain('gebruik er één');
  expect(faultsOf({ DATABASE_URL_FILE: '/nergens' })[0]).toContain('niet te lezen');
});

test.each(['DATABASE_URL', 'AUDIT_KEY'])('a file for %s that is empty is a secret that was not written, not one that is not wanted', (name) => {
  expect(faultsOf({ [`${name}_FILE`]: file('leeg', '\n') })).toEqual([expect.stringMatching(new RegExp(`^${name}_FILE: het bestand .*leeg is leeg$`))]);
});

test('an empty file for the token of /metrics is how a unit that must have the file has none; a user may be named behind an address', () => {
  expect(readConfig({ METRICS_TOKEN_FILE: file('leeg', '\n') }).metricsToken).toBeUndefined();
  expect(readConfig({ DATABASE_URL: ' postgres://db.example/balie?user=balie@server&password=x ' }).databaseUrl).toBe('postgres://db.example/balie?user=balie@server&password=x');
});

test.each(['ge#heim', 'ge/heim', 'ge?heim', '12#heim', '12/heim', '12?heim'])('a password with a sign that ends the host of an address (%s) leads nowhere else, and what to write is said', (password) => {
  expect(faultsOf({ DATABASE_URL: `postgres://balie:${password}@db.example/balie` })).toEqual([expect.stringMatching(/^DATABASE_URL: is geen geldig adres: .*%23/)]);
  const url = `postgres://balie:${encodeURIComponent(password)}@db.example/balie?sslmode=verify-full`;
  expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
});

test('the configuration knows where its secrets stand, and keeps nothing of them there', () => {
  file('host', 'sleutel-van-de-host');
  const names = ['audit', 'token', 'client', 'register', 'platform', 'headers', 'tls.key', 'siem.key', 'haak', 'mail', 'anker'];
  const [audit = '', token = ''] = names.map((name) => file(name, name === 'audit' ? 'ab'.repeat(32) : name === 'headers' ? 'Authorization: Bearer geheim' : 'een-geheim-van-genoeg-tekens-om-mee-te-tekenen'));
  file('pem', 'cert');
  const path = file('secrets.yaml', `${municipality}${COLLECTIONS}publicUrl: https://balie.test.example
login: { provider: { issuer: https://id.test.example, clientId: balie, clientSecretFile: client, title: ID } }
algorithmRegister: { url: https://register.example, tokenUrl: https://token.example, organisation: test, username: balie, passwordFile: register }
backends: [{ id: gpu, kind: openai, url: https://gpu.example/v1, keyFile: host }]
factsheetPlatforms: [{ id: landelijk, url: https://platform.example, keyFile: platform }]
logbook: { endpoint: https://logboek.example, headersFile: headers, cert: pem, key: tls.key, activity: https://register.example/1 }
siem: [{ format: cef, to: "syslog+tls://siem.example:6514", cert: pem, key: siem.key }]
handover: { webhook: { url: https://haak.example, secretFile: haak }, smtp: { host: mail.example, port: 25, from: balie@test.example, to: kcc@test.example, user: balie, passwordFile: mail } }
audit: { anchors: [{ kind: webhook, name: anker, url: https://anker.example, secretFile: anker }] }
`);
  const config = readConfig({ CONFIG: path, AUDIT_KEY_FILE: audit, METRICS_TOKEN_FILE: token });
  expect(config.secretFiles.toSorted()).toEqual(names.map((name) => join(folder, name)).toSorted());
  // As where systemd hands them to the service, and the service is off.
  for (const name of [...names.filter((one) => one !== 'audit' && one !== 'token'), 'host']) rmSync(join(folder, name));
  expect(faultsOf({ CONFIG: path })).toHaveLength(10);
  expect(readConfig({ CONFIG: path, AUDIT_KEY_FILE: audit }, { leavesSecrets: true })).toMatchObject({ auditKey: config.auditKey, municipality: config.municipality });
  expect(() => readConfig({ CONFIG: path, AUDIT_KEY_FILE: '/nergens' }, { leavesSecrets: true })).toThrow(BalieError);
  // What is wrong with the file itself is told all the same.
  writeFileSync(path, readFileSync(path, 'utf8').replace('siem: [', 'siem: [{ format: ocsf, to: "syslog+tls://siem.example:6514" }, ').replace(/^publicUrl: .*$/m, ''));
  expect(() => readConfig({ CONFIG: path, AUDIT_KEY_FILE: audit }, { leavesSecrets: true })).toThrow(expect.objectContaining({ detail: expect.stringMatching(/publicUrl: ontbreekt[^]*siem: syslog\+tls:\/\/siem\.example:6514 komt twee keer voor/) }));
});

test.each([
  ['handover: { webhook: { url: https://haak.example, secretFile: FILE } }', 'handover.webhook.secretFile', true],
  ['handover: { smtp: { host: mail.example, port: 25, from: balie@test.example, to: kcc@test.example, user: balie, passwordFile: FILE } }', 'handover.smtp.passwordFile', false],
  ['audit: { anchors: [{ kind: webhook, name: anker, url: https://anker.example, secretFile: FILE }] }', 'audit.anchors.0.secretFile', true],
  ['audit: { anchors: [{ kind: file, name: schijf, path: /schijf }, { kind: server, name: anker, url: https://anker.example, keyFile: FILE }] }', 'audit.anchors.1.keyFile', true],
])('what sends without anybody looking on is told at the start when its secret will not do: %s', (line, name, signs) => {
  const of = (secret: string) => faultsOf({ CONFIG: file('sends.yaml', `${municipality}${COLLECTIONS}${line.replace('FILE', secret)}`) });
  expect(of('nergens')).toEqual([expect.stringContaining(`${name}: het bestand ${join(folder, 'nergens')} is niet te lezen`)]);
  expect(of(file('leeg', ' \n'))).toEqual([expect.stringMatching(/is leeg$/)]);
  const short = of(file('kort', 'vijftien tekens'));
  expect(short.filter((fault) => fault.includes(name))).toEqual(signs ? [expect.stringMatching(/moet ten minste 16 tekens hebben$/)] : []);
  expect(short.join()).not.toContain('vijftien');
});
