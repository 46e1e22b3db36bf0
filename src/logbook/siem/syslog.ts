import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { foreignCode } from '../../errors.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import type { Tls } from '../rules.ts';
import type { AuditEvent } from './event.ts';
import { SiemFault } from './fault.ts';

/** Facility 13 is the log audit. */
const FACILITY = 13;
const SEVERITY = { informational: 6, warning: 4 };
const TIMEOUT_MS = 15_000;
const SETTLE_MS = 100;

export interface Sender {
  readonly hostname: string;
  readonly processId: number;
}

/** A message of RFC 5424 around a line, counted in bytes before it (RFC 6587, RFC 5425): so no line break can begin another. */
export function syslogFrame({ at, action, hasFailed }: AuditEvent, line: string, { hostname, processId }: Sender): string {
  const priority = FACILITY * 8 + (hasFailed ? SEVERITY.warning : SEVERITY.informational);
  const message = `<${priority}>1 ${new Date(at).toISOString()} ${field(hostname, 255)} balie ${processId} ${field(action, 32)} - ${line}`;
  return `${Buffer.byteLength(message)} ${message}`;
}

/** Visible ASCII without spaces; nothing of that is a hyphen. */
function field(text: string, length: number): string {
  return text.replaceAll(/[^\x21-\x7e]/g, '').slice(0, length) || '-';
}

/**
 * Sends frames over one connection, and resolves when the receiver has closed it behind the last. Syslog has no acknowledgement, but who closes
 * after our end, and not before, has read all that was before it. What was written to a connection that breaks is sent again.
 * @throws SiemFault.
 */
export function sendSyslog(frames: readonly string[], { host, port, tls }: { readonly host: string; readonly port: number; readonly tls: Tls }, limitMs = TIMEOUT_MS): Promise<void> {
  return new Promise((resolve, reject) => {
    let isEnding = false;
    let isRead = false;
    const fail = (code: SiemFault['code'], detail: string) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new SiemFault(code, detail));
    };
    const end = () => {
      isEnding = true;
      socket.end();
    };
    const forbid = allowOutbound({ host, port });
    const socket = connect({ host, port, ...tls, ...(isIP(host) === 0 && { servername: host }), minVersion: 'TLSv1.2' }, () => {
      // One that closes without reading is heard before our end, and so not taken for one that has read.
      socket.write(frames.join(''), () => setTimeout(end, SETTLE_MS));
    });
    // It was asked as the connection began.
    forbid();
    const timer = setTimeout(() => (isEnding ? fail('siem-silent', 'sluit de verbinding niet') : fail('siem-unreachable', 'geen antwoord')), limitMs);
    // What a receiver says means nothing, but its end is not heard before it is read.
    socket.resume();
    socket.on('end', () => (isRead = isEnding));
    socket.on('error', (error) => fail('siem-unreachable', foreignCode(error) || 'verbinding verbroken'));
    socket.on('close', () => {
      if (!isRead) return fail('siem-unreachable', 'verbinding verbroken');
      clearTimeout(timer);
      resolve();
    });
  });
}
