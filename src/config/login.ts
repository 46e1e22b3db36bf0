import { resolve } from 'node:path';
import type { LoginSettings } from '../identity/login-rules.ts';
import { readSecretFile } from '../secret-file.ts';
import type { Installation } from './installation.ts';

/** How employees log in, with the secret of the desk at the provider. What is wrong is added to `faults`. */
export function readLogin({ login }: Pick<Installation, 'login'>, folder: string, faults: string[]): LoginSettings {
  const { provider, ...rest } = login;
  if (provider === undefined) return rest;
  const { clientSecretFile, ...settings } = provider;
  const { secret: clientSecret = '', fault } = readSecretFile(resolve(folder, clientSecretFile));
  if (fault !== undefined) faults.push(`login.provider.clientSecretFile: ${fault}`);
  return { ...rest, provider: { ...settings, clientSecret } };
}
