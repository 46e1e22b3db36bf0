import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createKey, type NewKey } from '../../src/identity/keys.ts';
import type { Database } from '../../src/store/database.ts';
import { createServerDatabase } from './database.ts';
import { type OllamaHost, startOllamaHost } from './ollama-host/index.ts';
import { makeInstallation, type Program, startProgram } from './process.ts';

/** Who has logged in at one replica, and goes on at any. */
export interface Visitor {
  readonly keyId: string;
  get(url: string): Promise<Response>;
  post(url: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Replicas of one desk on one PostgreSQL server: each with a data folder of its own, and with nothing in common but the database and the configuration. */
export interface Replicas {
  readonly db: Database;
  readonly host: OllamaHost;
  readonly auditKey: Buffer;
  /** What a command on the same database needs. */
  readonly env: Readonly<Record<string, string>>;
  start(): Program;
  login(url: string, key: NewKey): Promise<Visitor>;
  close(): Promise<void>;
}

/** No visitor is asked for a proof: all come from one address here. */
const LIMITS = 'limits: { address: { free: 1000000, most: 1000000 }, total: { free: 1000000, most: 1000000 }, token: { free: 1000000, most: 1000000 } }\n';

/**
 * @param databaseUrl of the server, on which a database is made. @param more collections beside that with the documents, lines of YAML, and of the environment.
 */
export async function makeReplicas(
  databaseUrl: string,
  { collections = '', settings = '', env: more = {} }: { readonly collections?: string; readonly settings?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Replicas> {
  const host = await startOllamaHost({ models: ['chat'] });
  const place = await makeInstallation({ fresh: true, settings: `${collections}${LIMITS}backends:\n  - { id: ollama, kind: ollama, url: '${host.url}', slots: 32 }\n${settings}` });
  const { db, url, drop } = await createServerDatabase(databaseUrl);
  const auditKey = randomBytes(32);
  const env = { ...place.env, OLLAMA_URL: host.url, DATABASE_URL: url, AUDIT_KEY: auditKey.toString('hex'), ...more };
  let started = 0;
  return {
    db,
    host,
    auditKey,
    env,
    start: () => startProgram(['serve'], { ...env, DATA_DIR: join(place.folder, `data-${(started += 1)}`) }),
    async login(at, key) {
      const { id, token } = await createKey(db, key);
      const headers = { 'Sec-Fetch-Site': 'same-origin' };
      const response = await fetch(`${at}/beheer/inloggen`, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams({ sleutel: token }) });
      const Cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      return {
        keyId: id,
        get: (to) => fetch(to, { redirect: 'manual', headers: { Cookie } }),
        post: (to, fields = {}) => fetch(to, { method: 'POST', redirect: 'manual', headers: { Cookie, ...headers }, body: new URLSearchParams(fields) }),
      };
    },
    async close() {
      await host.stop();
      await db.close();
      await drop();
      await place.remove();
    },
  };
}
