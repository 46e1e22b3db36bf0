import pg from 'pg';
import { readSecretFile } from '../secret-file.ts';

export interface Address {
  /** A PostgreSQL URL. */
  readonly databaseUrl: string;
  /** The file that it was read from, if it was. */
  readonly databaseUrlFile?: string | undefined;
}

/**
 * How to connect to a server. An address from a file is read anew for each new connection: a user and a password that are replaced there count
 * without a restart. All else counts from the start of the process on, since it is what the process may connect to.
 */
export function connectionTo({ databaseUrl, databaseUrlFile }: Address): pg.PoolConfig {
  if (databaseUrlFile === undefined) return { connectionString: databaseUrl };
  const file = databaseUrlFile;
  // While the file cannot be read, as in the middle of being replaced, who it was before stays.
  let known = databaseUrl;
  class Client extends pg.Client {
    constructor(config: pg.ClientConfig) {
      known = sameOf(databaseUrl, file) ?? known;
      super({ ...config, connectionString: known });
    }
  }
  return { connectionString: databaseUrl, Client: Client as never };
}

/** What is in the file, if it is an address of the same database that the driver can read. */
function sameOf(databaseUrl: string, file: string): string | undefined {
  const { secret } = readSecretFile(file);
  if (secret === undefined) return undefined;
  try {
    if (withoutWho(secret) !== withoutWho(databaseUrl)) return undefined;
    // It throws at a sign that is not escaped.
    void new pg.Client({ connectionString: secret });
    return secret;
  } catch {
    return undefined;
  }
}

/** @throws TypeError where it is no address. */
function withoutWho(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  [url.username, url.password] = ['', ''];
  for (const who of ['user', 'password']) url.searchParams.delete(who);
  return url.href;
}
