import { z } from 'zod';
import { httpUrl } from './faults.ts';
import { HOLIDAYS } from '../handover/hours/holidays.ts';
import { WEEKDAYS } from '../handover/hours/opening.ts';

const INTERVAL = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const interval = z
  .string()
  .regex(INTERVAL, 'moet een begin en een einde hebben, zoals "08:30-17:00"')
  .transform((text) => text.split('-') as [string, string])
  .refine(([from, until]) => from < until, 'moet na het begin eindigen');
const intervals = z.union([interval.transform((one) => [one]), z.array(interval).max(6)]);

/** On which days of the week it is open, from when until when. Absent days are closed. */
const week = z.partialRecord(z.enum(WEEKDAYS), intervals);

/** A server with a name in a certificate is spoken to by it; one inside the building may go without. */
const smtp = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(587),
  /** `starttls` refuses to go on without; `tls` from the first byte; `none` only for a server inside the building. */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: z.string().min(1).optional(),
  /** File with the password, relative to the configuration. */
  passwordFile: z.string().min(1).optional(),
  from: z.email('moet een e-mailadres zijn'),
  to: z.email('moet een e-mailadres zijn'),
});

const webhook = z.strictObject({
  url: httpUrl,
  /** File with the secret that signs what is sent, relative to the configuration. */
  secretFile: z.string().min(1),
  /** Whether the address may be inside the building, and without TLS. */
  allowPrivate: z.boolean().default(false),
});

/** The ways to a person, and where a conversation goes that somebody passes on. */
export const handoverRules = z.strictObject({
  phone: z.strictObject({ number: z.string().min(1).optional(), hours: week.optional() }).prefault({}),
  counter: z.strictObject({ address: z.string().min(1).optional(), hours: week.optional(), note: z.string().max(200).optional() }).prefault({}),
  email: z.email('moet een e-mailadres zijn').optional(),
  form: httpUrl.optional(),
  whatsapp: z.string().min(1).max(30).optional(),
  /** Holidays on which phone and counter are closed. */
  holidays: z
    .array(z.enum(HOLIDAYS))
    .default(['nieuwjaarsdag', 'eerste-paasdag', 'tweede-paasdag', 'koningsdag', 'hemelvaartsdag', 'eerste-pinksterdag', 'tweede-pinksterdag', 'eerste-kerstdag', 'tweede-kerstdag']),
  /** Other days on which they are. */
  closedOn: z.array(z.iso.date('moet een datum zijn, zoals 2026-12-31')).max(200).default([]),
  webhook: webhook.optional(),
  smtp: smtp.optional(),
});
