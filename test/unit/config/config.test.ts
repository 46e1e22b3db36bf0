import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { faultsOf, file, folder, municipality } from './support.ts';

describe('what is done with personal data', () => {
  const guardOf = (guard: string) => readConfig({ CONFIG: file('guard.yaml', `${municipality}collections: [{ id: a, title: A, owner: B, readers: [resident] }]\n${guard}`) }).guard;

  test('is masking, for everybody, where nothing is said of it', () => {
    const masks = { default: 'mask', types: {} };
    expect(guardOf('')).toEqual({ personalData: { resident: masks, employee: masks }, allow: [] });
  });

  test('is set for an audience, as a whole or by kind', () => {
    const { personalData, allow } = guardOf('guard: { personalData: { resident: refuse, employee: { types: { name: allow } } }, allow: [Jan Jansen] }');
    expect(personalData).toEqual({ resident: { default: 'refuse', types: {} }, employee: { default: 'mask', types: { name: 'allow' } } });
    expect(allow).toEqual(['Jan Jansen']);
  });

  test.each([
    ['guard: { personalData: { resident: weg } }', /guard\.personalData\.resident: moet een van deze zijn: mask/],
    ['handover: { phone: { hours: { monday: "17:00-08:30" } } }', /handover\.phone\.hours\.monday: moet na het begin eindigen/],
    ['handover: { phone: { hours: { monday: ["8-17"] } } }', /handover\.phone\.hours\.monday\.0: moet een begin en een einde hebben/],
    ['guard: { personalData: { resident: { types: { bsn: allow } } } }', /guard\.personalData\.resident/],
    ['guard: { personalData: { resident: { types: { schoenmaat: mask } } } }', /guard\.personalData\.resident/],
    ['guard: { alow: [] }', /guard/],
    ['oversight: { approvers: [employee] }', /oversight\.approvers\.0: moet een van deze zijn: editor/],
    ['goingLive: { exceptions: [{ assistant: loket, reason: Wij zijn nog aan het toetsen. }] }', /goingLive\.exceptions\.0\.until: ontbreekt: noem de laatste dag/],
    ['goingLive: { exceptions: [{ assistant: loket, reason: Haast., until: "2026-01-01" }] }', /goingLive\.exceptions\.0\.reason: heeft minstens 20 tekens nodig/],
    ['goingLive: { exceptions: [{ assistant: loket, reason: Wij zijn nog aan het toetsen., until: "2999-01-01" }] }', /goingLive\.exceptions\.0\.until: mag hoogstens 90 dagen vooruit/],
    ['goingLive: { exceptions: [{ assistant: loket, reason: Wij zijn nog aan het toetsen., until: "2026-02-30" }] }', /goingLive\.exceptions\.0\.until: moet een dag zijn/],
    ['goingLive: { exceptionDays: 400 }', /goingLive\.exceptionDays: mag hoogstens 365 zijn/],
    ['oversight: { maxReviewDays: 400 }', /oversight\.maxReviewDays: mag hoogstens 366 zijn/],
  ])('is a fault in the file where it cannot be: %s', (guard, fault) => {
    const path = file('wrong.yaml', `${municipality}collections: [{ id: a, title: A, owner: B, readers: [resident] }]\n${guard}`);
    const faults = faultsOf({ CONFIG: path }).join();
    expect(faults).toMatch(fault);
    expect(faults).not.toContain('Invalid');
  });
});

describe('how long data is kept', () => {
  const faults = (from: string, to: string) => faultsOf({ CONFIG: file('kept.yaml', `${municipality.replace(from, to)}collections: [{ id: a, title: A, owner: B, readers: [resident] }]\n`) }).join('\n');

  test('was days, once: that says what to write', () => {
    expect(faults('  privacyOfficer', '  retentionDays: 28\n  privacyOfficer')).toMatch(/municipality: kent de sleutel retentionDays niet; .*retention: \{ said: P28D \}/);
  });

  test.each([
    ['P7D', 'P0D', /retention\.said: moet een duur zijn/],
    ['P7D', '7', /retention\.said: moet tekst zijn/],
    ['said: P7D', 'said: P7D\n  kinds: { files: 3 weken }', /retention\.kinds\.files: moet een duur zijn/],
    ['said: P7D', 'said: P7D\n  collections: { b: { documents: P1Y } }', /retention\.collections\.b: is geen collectie/],
    ['retention:\n  said: P7D\n', '', /retention: ontbreekt/],
  ])('is refused where it is nonsense: %s, %s', (from, to, fault) => {
    expect(faults(from, to)).toMatch(fault);
  });
});

