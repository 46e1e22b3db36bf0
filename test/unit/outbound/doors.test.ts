import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What can open a connection, or ask for a name. */
const MEANS = ['undici', 'nodemailer', 'pg', 'openid-client', 'jose', 'ollama', ...['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'].map((name) => `node:${name}`)];

/** Who goes out: each names where to, from the configuration, before it connects. */
const OUT: Readonly<Record<string, readonly string[]>> = {
  'src/models/transport/place.ts': ['undici'],
  'src/outbound/post.ts': ['node:dns', 'node:net', 'undici'],
  'src/handover/sending/mail.ts': ['node:net', 'nodemailer'],
  'src/identity/provider/ask.ts': ['undici'],
  'src/logbook/otlp/send.ts': ['undici'],
  'src/logbook/siem/syslog.ts': ['node:net', 'node:tls'],
  'src/factsheet/register/api/wire.ts': ['undici'],
  'src/cli/doctor/certificates.ts': ['node:net', 'node:tls'],
  'src/cli/doctor/models.ts': ['undici'],
  'src/store/postgres.ts': ['node:net', 'pg'],
  'ingest/web/fetch/guarded-agent.ts': ['node:dns/promises', 'node:net', 'undici'],
};

/** Who needs one of them for something else, and what. */
const IN: Readonly<Record<string, readonly [means: readonly string[], why: string]>> = {
  'src/models/transport/ask-json.ts': [['undici'], 'asks over the connections of place.ts'],
  'ingest/web/fetch/safe-fetch.ts': [['undici'], 'asks over the connections of guarded-agent.ts'],
  'src/identity/provider/provider.ts': [['openid-client'], 'asks by ask.ts'],
  'src/identity/provider/faults.ts': [['openid-client'], 'reads faults'],
  'src/identity/provider/logout-message.ts': [['jose'], 'fetches keys by ask.ts'],
  'src/http/access/relying-party.ts': [['node:net'], 'tells an address from a name'],
  'src/http/inside/inside.ts': [['node:http'], 'speaks to its own app over a pair of streams in memory'],
  'src/http/server/listen.ts': [['node:http'], 'listens'],
  'src/store/connection.ts': [['pg'], 'is who connects for postgres.ts, to the place that it named'],
  'src/store/embedded/server.ts': [['node:net'], 'listens on a socket in the data folder'],
  'src/store/embedded/lock.ts': [['node:net'], 'connects to a socket in the data folder'],
  'src/outbound/guard.ts': [['node:dgram', 'node:net'], 'guards them'],
  'ingest/extract/pool/no-network.ts': [['node:dgram', 'node:dns', 'node:net'], 'closes them'],
};

const sources = globSync(['src/**/*.ts', 'ingest/**/*.ts'], { cwd: root, exclude: ['src/web/browser/**'] }).map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));

/** What of `MEANS` a file loads; a type alone is gone when it runs. */
function meansIn(text: string): string[] {
  const named = [...text.matchAll(/(?<type>\b(?:im|ex)port type [^;']*?)?(?:\bfrom|\bimport|\brequire)\s*\(?\s*'(?<name>[^'.][^']*)'/g)].filter(({ groups }) => groups?.['type'] === undefined);
  return [...new Set(named.map(({ groups }) => (groups?.['name'] ?? '').replace(/^(?=(?:https?2?|net|tls|dgram|dns)(?:\/|$))/, 'node:')).filter((name) => MEANS.includes(name)))].toSorted();
}

describe('what leads outside', () => {
  test('is in the files of one table, and in no other', () => {
    const found = sources.map(({ path, text }) => [path, meansIn(text)] as const).filter(([, means]) => means.length > 0);
    const allowed = [...Object.entries(OUT), ...Object.entries(IN).map(([path, [means]]) => [path, means] as const)];
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(allowed));
  });

  test.each(Object.keys(OUT))('is named by %s before it connects', (path) => {
    expect(sources.find((source) => source.path === path)?.text).toMatch(/const forbid = allowOutbound\(/);
  });

  test('is loaded behind the guard: before it comes no code but ours, and little of that', () => {
    const before = new Set<string>();
    const packages: string[] = [];
    const load = (path: string) => {
      if (before.has(path)) return;
      before.add(path);
      const { text = '' } = sources.find((source) => source.path === path) ?? {};
      for (const [, name = ''] of text.matchAll(/^(?:im|ex)port (?!type )[^;]*?'([^']+)';$/gm)) {
        if (name.startsWith('.')) load(posix.join(posix.dirname(path), name));
        else if (!name.startsWith('node:')) packages.push(name);
      }
    };
    load('src/main.ts');
    expect({ before: [...before], packages }).toEqual({ before: ['src/main.ts', 'src/outbound/guard.ts', 'src/outbound/allow.ts'], packages: [] });
  });

  test('is never the fetch, WebSocket or EventSource of Node.js', () => {
    const uses = sources.flatMap(({ path, text }) => [...text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').matchAll(/(?<![\w.#])(?:globalThis\.)?(?:fetch|new (?:WebSocket|EventSource))\(/g)].map(({ 0: use }) => `${path}: ${use}`));
    // A parameter of that name: what answers requests.
    expect(uses.toSorted()).toEqual(['src/http/inside/inside.ts: fetch(', 'src/http/server/listen.ts: fetch(']);
  });

  test.each([
    ["import { request } from 'https';", ['node:https']],
    ["import type { Agent } from 'undici';", []],
    ["const { connect } = await import('node:tls');", ['node:tls']],
    ["export { lookup } from 'dns/promises';", ['node:dns/promises']],
    ["import { hello } from './undici';", []],
  ])('is seen in %s', (code, means) => {
    expect(meansIn(code)).toEqual(means);
  });
});
