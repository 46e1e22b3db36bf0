import { z } from 'zod';

const zone = (free: number, most: number) =>
  z
    .strictObject({ free: z.int().min(1).max(1_000_000).default(free), most: z.int().min(1).max(1_000_000).default(most) })
    .refine((given) => given.free <= given.most, 'free mag niet meer zijn dan most')
    .prefault({});

/**
 * How many questions in five minutes are answered without more ado (`free`), and how many when a proof of work comes along (`most`). Wide:
 * a school or a mobile network asks from one address.
 */
export const limitRules = z.strictObject({
  address: zone(40, 200),
  /** A customer of a provider may have all IPv6 addresses that begin with the same 48 bits, 65,536 networks: together they may ask so many times what one address may. */
  networkTimes: z.int().min(1).max(10_000).default(5),
  /** A token of the widget: one page that somebody has open. */
  token: zone(20, 60),
  total: zone(2_000, 6_000),
  /** So many tries a proof takes at most, half of them on average. */
  difficulty: z.int().min(1).max(200_000).default(4_000),
});

export type LimitRules = z.infer<typeof limitRules>;
/** What is counted apart. */
export type CountedBy = 'address' | 'network' | 'token' | 'total';

/** How many may be counted by one of them. */
export function capOf(rules: LimitRules, by: CountedBy, zone: 'free' | 'most'): number {
  return by === 'network' ? rules.address[zone] * rules.networkTimes : rules[by][zone];
}
