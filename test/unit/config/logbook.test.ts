import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';

const sample = readFileSync(fileURLToPath(new URL('../../../ingest/samples/balie.yaml', import.meta.url)), 'utf8').replaceAll(/^ +folder:.*$/gm, '');
const URI = 'https://register.gemeente.example/1';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-logbook-'));
  writeFileSync(join(folder, 'headers'), 'Authorization: Bearer het-geheim\n\nX-Gemeente: Lindewaarde\n');
  writeFileSync(join(folder, 'wrong'), 'Authorization Bearer het-geheim\n');
  for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(folder, name), name);
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(more: string) {
  const file = join(folder, 'balie.yaml');
  writeFileSync(file, `${sample}\n${more}\n`);
  const { logbook, siem } = readConfig({ CONFIG: file, DATA_DIR: folder });
  return { logbook, siem };
}

test('nothing is recorded or sent, unless the file says otherwise', () => {
  expect(read('')).toEqual({ logbook: undefined, siem: [] });
});

describe('the logbook', () => {
  test('has an entry of the register for each activity, and a receiver with its files', () => {
    const { logbook } = read(`logbook: { endpoint: https://ldv.gemeente.example/v1/traces, headersFile: headers, ca: ca.pem, cert: cert.pem, key: key.pem, activity: ${URI}, activities: { handover: https://register.gemeente.example/2 }, processors: { abc: https://zaken.gemeente.example } }`);
    expect(logbook?.receiver).toEqual({ url: 'https://ldv.gemeente.example/v1/traces', headers: { Authorization: 'Bearer het-geheim', 'X-Gemeente': 'Lindewaarde' }, tls: { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' } });
    expect(logbook?.activities).toMatchObject({ 'turn-resident': URI, erasure: URI, handover: 'https://register.gemeente.example/2' });
    expect(logbook?.processors.get('abc')).toBe('https://zaken.gemeente.example');
  });

  test.each([
    ['an activity without an entry', `logbook: { activities: { handover: ${URI} } }`, 'logbook.activities: noem bij elke verwerking'],
    ['an activity that there is not', `logbook: { activity: ${URI}, activities: { vragen: ${URI} } }`, 'logbook.activities'],
    ['an entry that is no URI', 'logbook: { activity: verwerking 12 }', 'logbook.activity: moet een URI zijn'],
    ['no TLS', `logbook: { activity: ${URI}, endpoint: "http://ldv.example/v1/traces" }`, 'logbook.endpoint: moet met https beginnen, of zet allowHttp op true'],
    ['another protocol', `logbook: { activity: ${URI}, endpoint: "ftp://ldv.example" }`, 'logbook.endpoint: moet een https-adres zijn'],
    ['a certificate without a key', `logbook: { activity: ${URI}, cert: cert.pem }`, 'logbook.cert: cert en key horen bij elkaar'],
    ['a file that there is not', `logbook: { activity: ${URI}, endpoint: "https://ldv.example", ca: weg.pem }`, 'logbook.ca: het bestand'],
    ['a header that is none', `logbook: { activity: ${URI}, endpoint: "https://ldv.example", headersFile: wrong }`, 'logbook.headersFile: regel 1 moet een naam en een waarde hebben'],
    ['a SIEM without TLS', 'siem: [{ format: cef, to: "syslog://siem.example:514" }]', 'siem.0.to: moet syslog+tls://naam:poort zijn, of file:/pad'],
    ['a SIEM twice', 'siem: [{ format: cef, to: "file:/var/log/balie" }, { format: ocsf, to: "file:/var/log/balie" }]', 'siem: file:/var/log/balie komt twee keer voor'],
    ['another format', 'siem: [{ format: leef, to: "file:/var/log/balie" }]', 'siem.0.format: moet een van deze zijn: cef, ocsf'],
  ])('is refused with %s, without the secret', (_, more, fault) => {
    const refusal = () => read(more);
    expect(refusal).toThrow(expect.objectContaining({ detail: expect.stringContaining(fault) as string }) as Error);
    expect(refusal).not.toThrow(expect.objectContaining({ detail: expect.stringContaining('het-geheim') as string }) as Error);
  });

  test('may be without TLS where that is said, and without a receiver', () => {
    expect(read(`logbook: { activity: ${URI}, endpoint: "http://127.0.0.1:4318/v1/traces", allowHttp: true }`).logbook?.receiver?.url).toBe('http://127.0.0.1:4318/v1/traces');
    expect(read(`logbook: { activity: ${URI} }`).logbook?.receiver).toBeUndefined();
  });
});

test('a SIEM is a server by name or number, or a file', () => {
  const { siem } = read('siem: [{ format: cef, to: "syslog+tls://siem.example:6514", ca: ca.pem }, { format: ocsf, to: "syslog+tls://[2001:db8::1]:6514" }, { format: ocsf, to: "file:/var/log/balie/audit.json" }]');
  expect(siem.map(({ target }) => target)).toEqual([
    { kind: 'syslog', host: 'siem.example', port: 6514, tls: { ca: 'ca.pem' } },
    { kind: 'syslog', host: '2001:db8::1', port: 6514, tls: {} },
    { kind: 'file', path: '/var/log/balie/audit.json' },
  ]);
});
