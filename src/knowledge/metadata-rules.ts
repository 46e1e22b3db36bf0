import { z } from 'zod';

/** What may be said about a document, and how: one rule for its own metadata, the API, the pages for editors and the command line. */

/** In the order in which they are digested. */
export const METADATA_FIELDS = ['title', 'url', 'owner', 'validFrom', 'validUntil', 'reviewBy'] as const;
export type MetadataField = (typeof METADATA_FIELDS)[number];

/** Joins letters of scripts that need it, and the parts of an emoji; anywhere else nobody can see it. */
const JOINING = /(?<=(?!\p{Script=Latin})[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d](?=(?!\p{Script=Latin})[\p{L}\p{Extended_Pictographic}])|(?<=\p{Emoji})[\ufe0e\ufe0f]/gu;
/** Among them what turns the direction of text around: a title would read as another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const words = z
  .string('moet tekst zijn')
  .trim()
  .min(1, 'mag niet leeg zijn')
  .max(500, 'mag hoogstens 500 tekens hebben')
  .refine((text) => text.isWellFormed() && !UNSEEN.test(text.replaceAll(JOINING, '')), 'mag geen besturingstekens of onzichtbare tekens bevatten');
const address = z
  .url({ protocol: /^https?$/, hostname: /./, error: 'moet een http- of https-adres zijn', abort: true })
  .refine((text) => /^https?:\/\//i.test(text), 'moet met http:// of https:// beginnen')
  .max(2_000, 'mag hoogstens 2.000 tekens hebben')
  // A URL parser writes these otherwise: who reads the address would see another one.
  .refine((text) => text.isWellFormed() && !/\s/.test(text) && !UNSEEN.test(text), 'mag geen spaties, besturingstekens of onzichtbare tekens bevatten');
const day = z.iso
  .date({ error: 'moet een bestaande datum zijn, zoals 2026-01-31', abort: true })
  // The database knows no year 0000; what comes soon after it is a slip of the pen.
  .refine((text) => text >= '1000', 'moet in het jaar 1000 of later vallen');

/** The rule of each field. */
export const metadataRules = { title: words, url: address, owner: words, validFrom: day, validUntil: day, reviewBy: day } as const satisfies Record<MetadataField, z.ZodType>;

export function isOrdered({ validFrom, validUntil }: { readonly validFrom?: unknown; readonly validUntil?: unknown }): boolean {
  return typeof validFrom !== 'string' || typeof validUntil !== 'string' || validFrom <= validUntil;
}

/** What is said of days that are not in order. */
export const NOT_ORDERED = { path: ['validUntil'], error: 'moet op of na validFrom vallen' };

const schema = z.object(metadataRules).partial().refine(isOrdered, NOT_ORDERED);

export type DocumentMetadata = z.infer<typeof schema>;
export interface MetadataFault {
  readonly name: string;
  readonly reason: string;
}

/** Checks what is said about a document; keys that are not known are left out. @returns it, trimmed, or each fault by its field. */
export function checkMetadata(given: Readonly<Record<string, unknown>>): { readonly metadata: DocumentMetadata } | { readonly faults: readonly MetadataFault[] } {
  const { success, data, error } = schema.safeParse(given);
  return success ? { metadata: data } : { faults: error.issues.map(({ path, message }) => ({ name: path.join('.'), reason: message })) };
}
