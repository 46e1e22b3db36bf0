import { z } from 'zod';

/** What may be said about a document, and how: one rule for its own metadata, the API, the pages for editors and the command line. */

/** In the order in which they are digested. */
export const METADATA_FIELDS = ['title', 'url', 'owner', 'validFrom', 'validUntil', 'reviewBy', 'actions'] as const;
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

/** What a reader can do after this document: a form, an appointment. On another site as well, so its name is shown beside the label. */
export interface Action {
  readonly label: string;
  readonly url: string;
}

const MAX_ACTIONS = 6;
const action = z.strictObject({
  label: words.max(80, 'mag hoogstens 80 tekens hebben').refine((text) => !text.includes('|'), 'mag geen | bevatten'),
  // A name before the host would make another host look like that one.
  url: address.refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'mag geen naam of wachtwoord bevatten'),
});
const actionList = z.array(action).min(1, 'mag niet leeg zijn').max(MAX_ACTIONS, `mag hoogstens ${MAX_ACTIONS} hebben`);

/** As a list, or as an editor writes them: a line for each, `Paspoort aanvragen | https://…`. They are kept as lines, like all else that is said of a document. */
const actions = z.union([z.array(z.strictObject({ label: z.string(), url: z.string() })), z.string('moet een lijst of tekst zijn').trim().max(15_000)], 'moet een lijst met label en url zijn').transform((given, context) => {
  const checked = actionList.safeParse(typeof given === 'string' ? actionsIn(given) : given);
  if (checked.success) return linesOf(checked.data);
  const [issue] = checked.error.issues;
  const [index, part] = issue?.path ?? [];
  const where = typeof index === 'number' ? ` (regel ${index + 1}, ${part === 'url' ? 'het adres' : 'de tekst'})` : '';
  context.addIssue({ code: 'custom', message: `${issue?.message ?? ''}${where}` });
  return z.NEVER;
});

/** Actions as they are kept; none for null. */
export function actionsIn(lines: string | null | undefined): Action[] {
  return (lines ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [label = '', ...url] = line.split('|');
    return { label: label.trim(), url: url.join('|').trim() };
  });
}

function linesOf(list: readonly Action[]): string {
  return list.map(({ label, url }) => `${label} | ${url}`).join('\n');
}

/** The rule of each field. */
export const metadataRules = { title: words, url: address, owner: words, validFrom: day, validUntil: day, reviewBy: day, actions } as const satisfies Record<MetadataField, z.ZodType>;

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
