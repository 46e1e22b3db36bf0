import { z } from 'zod';
import { CAPABILITIES } from './call.ts';

/** What may be said about places where models run and about models: one rule for the configuration and the API. */

export const DEFAULT_POOL = 'standaard';

const slug = (max: number) =>
  z
    .string('moet tekst zijn')
    .max(max, `mag hoogstens ${max} tekens hebben`)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mag alleen kleine letters, cijfers en koppeltekens hebben');
const wholeNumber = (min: number, max: number) =>
  z.int('moet een heel getal zijn').min(min, `moet minstens ${min} zijn`).max(max, `mag hoogstens ${max} zijn`);
const UNSEEN = 'mag geen onzichtbare tekens hebben';
const isWhole = (text: string) => text.isWellFormed();
// oxlint-disable no-control-regex -- control characters are what is looked for
const words = z
  .string('moet tekst zijn')
  .trim()
  .min(1, 'mag niet leeg zijn')
  .max(200, 'mag hoogstens 200 tekens hebben')
  .regex(/^[^\u0000-\u001f\u007f]*$/, UNSEEN)
  .refine(isWhole, UNSEEN);
/** Put in front of a text as it is: its spaces and ends of lines count. NUL and half characters are kept by no database. */
const prefix = z
  .string('moet tekst zijn')
  .max(200, 'mag hoogstens 200 tekens hebben')
  .regex(/^[^\u0000]*$/, UNSEEN)
  .refine(isWhole, UNSEEN)
  .default('');
// oxlint-enable no-control-regex

export const backendId = () => slug(64);

/** Names are in addresses and headers, and `balie/…` stands for a whole turn with sources. */
export const modelName = () =>
  z
    .string('moet tekst zijn')
    .max(200, 'mag hoogstens 200 tekens hebben')
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._:/@-]*[A-Za-z0-9])?$/, 'mag alleen letters, cijfers en . _ : / @ - hebben')
    .refine((name) => !/^balie(?:\/|$)/i.test(name), 'mag niet met balie/ beginnen: dat zijn de assistenten zelf');

const hostUrl = z
  .url({ protocol: /^https?$/, hostname: /./, error: 'moet een http- of https-adres zijn', abort: true })
  .max(2_000, 'mag hoogstens 2.000 tekens hebben')
  .refine((text) => !/[?#]/.test(text), 'mag geen ? of # hebben')
  .refine((text) => !hasPassword(text), 'mag geen naam of wachtwoord hebben: gebruik keyFile');

function hasPassword(text: string): boolean {
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}

const SLOTS = { ollama: 1, openai: 8 } as const;

/** A place where models run, but for its id and the file with its key. */
export const backendRules = z.strictObject({
  kind: z.enum(['ollama', 'openai'], 'moet ollama of openai zijn'),
  url: hostUrl,
  /** Backends of one pool have the same models and share their work. */
  pool: slug(64).default(DEFAULT_POOL),
  /** Answers at once. Ollama gives one at a time unless OLLAMA_NUM_PARALLEL says otherwise. */
  slots: wholeNumber(1, 1_024).exactOptional(),
  /** What the machine draws while it answers, for an estimate of energy. */
  watts: z.number('moet een getal zijn').min(0, 'moet minstens 0 zijn').max(100_000, 'mag hoogstens 100000 zijn').exactOptional(),
  /** Ends what runs there and takes nothing new, for maintenance. */
  draining: z.boolean('moet true of false zijn').exactOptional(),
});

/** A model that may run, but for the name by which it is called. */
export const modelRules = z.strictObject({
  /** The host's own name for it. */
  model: z.string('moet tekst zijn').max(300, 'mag hoogstens 300 tekens hebben').regex(/^[\x21-\x7e]+$/, 'mag geen spaties of vreemde tekens hebben'),
  pool: slug(64).default(DEFAULT_POOL),
  capabilities: z
    .array(z.enum(CAPABILITIES, `moet een van deze zijn: ${CAPABILITIES.join(', ')}`))
    .min(1, 'mag niet leeg zijn')
    .max(CAPABILITIES.length, `mag hoogstens ${CAPABILITIES.length} delen hebben`)
    .default(['chat']),
  contextTokens: wholeNumber(256, 10_000_000).default(8_192),
  licence: words.exactOptional(),
  origin: words.exactOptional(),
  /** What an embedding model wants in front of a question and of a passage. */
  queryPrefix: prefix,
  passagePrefix: prefix,
});

/** A backend with the slots that its kind has unless it says otherwise. */
export function withSlots<Rules extends z.infer<typeof backendRules>>(backend: Rules): Rules & { readonly slots: number } {
  return { ...backend, slots: backend.slots ?? SLOTS[backend.kind] };
}
