import { BalieError, foreignCode } from '../errors.ts';

/** SQLSTATEs that say the server is away, going away or has no more place, or its disk has trouble; nothing is wrong with the statement. */
const AWAY = /^(?:08|57P0[1-5]|53[0-9]{3}|28|3D|580[03]0)/;
/** What Node.js and OpenSSL say of a connection that is not to be had: no route, refused, a certificate that is not right or past. */
const AWAY_NODE = /^(?:E[A-Z0-9]+|EAI_AGAIN|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|(?:DEPTH_ZERO_)?SELF_SIGNED_[A-Z_]+|ERR_(?:TLS|SSL)_[A-Z0-9_]+|HOSTNAME_MISMATCH|INVALID_CA)$/;
const AWAY_TEXT =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|does not support SSL connections|establishing an SSL connection/;
const NO_PLACE = /timeout exceeded when trying to connect/;

/** The server is there, and has no room to write. */
const DISK_FULL = '53100';
/** It is there, and takes nothing: it is being put back to an earlier moment, or was the first of two and is the second now. */
const READ_ONLY = '25006';
const READ_ONLY_WORDS = 'de database is nu alleen te lezen: zij wordt nog hersteld, of is een replica van een andere';
const PASSWORD_WRONG = '28P01';
/** Of one that stands between and passes on no more than it knows. */
const STARTUP_REFUSED = /unsupported startup parameter/;

/**
 * What came of a statement that another one, or the limit of time, stood in the way of: deadlock, serialization, lock and statement timeout, a
 * transaction that was idle for too long. The same again may succeed.
 */
const PASSING = /^(?:40001|40P01|55P03|57014|25P0[34])$/;

/** A fault of the driver or the server in the desk's own words; what is wrong with the statement itself stays as it is. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = foreignCode(error);
  const detail = [code, error.message].filter(Boolean).join(' ');
  if (code === READ_ONLY) return away(`${READ_ONLY_WORDS} (${detail})`, error);
  if (code === DISK_FULL) return new BalieError('log-full', { detail, cause: error });
  if (code === PASSWORD_WRONG) return away(`${detail} (is het wachtwoord veranderd? Zet het nieuwe in DATABASE_URL, of in het bestand van DATABASE_URL_FILE. Dat leest de balie zelf opnieuw, maar met systemd en met Docker Compose is het een kopie van de start: herstart haar daar)`, error);
  if (STARTUP_REFUSED.test(error.message)) {
    return new BalieError('config-invalid', { detail: `DATABASE_URL: ${error.message}. Staat er een PgBouncer voor de database? Zet daarin pool_mode = session en ignore_startup_parameters = statement_timeout, of verbind rechtstreeks`, cause: error });
  }
  return AWAY.test(code) || AWAY_NODE.test(code) || AWAY_TEXT.test(error.message) ? away(detail, error) : error;
}

/** What may succeed when it is tried again, as a fault that says so; a session, which sets limits of its own, hears of those as they are. */
export function passing(error: unknown): unknown {
  if (error instanceof BalieError || !(error instanceof Error)) return error;
  const code = foreignCode(error);
  return PASSING.test(code) ? away(`${code} ${error.message}`, error) : error;
}

/** Whether a fault that says so is one of those: the database is there. */
export function isPassing(error: unknown): boolean {
  return error instanceof BalieError && PASSING.test(foreignCode(error.cause));
}

function away(detail: string, cause: Error): BalieError {
  return new BalieError('database-unavailable', { detail, cause });
}

export function isAway(error: unknown): error is BalieError {
  return error instanceof BalieError && error.code === 'database-unavailable';
}

/** Who waited too long for a connection has not heard of the database. */
export function isNoPlace({ detail = '' }: BalieError): boolean {
  return NO_PLACE.test(detail);
}

export function isReadOnly(error: unknown): error is BalieError {
  return error instanceof BalieError && foreignCode(error.cause) === READ_ONLY;
}
