import pg from 'pg';
import { readSecretFile } from '../secret-file.ts';

export interface Address {
  /** A PostgreSQL URL. */
  readonly databaseUrl: string;
  /** The file that it was read from, if it was. */
  readonly databaseUrlFile?: string | undefined;
  /** Hears in Dutch why what is in the file now is not used, once for as long as it is. */
  readonly note?: ((line: string) => void) | undefined;
}

type Who = Pick<pg.Client, 'user' | 'password'>;

/**
 * How to connect to a server. An address from a file is read anew for each new connection: a user and a password that are replaced there count
 * without a restart. All else counts from the start of the process on, since it is what the process may connect to.
 */
export function connectionTo({ databaseUrl, databaseUrlFile, note }: Address): pg.PoolConfig {
  if (databaseUrlFile === undefined) return { connectionString: databaseUrl };
  const file = databaseUrlFile;
  const first = new pg.Client({ connectionString: databaseUrl });
  // While the file cannot be used, as in the middle of being replaced, who it was before stays.
  let known: Who = first;
  let told: string | undefined;
  class Client extends pg.Client {
    constructor(config: pg.ClientConfig) {
      const { who, fault } = whoIn(file, first);
      if (fault !== undefined && fault !== told) note?.(`DATABASE_URL_FILE: ${fault}. De balie gaat verder met de gebruiker en het wachtwoord van daarvoor.`);
      told = fault;
      known = who ?? known;
      super({ ...config, connectionString: addressOf(databaseUrl, first, known) });
    }
  }
  return { connectionString: databaseUrl, Client: Client as never };
}

/** Who is named in the file, where that is an address of the same database, as the driver reads both. */
function whoIn(file: string, first: pg.Client): { readonly who: Who; readonly fault?: undefined } | { readonly who?: undefined; readonly fault: string } {
  const { secret, fault } = readSecretFile(file);
  if (secret === undefined) return { fault };
  const now = clientOf(secret);
  if (now === undefined) return { fault: `in het bestand ${file} staat geen geldig adres: schrijf in het wachtwoord %25 voor %, %23 voor #, %2F voor /, %3F voor ?, %40 voor @ en %3A voor :` };
  const isSame = now.host === first.host && now.port === first.port && now.database === first.database;
  return isSame ? { who: now } : { fault: `in het bestand ${file} staat het adres van een andere database: die geldt pas na een herstart` };
}

function clientOf(address: string): pg.Client | undefined {
  try {
    // What stands in a password without its escape is a fault to one of the two, or leads to another host.
    return /^postgres(?:ql)?:$/.test(new URL(address).protocol) ? new pg.Client({ connectionString: address }) : undefined;
  } catch {
    return undefined;
  }
}

/** The address of the start, for somebody else. */
function addressOf(databaseUrl: string, { database }: pg.Client, who: Who): string {
  const url = new URL(databaseUrl);
  [url.username, url.password] = ['', ''];
  // Behind the address: before it there is no place where that has no host, as a socket has none.
  for (const name of ['user', 'password'] as const) {
    url.searchParams.delete(name);
    const value = who[name];
    // Without a password the driver looks elsewhere for it.
    if (typeof value === 'string' && value !== '') url.searchParams.set(name, value);
  }
  // An address without one means that with the name of its user.
  if (/^\/?$/.test(url.pathname) && database !== undefined) url.pathname = `/${encodeURI(database)}`;
  return url.href;
}
