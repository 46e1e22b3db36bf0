import { z } from 'zod';
import { httpUrl, webOrigin } from './faults.ts';

/** How the municipality shows itself on the pages, and where it says more of them. */

/** A stylesheet of design tokens and a logo, relative to the configuration file. */
export const themeRules = z.strictObject({
  css: z.string().min(1).optional(),
  logo: z.string().min(1).optional(),
  /** The name under an icon on a phone, where a long one is cut off. */
  name: z.string().min(1).max(24, 'mag hoogstens 24 tekens hebben').optional(),
});

/** Pages elsewhere that say more. */
export const linkRules = z.strictObject({
  factsheet: httpUrl.optional(),
  /** Of this desk in the Algoritmeregister. */
  algorithmRegister: httpUrl.optional(),
  complaints: httpUrl.optional(),
  sourceCode: httpUrl.optional(),
  /** Of the municipality in the register of accessibility statements. */
  accessibility: httpUrl.optional(),
});

/** Where somebody who found a weakness tells of it (RFC 9116). */
export const securityRules = z.strictObject({
  contact: z.union([z.email('moet een e-mailadres of https-adres zijn'), z.url({ protocol: /^https$/, error: 'moet een e-mailadres of https-adres zijn' })]).optional(),
  policy: z.url({ protocol: /^https$/, error: 'moet een https-adres zijn' }).optional(),
});

/** The address of the desk as the world sees it, without a path. */
export const publicUrlRule = webOrigin.refine((origin) => origin.startsWith('https://'), 'moet met https:// beginnen');
