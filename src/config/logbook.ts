import { resolve } from 'node:path';
import { ACTIVITIES } from '../logbook/activities.ts';
import { type LogbookSettings, type SiemSettings, siemTarget, type Tls } from '../logbook/rules.ts';
import { readSecretFile } from '../secret-file.ts';
import type { Installation } from './installation.ts';

const HEADER = /^(?<name>[\w!#$%&'*+.^`|~-]+):[ \t]*(?<value>[\x20-\x7e]+?)[ \t]*$/;

/** What of the desk is recorded elsewhere, with the files that the configuration names. What is wrong is added to `faults`. */
export function readLogbook({ logbook, siem }: Pick<Installation, 'logbook' | 'siem'>, folder: string, faults: string[]): { readonly logbook: LogbookSettings | undefined; readonly siem: readonly SiemSettings[] } {
  const content = (name: string, path: string): string => {
    const { secret = '', fault } = readSecretFile(resolve(folder, path));
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
    return secret;
  };
  const tlsOf = (name: string, { ca, cert, key }: Tls): Tls => ({
    ...(ca !== undefined && { ca: content(`${name}.ca`, ca) }),
    ...(cert !== undefined && { cert: content(`${name}.cert`, cert) }),
    ...(key !== undefined && { key: content(`${name}.key`, key) }),
  });
  const headersOf = (path: string): Record<string, string> => {
    const lines = content('logbook.headersFile', path).split('\n').map((line) => line.trim()).filter((line) => line !== '');
    const found = lines.map((line) => HEADER.exec(line)?.groups);
    // The line itself may be a secret.
    found.forEach((groups, index) => groups ?? faults.push(`logbook.headersFile: regel ${index + 1} moet een naam en een waarde hebben, zoals Authorization: Bearer geheim`));
    return Object.fromEntries(found.flatMap((groups) => (groups === undefined ? [] : [[groups['name'] ?? '', groups['value'] ?? '']])));
  };
  return {
    logbook: logbook && {
      receiver: logbook.endpoint === undefined ? undefined : { url: logbook.endpoint, tls: tlsOf('logbook', logbook), headers: logbook.headersFile === undefined ? {} : headersOf(logbook.headersFile) },
      activities: Object.fromEntries(ACTIVITIES.map((one) => [one, logbook.activities[one] ?? logbook.activity ?? ''])) as LogbookSettings['activities'],
      subjectTypes: logbook.subjectTypes,
      processors: new Map(Object.entries(logbook.processors)),
    },
    siem: siem.map(({ format, to, ...own }, index) => ({ format, to, target: siemTarget(to, tlsOf(`siem.${index}`, own)) })),
  };
}
