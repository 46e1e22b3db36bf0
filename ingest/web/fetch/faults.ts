import { BalieError } from '../../../src/errors.ts';

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'de verbinding is geweigerd',
  ECONNRESET: 'de verbinding is verbroken',
  EPIPE: 'de verbinding is verbroken',
  EHOSTUNREACH: 'er is geen weg naar de server',
  ENETUNREACH: 'er is geen weg naar de server',
  ETIMEDOUT: 'de server antwoordt niet',
  UND_ERR_CONNECT_TIMEOUT: 'de server antwoordt niet',
  UND_ERR_HEADERS_TIMEOUT: 'de server antwoordt niet op tijd',
  UND_ERR_BODY_TIMEOUT: 'het antwoord stokte',
  UND_ERR_SOCKET: 'de verbinding is verbroken',
  UND_ERR_HEADERS_OVERFLOW: 'de kop van het antwoord is te groot',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'het antwoord is niet compleet',
  CERT_HAS_EXPIRED: 'het certificaat is verlopen',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'het certificaat is niet te vertrouwen',
  SELF_SIGNED_CERT_IN_CHAIN: 'het certificaat is niet te vertrouwen',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'het certificaat is niet te vertrouwen',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'het certificaat is niet te vertrouwen',
  ERR_TLS_CERT_ALTNAME_INVALID: 'het certificaat is voor een andere naam',
};

/** What went wrong on the way, as a fault of the catalogue: `address-unreachable` unless it already is one. */
export function networkFault(
  error: unknown,
  { host, late, totalMs }: { host: string; late: AbortSignal; totalMs: number },
): BalieError {
  const own = chain(error).find((cause) => cause instanceof BalieError);
  if (own !== undefined) return own;
  if (late.aborted)
    return new BalieError('address-unreachable', {
      detail: `${host}: het antwoord was na ${Math.ceil(totalMs / 1000)} s niet compleet`,
      cause: late.reason,
    });
  const codes = chain(error).map((cause) =>
    typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '',
  );
  const known = codes.find((code) => Object.hasOwn(causes, code));
  const detail = known === undefined ? 'de verbinding ging mis' : causes[known];
  return new BalieError('address-unreachable', { detail: `${host}: ${detail ?? ''}`, cause: error });
}

/** An error, its causes and, of several at once, each. */
function chain(error: unknown, depth = 0): unknown[] {
  if (depth > 4 || !(error instanceof Error)) return [error];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const below = [error.cause, ...inner].filter((cause) => cause !== undefined);
  return [error, ...below.flatMap((cause) => chain(cause, depth + 1))];
}
