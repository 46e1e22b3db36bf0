import type { Config } from '../../config/config.ts';
import { createProvider } from '../../identity/provider/provider.ts';
import { type Check, fault, ok } from './checks.ts';

/** Whether the provider of logins is there, and answers only where the configuration lets the desk go. Nobody is logged in. */
export async function lookAtLogin({ login }: Pick<Config, 'login'>): Promise<readonly Check[]> {
  if (login.provider === undefined) return [];
  const outside = await createProvider(login.provider, login).outside();
  const what = 'Inlogdienst';
  if (outside.length === 0) return [ok(what, 'is er, en antwoordt nergens waar de balie niet mag komen')];
  const hosts = outside.join(', ');
  return [fault(what, `antwoordt ook op ${hosts}, en daar mag de balie niet komen: inloggen kan dan mislukken`, `Hoort dat bij uw inlogdienst? Zet het dan bij login.provider.hosts: [${hosts}]`)];
}
