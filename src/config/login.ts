import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoginSettings } from '../identity/login-rules.ts';
import type { Installation } from './installation.ts';

/** How employees log in, with the secret of the desk at the provider. What is wrong is added to `faults`. */
export function readLogin({ login }: Pick<Installation, 'login'>, folder: string, faults: string[]): LoginSettings {
  const { provider, ...rest } = login;
  if (provider === undefined) return rest;
  const { clientSecretFile, ...settings } = provider;
  const file = resolve(folder, clientSecretFile);
  const clientSecret = readSecret(file);
  if (clientSecret === undefined) faults.push(`login.provider.clientSecretFile: het bestand ${file} is niet te lezen`);
  if (clientSecret === '') faults.push(`login.provider.clientSecretFile: het bestand ${file} is leeg`);
  return { ...rest, provider: { ...settings, clientSecret: clientSecret ?? '' } };
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
