import { resolve } from 'node:path';
import type { Installation } from './installation.ts';

/** Variables that are secret, or have a secret in them. */
const SECRETS = ['DATABASE_URL', 'AUDIT_KEY', 'METRICS_TOKEN'] as const;

type Named = Pick<Installation, 'login' | 'algorithmRegister' | 'factsheetPlatforms' | 'logbook' | 'siem' | 'handover' | 'audit'>;

/** The files with secrets that the environment and the configuration file name: where they are, and nothing of what they hold. */
export function secretFiles(environment: Readonly<Record<string, string | undefined>>, { login, algorithmRegister, factsheetPlatforms, logbook, siem, handover, audit }: Named, folder: string): string[] {
  const named = [
    login.provider?.clientSecretFile,
    algorithmRegister?.passwordFile,
    ...factsheetPlatforms.map(({ keyFile }) => keyFile),
    logbook?.headersFile,
    logbook?.key,
    ...siem.map(({ key }) => key),
    handover.webhook?.secretFile,
    handover.smtp?.passwordFile,
    ...audit.anchors.map((anchor) => ('secretFile' in anchor ? anchor.secretFile : 'keyFile' in anchor ? anchor.keyFile : undefined)),
  ];
  const variables = SECRETS.map((name) => environment[`${name}_FILE`]).filter((file) => file !== undefined && file !== '');
  return [...new Set([...variables.map((file) => resolve(file ?? '')), ...named.flatMap((file) => (file === undefined ? [] : [resolve(folder, file)]))])];
}
