import { z } from '@hono/zod-openapi';
import type { GroupUse, KeyUse } from '../../../identity/use.ts';
import type { KeySummary, Limits } from '../../../identity/keys.ts';
import * as examples from './examples.ts';

/** The shapes of keys and their groups, and how they are made of what the desk knows. */

const MAX_NAMES = 200;
const MAX_OVERLAP_HOURS = 90 * 24;
const MAX_REQUESTS = 1_000_000;
const MAX_TOKENS = 1_000_000_000_000;

const text = (max: number) =>
  z.string('moet tekst zijn').trim().min(1, 'mag niet leeg zijn').max(max, `mag hoogstens ${max} tekens hebben`).refine((value) => !/\p{Cc}/u.test(value), 'mag geen besturingstekens bevatten');
const limit = (max: number, description: string) =>
  z.int('moet een heel getal zijn').min(1, 'moet minstens 1 zijn').max(max, `mag hoogstens ${max} zijn`).nullable().openapi({ description });
const names = (description: string) =>
  z.array(text(200), 'moet een lijst zijn').max(MAX_NAMES, `mag hoogstens ${MAX_NAMES} namen hebben`).transform((list) => [...new Set(list)]).openapi({ type: 'array', items: { type: 'string' }, description });
const moment = (description: string) => z.iso.datetime({ offset: true, error: 'moet een tijdstip zijn, zoals 2027-01-31T23:00:00Z' }).nullable().openapi({ description });

const limits = {
  requestsPerMinute: limit(MAX_REQUESTS, 'Hoogstens zoveel verzoeken in elke 60 seconden. null: zonder grens.'),
  tokensPerDay: limit(MAX_TOKENS, 'Hoogstens zoveel tokens per Nederlandse kalenderdag. null: zonder grens.'),
  tokensPerMonth: limit(MAX_TOKENS, 'Hoogstens zoveel tokens per Nederlandse kalendermaand. null: zonder grens.'),
};
const Limits = z.object(limits).openapi('KeyLimits', { example: examples.limits });
/** All of them: what is left out has no limit. */
export const LimitsRequest = z.strictObject(limits, 'moet een JSON-object zijn').partial().openapi('KeyLimitsRequest', { example: examples.limits });

const facts = {
  name: text(200).openapi({ description: 'Van wie de sleutel is.', example: 'Team Data' }),
  group: text(100).nullable().openapi({ description: 'De organisatie of het team waarvan de sleutels grenzen delen. Een groep die er nog niet is, wordt gemaakt, zonder grenzen.' }),
  collections: names('De collecties waar de sleutel documenten van beheert.'),
  models: names('De modellen die de sleutel mag aanroepen; * is alle.'),
  assistants: names('De assistenten die de sleutel mag aanroepen; * is alle.'),
  isAdmin: z.boolean('moet true of false zijn').openapi({ description: 'Of de sleutel ook sleutels beheert.' }),
  isReviewer: z.boolean('moet true of false zijn').openapi({ description: 'Of wie met de sleutel inlogt, antwoorden mag lezen en beoordelen.' }),
  limits: LimitsRequest,
  expiresAt: moment('Vanaf wanneer de sleutel niet meer geldt. null: hij blijft geldig.'),
};

export const NewKey = z
  .strictObject(facts, 'moet een JSON-object zijn')
  .partial()
  .required({ name: true })
  .openapi('NewKey', { description: 'Geef ten minste één collectie, model of assistent, of maak het een sleutel van een beheerder of beoordelaar.', example: examples.newKey });
export const KeyChange = z
  .strictObject(facts, 'moet een JSON-object zijn')
  .partial()
  .openapi('KeyChange', { description: 'Alleen wat u noemt, verandert. Groep en grenzen gelden ook voor de sleutels waarmee deze bij het vervangen samenhangt.', example: { limits: { tokensPerDay: 50_000 } } });

