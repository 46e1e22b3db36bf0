import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Config } from '../../config/config.ts';
import type { Tls } from '../../logbook/rules.ts';
import type { CatalogueData } from '../../models/catalogue.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import { connectionsOf } from '../factsheet/facts/connection-facts.ts';
import { type Check, daysSince, daysWords, fault, ok, warning } from './checks.ts';

const LIMIT_MS = 5_000;
const SOON_DAYS = 21;
const NOW_DAYS = 3;
const HTTPS = 443;

/** Something that shows a certificate to who connects. */
interface Place {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls?: Tls;
}

/** Whether the certificates of the desk's own address, of what it talks to over TLS, and those that it shows itself, are good, and for how long. */
export async function lookAtCertificates(config: Config, data: Pick<CatalogueData, 'backends'>, now: Date): Promise<readonly Check[]> {
  const urls = [config.publicUrl, ...connectionsOf(config, data).map(({ url }) => url)].filter((url) => url?.startsWith('https:') === true);
  const origins = [...new Set(urls.map((url) => new URL(url ?? '').origin))];
  const places = [...origins.map((origin) => webPlace(config, origin)), ...config.siem.flatMap(siemPlace)];
  return [...(await Promise.all(places.map((place) => certificateCheck(place, now)))), ...places.flatMap((place) => ownCheck(place, now))];
}

function webPlace({ logbook }: Config, origin: string): Place {
  const { hostname, port } = new URL(origin);
  const receiver = logbook?.receiver;
  const isReceiver = receiver !== undefined && new URL(receiver.url).origin === origin;
  return { name: hostname, host: hostname.replaceAll(/^\[|\]$/g, ''), port: port === '' ? HTTPS : Number(port), ...(isReceiver && { tls: receiver.tls }) };
}

function siemPlace({ target }: Config['siem'][number]): Place[] {
  return target.kind === 'syslog' ? [{ name: `${target.host} (SIEM)`, host: target.host, port: target.port, tls: target.tls }] : [];
}

/** The certificate by which the desk makes itself known there. */
function ownCheck({ name, tls }: Place, now: Date): Check[] {
  if (tls?.cert === undefined) return [];
  const what = `Eigen certificaat voor ${name}`;
  try {
    return [validity(what, new X509Certificate(tls.cert).validTo, now)];
  } catch {
    return [fault(what, 'is geen certificaat', 'Geef een bestand in PEM, met het certificaat van deze balie vooraan.')];
  }
}

async function certificateCheck({ name, host, port, tls }: Place, now: Date): Promise<Check> {
  const what = `Certificaat van ${name}`;
  const socket = await shakeHands({ host, port, ...(tls && { tls }) });
  if (!('authorized' in socket)) return warning(what, `niet na te kijken: ${socket.fault}`, 'Controleer of deze server daarbij kan, en of er iets luistert.');
  const { valid_to: until } = socket.getPeerCertificate();
  const reason = socket.authorized ? undefined : String(socket.authorizationError);
  socket.destroy();
  const found = validity(what, until, now);
  if (reason === undefined || hasEnded(until, now)) return found;
  return fault(what, `wordt niet vertrouwd (${reason})`, 'Gebruik een certificaat van een uitgever die deze server kent, of geef die met NODE_EXTRA_CA_CERTS.');
}

const daysLeft = (until: string, now: Date) => -daysSince(until, now) - 1;
const hasEnded = (until: string, now: Date) => daysLeft(until, now) < 0;

function validity(what: string, until: string, now: Date): Check {
  const days = daysLeft(until, now);
  if (hasEnded(until, now)) return fault(what, `is verlopen op ${until}`, 'Vernieuw het certificaat.');
  if (days >= SOON_DAYS) return ok(what, `geldig, nog ${daysWords(days)}`);
  return (days < NOW_DAYS ? fault : warning)(what, `verloopt over ${daysWords(days)}`, 'Vernieuw het certificaat, en kijk waarom dat niet vanzelf ging.');
}

/** @returns undefined where what the desk shows there is no certificate with its key: that is thrown before anything is sent. */
function connectTo(place: Pick<Place, 'host' | 'port'> & Tls): TLSSocket | undefined {
  try {
    return connect({ ...place, ...(isIP(place.host) === 0 && { servername: place.host }), rejectUnauthorized: false, timeout: LIMIT_MS });
  } catch {
    return undefined;
  }
}

/** Whoever it is: what is wrong with it is what is asked. Nothing is sent. */
function shakeHands({ host, port, tls }: Omit<Place, 'name'>): Promise<TLSSocket | { readonly fault: string }> {
  const forbid = allowOutbound({ host, port });
  return new Promise<TLSSocket | { readonly fault: string }>((resolve) => {
    const socket = connectTo({ host, port, ...tls });
    if (socket === undefined) return resolve({ fault: 'het eigen certificaat en de sleutel zijn niet te lezen, of horen niet bij elkaar' });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('timeout', () => {
      socket.destroy();
      resolve({ fault: 'geen antwoord' });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ fault: error.code ?? 'geen TLS' }));
  }).finally(forbid);
}
