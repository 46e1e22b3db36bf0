import { resolve } from 'node:path';
import { MIN_SECRET, readSecretFile } from '../secret-file.ts';
import type { Installation } from './installation.ts';

/** With paths as they are on this machine. A secret that cannot be read is added to `faults`: it is told before anything starts. */
export function handoverWith({ webhook, smtp, ...rest }: Installation['handover'], folder: string, faults: string[]): Installation['handover'] {
  const at = (name: string, path: string, min?: number): string => {
    const file = resolve(folder, path);
    const { fault } = readSecretFile(file, min === undefined ? {} : { min });
    if (fault !== undefined) faults.push(`handover.${name}: ${fault}`);
    return file;
  };
  return {
    ...rest,
    ...(webhook && { webhook: { ...webhook, secretFile: at('webhook.secretFile', webhook.secretFile, MIN_SECRET) } }),
    ...(smtp && { smtp: smtp.passwordFile === undefined ? smtp : { ...smtp, passwordFile: at('smtp.passwordFile', smtp.passwordFile) } }),
  };
}
