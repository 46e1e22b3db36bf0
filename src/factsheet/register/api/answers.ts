/** What the register says, as far as it is of use here: nothing else of it is kept. */
import { z } from 'zod';
import type { RegisterLink } from '../fields.ts';

const text = z.string().max(100_000);
const link = z.object({ title: text, link: text.nullish() }).transform(({ title, link: to }): RegisterLink => ({ title, ...(typeof to === 'string' && to !== '' && { link: to }) }));

/** A record as it stands there: fields that this standard does not have are left out by who compares. */
export const remoteRecord = z.record(z.string(), z.union([text, z.array(text), z.array(link)]).nullable().catch(null));

const id = z.string().regex(/^[\w-]{1,64}$/);
export const created = z.object({ lars_code: id });

const summary = z.object({ lars: id, source_id: z.string().nullish(), published: z.boolean().catch(false), current_version_released: z.boolean().catch(false), current_version_published: z.boolean().catch(false) });
export const summaries = z.array(summary);
export type Summary = z.infer<typeof summary>;

export const me = z.object({
  organisations: z.array(z.object({ name: text, code: z.coerce.string(), org_id: z.coerce.string(), flow: z.string().nullish() })),
});
export type Organisation = z.infer<typeof me>['organisations'][number];

/** Names of the fields that the register would not have, from what it says with 422: never what stood in them. */
export function refusedFields(body: unknown): string {
  const said = z.object({ detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])).min(1) })) }).safeParse(body);
  if (!said.success) return '';
  const names = said.data.detail.flatMap(({ loc }) => loc.filter((part) => typeof part === 'string' && part !== 'body' && /^[a-z_]{1,60}$/.test(part)));
  return [...new Set(names)].join(', ');
}
