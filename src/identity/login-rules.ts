/** How employees log in: what the configuration says of it. */
import { z } from 'zod';

const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:\/|$)/;

const word = z.string().regex(/^[\x21-\x7e]{1,500}$/, 'moet één woord zijn, zonder spaties');

/** The municipality's own provider of OpenID Connect. */
const providerRules = z
  .strictObject({
    /** As it names itself: what `/.well-known/openid-configuration` is added to. */
    issuer: z.url({ protocol: /^https?$/, error: 'moet een https-adres zijn' }),
    clientId: word,
    /** Relative to the configuration file. */
    clientSecretFile: z.string().min(1),
    /** As people know it. */
    title: z.string().trim().min(1).max(60),
    scopes: z.array(word).max(20).refine((scopes) => scopes.includes('openid'), 'moet openid bevatten').default(['openid', 'profile', 'email']),
    /** Where in its claims groups stand; dots lead into what is inside. */
    groupsClaim: word.default('groups'),
    /** The same for roles, which count as groups. */
    rolesClaim: word.exactOptional(),
    /** Where it answers besides the issuer's own host, such as `graph.microsoft.com`: what it says of itself sends nothing elsewhere. */
    hosts: z.array(z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/, 'moet een naam zijn zoals graph.microsoft.com, zonder https://')).min(1).max(10).exactOptional(),
    /** For trying out: a provider on this very machine, without TLS. */
    insecure: z.boolean().default(false),
  })
  .refine(({ issuer, insecure }) => issuer.startsWith('https:') || (insecure && LOOPBACK.test(issuer)), {
    path: ['issuer'],
    error: 'moet met https:// beginnen (alleen op de machine zelf mag het zonder, met insecure: true)',
  });

export const loginRules = z.strictObject({
  /** Absent: nobody logs in with a provider. */
  provider: providerRules.exactOptional(),
  /** A working day, whatever happens. */
  sessionHours: z.int().min(1).max(24).default(10),
  /** Nobody has touched it for so long: a computer that was left behind is not an open door. */
  idleMinutes: z.int().min(5).max(720).default(60),
  /** What who manages the desk must have shown. */
  stepUp: z
    .strictObject({
      /** One of these ways of the provider (`acr`); absent: any. */
      acr: z.array(word).min(1).max(20).exactOptional(),
      /** They showed who they are no longer ago than this. */
      maxAgeMinutes: z.int().min(5).max(1_440).default(60),
    })
    .prefault({}),
});

type Given = z.infer<typeof loginRules>;
/** With the secret itself in place of where it stands. */
export type ProviderSettings = Omit<z.infer<typeof providerRules>, 'clientSecretFile'> & { readonly clientSecret: string };
export type LoginSettings = Omit<Given, 'provider'> & { readonly provider?: ProviderSettings };

/** Whether a provider runs on this very machine, to try things out. */
export function isTryOut({ issuer }: Pick<ProviderSettings, 'issuer'>): boolean {
  return LOOPBACK.test(issuer);
}
