import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Config } from '../../config/config.ts';
import type { CatalogueData } from '../../models/catalogue.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import { connectionsOf } from '../factsheet/facts/connection-facts.ts';
import { type Check, daysSince, daysWords, fault, ok, warning } from './checks.ts';

const LIMIT_MS = 5_000;
const SOON_DAYS = 21;
const NOW_DAYS = 3;
const HTTPS = 443;

/** Whether the certificates of the desk's own address, and of what it talks to over HTTPS, are good, and for how long. */
export async function lookAtCertificates(config: Config, data: Pick<CatalogueData, 'backends'>, now: Date): Promise<readonly Check[]> {
  const urls = [config.publicUrl, ...connectionsOf(config, data).map(({ url }) => url)].filter((url) => url?.startsWith('https:') === true);
  const origins = [...new Set(urls.map((url) => new URL(url ?? '').origin))];
  return Promise.all(origins.map((origin) => certificateCheck(origin, authorityOf(config, origin), now)));
}

/** Who vouches for it, where that is not whom the system trusts. */
function authorityOf({ logbook }: Config, origin: string): string | undefined {
  const receiver = logbook?.receiver;
  return receiver !== undefined && new URL(receiver.url).origin === origin ? receiver.tls.ca : undefined;
}

async function certificateCheck(origin: string, ca: string | undefined, now: Date): Promise<Check> {
  const { hostname, port } = new URL(origin);
  const what = `Certificaat van ${hostname}`;
  const socket = await shakeHands({ host: hostname.replaceAll(/^\[|\]$/g, ''), port: port === '' ? HTTPS : Number(port), ca });
  if (!('authorized' in socket)) return warning(what, `niet na te kijken: ${socket.fault}`, 'Controleer of deze server daarbij kan, en of er iets luistert.');
  const { valid_to: until } = socket.getPeerCertificate();
  const reason = socket.authorized ? undefined : String(socket.authorizationError);
  socket.destroy();
  const days = -daysSince(until, now) - 1;
  if (days < 0) return fault(what, `is verlopen op ${until}`, 'Vernieuw het certificaat.');
  if (reason !== undefined) return fault(what, `wordt niet vertrouwd (${reason})`, 'Gebruik een certificaat van een uitgever die deze server kent, of geef die met NODE_EXTRA_CA_CERTS.');
  if (days >= SOON_DAYS) return ok(what, `geldig, nog ${daysWords(days)}`);
  return (days < NOW_DAYS ? fault : warning)(what, `verloopt over ${daysWords(days)}`, 'Vernieuw het certificaat, en kijk waarom dat niet vanzelf ging.');
}

/** Whoever it is: what is wrong with it is what is asked. Nothing is sent. */
function shakeHands({ host, port, ca }: { readonly host: string; readonly port: number; readonly ca: string | undefined }): Promise<TLSSocket | { readonly fault: string }> {
  const forbid = allowOutbound({ host, port });
  return new Promise<TLSSocket | { readonly fault: string }>((resolve) => {
    const socket = connect({ host, port, ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }), rejectUnauthorized: false, timeout: LIMIT_MS });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('timeout', () => {
      socket.destroy();
      resolve({ fault: 'geen antwoord' });
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ fault: error.code ?? 'geen TLS' }));
  }).finally(forbid);
}