export const RotationRequest = z
  .strictObject({
    overlapHours: z.int('moet een heel getal zijn').min(0, 'mag niet onder 0 zijn').max(MAX_OVERLAP_HOURS, `mag hoogstens ${MAX_OVERLAP_HOURS} zijn`).optional().openapi({ description: 'Zoveel uur werkt de oude sleutel nog. Zonder deze waarde: 168, een week.' }),
    expiresAt: z.iso.datetime({ offset: true, error: 'moet een tijdstip zijn, zoals 2027-01-31T23:00:00Z' }).optional().openapi({ description: 'Vanaf wanneer de nieuwe niet meer geldt. Zonder deze waarde geldt hij zo lang als de oude bij het maken gold.' }),
  }, 'moet een JSON-object zijn')
  .openapi('RotationRequest', { example: { overlapHours: 24 } });

const time = z.iso.datetime().nullable();
const key = {
  id: z.string().openapi({ description: 'Het nummer van de sleutel. Dat is niet de sleutel zelf.' }),
  name: z.string(),
  group: z.string().nullable(),
  collections: z.array(z.string()),
  models: z.array(z.string()),
  assistants: z.array(z.string()),
  isAdmin: z.boolean(),
  isReviewer: z.boolean(),
  limits: Limits,
  state: z.enum(['valid', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: time,
  revokedAt: time,
  lastUsedAt: time.openapi({ description: 'Op de minuut.' }),
  rotatedFrom: z.string().nullable().openapi({ description: 'De sleutel die door deze is vervangen.' }),
};
const Day = z
  .object({ day: z.iso.date(), requests: z.int(), promptTokens: z.int(), answerTokens: z.int() })
  .openapi('DayOfUse', { description: 'Het gebruik op één Nederlandse dag.', example: examples.day });
export const Group = z
  .object({ name: z.string(), limits: Limits, use: z.array(Day).openapi({ description: 'Van alle sleutels samen, deze maand, de laatste dag eerst.' }) })
  .openapi('KeyGroup', { example: examples.group });
export const GroupList = z
  .object({ groups: z.array(Group) })
  .openapi('KeyGroups', { example: { groups: [examples.group] } });
export const KeyView = z
  .object({ ...key, use: z.array(Day).openapi({ description: 'Deze maand, de laatste dag eerst. Dagen zonder gebruik staan er niet in.' }), groupState: Group.nullable() })
  .openapi('Key', { description: 'Een sleutel met haar gebruik.', example: { ...examples.key, use: [examples.day], groupState: examples.group } });
export const KeyList = z
  .object({ keys: z.array(z.object(key).openapi('KeySummary', { example: examples.key })) })
  .openapi('Keys', { example: { keys: [examples.key] } });
export const MadeKey = z
  .object({ ...key, token: z.string().openapi({ description: 'De sleutel zelf. Deze staat alleen in dit antwoord: bewaar hem nu.' }) })
  .openapi('MadeKey', { example: { ...examples.key, token: examples.token } });

export const KeyParams = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/, 'moet het nummer van een sleutel zijn').openapi({ description: 'Het nummer van de sleutel.', example: examples.key.id }) });
export const GroupParams = z.object({ name: text(100).openapi({ description: 'De naam van de groep.', example: examples.group.name }) });


export function toKey({ createdAt, expiresAt, revokedAt, lastUsedAt, rotatedFrom, ...details }: KeySummary, now = new Date()) {
  const { id, name, group, collections, models, assistants, isAdmin, isReviewer } = details;
  const state = revokedAt !== null ? ('revoked' as const) : expiresAt !== null && expiresAt <= now ? ('expired' as const) : ('valid' as const);
  const times = { createdAt: createdAt.toISOString(), expiresAt: iso(expiresAt), revokedAt: iso(revokedAt), lastUsedAt: iso(lastUsedAt) };
  return { id, name, group, collections: [...collections], models: [...models], assistants: [...assistants], isAdmin, isReviewer, limits: toLimits(details), state, ...times, rotatedFrom };
}

export function toKeyView({ key: details, days, group }: KeyUse & { readonly key: KeySummary }) {
  return { ...toKey(details), use: [...days], groupState: group && toGroup(group) };
}

export function toGroup({ name, days, ...rest }: GroupUse) {
  return { name, limits: toLimits(rest), use: [...days] };
}

function toLimits({ requestsPerMinute, tokensPerDay, tokensPerMonth }: Limits) {
  return { requestsPerMinute, tokensPerDay, tokensPerMonth };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