describe('configuration', () => {
  test('has a working default for everything but secrets', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, dataDir: './data', databaseUrl: undefined, auditKey: undefined });
    expect(config).toMatchObject({ ollamaUrl: 'http://127.0.0.1:11434', municipality: { isSample: true } });
  });

  test('takes empty values for absent ones', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '', CONFIG: '' })).toMatchObject({ port: 8080, databaseUrl: undefined });
  });

  test('reads a municipality of its own, with folders relative to the file', () => {
    const path = file('own.yaml', `${municipality}collections:\n  - { id: een, title: Een, owner: Team, readers: [resident], folder: documenten }\n`);
    const config = readConfig({ CONFIG: path });
    expect(config.municipality).toMatchObject({ name: 'Gemeente Test', isSample: false });
    expect(config.collections[0]?.folder).toBe(join(folder, 'documenten'));
  });

  test('has no model put follow-ups anew until one is named', () => {
    expect(readConfig({ REWRITE_MODEL: '' }).rewriteModel).toBeUndefined();
    expect(readConfig({ REWRITE_MODEL: 'klein', CHAT_MODEL: 'groot' })).toMatchObject({ rewriteModel: 'klein', chatModel: 'groot' });
    expect(readConfig({ REWRITE_MODEL_FILE: file('rewrite', 'klein\n') }).rewriteModel).toBe('klein');
  });

  test('goes by words alone until an embedding model is named; its prefixes keep their spaces', () => {
    expect(readConfig({ EMBED_MODEL: '' })).toMatchObject({ embedModel: undefined, embedding: { queryPrefix: '', passagePrefix: '' } });
    const rest = 'collections:\n  - { id: een, title: Een, owner: Team, readers: [resident] }\n';
    const path = file('embedding.yaml', `${municipality}${rest}embedding: { passagePrefix: "passage: " }\n`);
    expect(readConfig({ CONFIG: path, EMBED_MODEL_FILE: file('model', 'e5\n') })).toMatchObject({
      embedModel: 'e5',
      embedding: { queryPrefix: '', passagePrefix: 'passage: ' },
    });
    const bad = file('bad-embedding.yaml', `${municipality}${rest}embedding: { passagePrefix: 3, prefix: x }\n`);
    expect(faultsOf({ CONFIG: bad }).join('\n')).toMatch(/embedding.passagePrefix: moet tekst zijn[^]*prefix/);
  });

  test('bounds what residents ask, unless the file says otherwise', () => {
    expect(readConfig({}).limits).toEqual({ address: { free: 40, most: 200 }, networkTimes: 5, token: { free: 20, most: 60 }, total: { free: 2_000, most: 6_000 }, difficulty: 4_000 });
    const rest = 'collections:\n  - { id: een, title: Een, owner: Team, readers: [resident] }\n';
    const path = file('limits.yaml', `${municipality}${rest}limits: { address: { free: 90 }, difficulty: 9000 }\n`);
    expect(readConfig({ CONFIG: path }).limits).toMatchObject({ address: { free: 90, most: 200 }, difficulty: 9_000 });
    const bad = file('bad-limits.yaml', `${municipality}${rest}limits: { address: { free: 300 }, total: { most: 0 } }\n`);
    expect(faultsOf({ CONFIG: bad }).join('\n')).toMatch(/limits.address: free mag niet meer zijn dan most[^]*limits.total.most/);
  });

  test('bounds the queue and shares it evenly, unless the file says otherwise', () => {
    expect(readConfig({}).queue).toEqual({ maxWaiting: 1_000, deadlineSeconds: 120, shares: { resident: 1, employee: 1, api: 1 } });
    const rest = 'collections:\n  - { id: een, title: Een, owner: Team, readers: [resident] }\n';
    const path = file('queue.yaml', `${municipality}${rest}queue: { maxWaiting: 50, shares: { resident: 3 } }\n`);
    expect(readConfig({ CONFIG: path }).queue).toEqual({ maxWaiting: 50, deadlineSeconds: 120, shares: { resident: 3, employee: 1, api: 1 } });
    const bad = file('bad-queue.yaml', `${municipality}${rest}queue: { maxWaiting: 0, shares: { resident: 0, burger: 2 } }\n`);
    expect(faultsOf({ CONFIG: bad }).join('\n')).toMatch(/queue.maxWaiting[^]*queue.shares/);
  });

  test('re-ranks only where a host is named, with or without a model', () => {
    expect(readConfig({}).rerank).toBeUndefined();
    expect(readConfig({ RERANK_URL: 'http://gpu.example:8000/' }).rerank).toEqual({ url: 'http://gpu.example:8000', model: undefined });
    expect(readConfig({ RERANK_URL: 'https://gpu.example/', RERANK_MODEL: 'BAAI/bge-reranker-v2-m3' }).rerank).toEqual({ url: 'https://gpu.example', model: 'BAAI/bge-reranker-v2-m3' });
    expect(faultsOf({ RERANK_MODEL: 'bge' })).toEqual(['RERANK_URL: ontbreekt, en RERANK_MODEL staat er wel']);
    expect(faultsOf({ RERANK_URL: 'gpu:8000' })[0]).toContain('RERANK_URL');
  });

  test.each(['kort', 'met een spatie erin', 'x'.repeat(257), 'met-een-\u00e9-erin-dus-niet'])('a token for metrics that cannot stand in a header, or can be guessed: %s', (token) => {
    const faults = faultsOf({ METRICS_TOKEN: token });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^METRICS_TOKEN: moet 16 tot en met 256/);
    expect(faults[0]).not.toContain(token);
  });

  test('trusts the proxies that are named, between commas or on lines; none otherwise', () => {
    const written = (environment: Record<string, string>) => readConfig(environment).trustedProxies.map(([ip, bits]) => `${ip.toString()}/${bits}`);
    expect(written({})).toEqual([]);
    expect(written({ TRUSTED_PROXIES: '203.0.113.7, 104.16.0.0/13,2606:4700::/32' })).toEqual(['203.0.113.7/32', '104.16.0.0/13', '2606:4700::/32']);
    expect(written({ TRUSTED_PROXIES_FILE: file('proxies', '203.0.113.7\n\n2606:4700::7\n') })).toEqual(['203.0.113.7/32', '2606:4700::7/128']);
  });

  test.each(['waf.example', '104.16.0.0/33', '104.16.0.0/', '104.16', '0.0.0.0/0', '::/0', '203.0.113.7/24/8'])('refuses to trust what is no proxy, or everybody: %s', (proxies) => {
    expect(faultsOf({ TRUSTED_PROXIES: `203.0.113.7, ${proxies}` })).toEqual([`TRUSTED_PROXIES: bevat "${proxies}": dat is geen adres of netwerk (zoals 203.0.113.7 of 104.16.0.0/13)`]);
  });

  test.each(['301', '-1', '1.5', 'lang'])('refuses to leave in: %j', (seconds) => {
    expect(faultsOf({ LEAVE_SECONDS: seconds })).toEqual([expect.stringMatching(/^LEAVE_SECONDS: /)]);
  });

  test('names every fault at once, and no secret', () => {
    const faults = faultsOf({ PORT: '99999', OLLAMA_URL: 'ftp://x', AUDIT_KEY: 'geheim123', DATABASE_URL: 'mysql://u:wachtwoord@h/d' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'OLLAMA_URL', 'AUDIT_KEY']);
    expect(faults.join()).not.toMatch(/geheim123|wachtwoord/);
  });

  test('names every fault in the file, with those of the environment', () => {
    const path = file('bad.yaml', 'municipality:\n  name: X\n  colour: red\ncollections:\n  - { id: "Een Twee", title: T, owner: O, readers: [everyone] }\n');
    const faults = faultsOf({ CONFIG: path, PORT: 'x' }).join('\n');
    for (const part of ['PORT', 'municipality.website: ontbreekt', 'colour', 'collections.0.id']) expect(faults).toContain(part);
  });

  test('refuses a file that is not there, or no YAML', () => {
    expect(faultsOf({ CONFIG: '/nergens.yaml' })[0]).toContain('bestaat niet');
    expect(faultsOf({ CONFIG: file('broken.yaml', 'a: [1') })[0]).toContain('broken.yaml');
  });

  test('refuses a CONFIG that cannot be read, and names the other faults with it', () => {
    expect(faultsOf({ CONFIG: folder, PORT: 'tachtig' }).map((fault) => fault.split(':')[0])).toEqual(['PORT', 'CONFIG']);
  });

  test('refuses readers and collections of groups that are nobody’s, a group twice, and one with the name of an audience', () => {
    const path = file('groups.yaml', `${municipality}collections: [{ id: een, title: A, owner: T, readers: [jeugd, everyone] }]\ngroups:\n  - { id: jeugd, title: Jeugd, claims: [G1], collections: [een, twee] }\n  - { id: jeugd, title: Jeugd, claims: [G2] }\n`);
    expect(faultsOf({ CONFIG: path }).map((fault) => fault.slice(path.length + 2))).toEqual([
      'groups.1.id: jeugd komt twee keer voor',
      'collections.0.readers: everyone is geen van resident, employee, jeugd, jeugd',
      'groups.0.collections: twee is geen collectie',
    ]);
    const named = file('audience.yaml', `${municipality}collections: [{ id: een, title: A, owner: T, readers: [employee] }]\ngroups: [{ id: employee, title: E, claims: [G1] }]\n`);
    expect(faultsOf({ CONFIG: named }).join()).toContain('groups.0.id: mag niet resident of employee zijn');
  });

  test('refuses two collections with one id, and folders that overlap', () => {
    const lines = [
      '- { id: een, title: A, owner: T, readers: [employee], folder: a }',
      '- { id: een, title: B, owner: T, readers: [resident] }',
      '- { id: twee, title: C, owner: T, readers: [resident], folder: ./a/b }',
      '- { id: drie, title: D, owner: T, readers: [resident], folder: ab }',
    ];
    const path = file('double.yaml', `${municipality}collections:\n${lines.map((line) => `  ${line}\n`).join('')}`);
    expect(faultsOf({ CONFIG: path }).map((fault) => fault.slice(path.length + 2))).toEqual([
      'collections.1.id: een komt twee keer voor',
      'collections.2.folder: overlapt met de map van een',
    ]);
  });

  test.each(['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'])('refuses to start when %s would send questions away', (name) => {
    for (const on of ['true', 'TRUE', '1', 'yes']) expect(faultsOf({ [name]: on })[0]).toContain(name);
    expect(faultsOf({ [name]: 'false' })).toEqual([]);
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318', ''],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'http://collector:4318', ''],
    ['NODE_USE_ENV_PROXY', '1', '0'],
    ['NODE_OPTIONS', '--max-old-space-size=512 --use-env-proxy', '--max-old-space-size=512'],
    ['NODE_OPTIONS', '--use_env_proxy', '--max-http-header-size=16384'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', '1'],
    ['NODE_OPTIONS', '--tls-min-v1.0', '--tls-min-v1.2'],
    ['NODE_OPTIONS', '--max-old-space-size=512 --tls-min-v1.1', '--tls-min-v1.3'],
    ['NODE_OPTIONS', '--tls_min_v1.0', ''],
  ])('refuses to start when %s has it send or believe what the configuration does not say', (name, on, off) => {
    expect(faultsOf({ [name]: on })).toEqual([expect.stringContaining(`${name}: mag`)]);
    expect(faultsOf({ [name]: off })).toEqual([]);
  });
});
