import { resolve } from 'node:path';
import { z } from 'zod';
import { readSecretFile } from '../secret-file.ts';
import type { Installation } from './installation.ts';

/** A password goes there: over TLS, but for what runs on this machine. */
const address = z.url({ protocol: /^https?$/, error: 'moet een https-adres zijn' }).refine((url) => /^https:|^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?(?:\/|$)/.test(url), 'moet met https:// beginnen');
const name = z.string().min(1).max(200, 'mag hoogstens 200 tekens hebben');

/** The Algoritmeregister, and the account with which the desk delivers to it; absent: the desk makes a file alone. */
export const algorithmRegisterRules = z.strictObject({
  /** Of the register, without a path. */
  url: address,
  /** Where a token is asked for (OAuth, password grant). */
  tokenUrl: address,
  /** Id or code of the organisation in the register. */
  organisation: name,
  clientId: name.default('authentication-client'),
  username: name,
  /** Relative to the configuration file. */
  passwordFile: z.string().min(1),
});

export type AlgorithmRegisterConfig = Omit<z.infer<typeof algorithmRegisterRules>, 'passwordFile'> & { readonly password: string };

/** The connection with the password from its file. What is wrong is added to `faults`. */
export function readAlgorithmRegister({ algorithmRegister }: Pick<Installation, 'algorithmRegister'>, folder: string, faults: string[]): AlgorithmRegisterConfig | undefined {
  if (algorithmRegister === undefined) return undefined;
  const { passwordFile, ...rest } = algorithmRegister;
  const { secret: password, fault } = readSecretFile(resolve(folder, passwordFile));
  if (fault !== undefined) faults.push(`algorithmRegister.passwordFile: ${fault}`);
  return password === undefined ? undefined : { ...rest, password };
}
