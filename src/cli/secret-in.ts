import { BalieError } from '../errors.ts';
import { readSecretFile } from '../secret-file.ts';

/** The secret in a file that the configuration names. @throws BalieError `config-invalid`: it was there at the start (`readConfig`), and is not any more. */
export function secretIn(name: string, path: string, min?: number): string {
  const { secret, fault } = readSecretFile(path, min === undefined ? {} : { min });
  if (secret === undefined) throw new BalieError('config-invalid', { detail: `${name}: ${fault}` });
  return secret;
}
