import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { algorithmRegisterRules } from './algorithm-register.ts';
import { auditRules } from './audit-rules.ts';
import { describe, httpUrl, webOrigin, WITH_INPUT } from './faults.ts';
import { factsheetRules } from './factsheet-rules.ts';
import { guardRules } from './guard-rules.ts';
import { liveRules, untilFaults } from './live-rules.ts';
import { oversightRules } from './oversight-rules.ts';
import { handoverRules } from './handover-rules.ts';
import { dutchDay } from '../dutch-time.ts';
import { groupRules } from '../identity/groups.ts';
import { logbookRules, siemRules } from '../logbook/rules.ts';
import { isTryOut, loginRules } from '../identity/login-rules.ts';
import { limitRules } from '../visitors/limit-rules.ts';
import { linkRules, publicUrlRule, securityRules, themeRules } from './site-rules.ts';
import { platformRules } from './platform-rules.ts';
import { retentionRules } from '../retention/rules.ts';
import { backendId, backendRules, modelName, modelRules } from '../models/model-rules.ts';

const share = z.number().min(0.01).max(100).default(1);

/** The queue before the models: how many may wait and for how long, and what each audience gets while all wait. */
const queueRules = z.strictObject({
  maxWaiting: z.int().min(1).max(10_000).default(1_000),
  deadlineSeconds: z.int().min(1).max(600).default(120),
  /** Weights: 2 gets twice what 1 gets. */
  shares: z.strictObject({ resident: share, employee: share, api: share }).prefault({}),
});

export const installationSchema = z.strictObject({
  municipality: z.strictObject({
    name: z.string().min(1),
    website: httpUrl,
    phone: z.string().min(1),
    phoneHours: z.string().min(1),
    email: z.email('moet een e-mailadres zijn'),
    address: z.string().min(1),
    privacyOfficer: z.email('moet een e-mailadres zijn'),
    /** Days for which backups and archives of the database are kept at most: in those stands what was erased since. Said on the privacy page. */
    backupDays: z.int().min(1).max(3_650).exactOptional(),
    /** True only for the fictional municipality that comes with Balie. */
    isSample: z.boolean().default(false),
  }),
  collections: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mag alleen kleine letters, cijfers en koppeltekens hebben'),
        title: z.string().min(1),
        owner: z.string().min(1),
        readers: z.array(z.string().min(1)).min(1),
        /** A folder that is kept in step at each start, relative to the configuration file. */
        folder: z.string().optional(),
        /** A website that is kept in step. */
        website: z
          .strictObject({
            start: z.array(httpUrl).min(1),
            /** Nothing outside these is ever fetched. */
            allow: z.array(httpUrl).min(1),
            deny: z.array(httpUrl).default([]),
            maxPages: z.int().min(1).max(100_000).default(5_000),
            /** Milliseconds between two requests. */
            delay: z.int().min(0).max(60_000).default(500),
            /** Hosts that may have an address inside the building. */
            allowPrivate: z.array(z.string().min(1)).default([]),
          })
          .optional(),
        /** When folder and website are read anew: minute, hour, day, month, day of the week; Dutch time. */
        schedule: z
          .string()
          .regex(/^[\d*,/-]+(?: [\d*,/-]+){2}(?: [\w*,/-]+){2}$/, 'moet vijf velden hebben, zoals "0 3 * * *" voor elke nacht om drie uur')
          .optional(),
      }),
    )
    .min(1),
  /** How long data is kept. */
  retention: retentionRules,
  /** The ways to a person, and where a conversation goes that is passed on. */
  handover: handoverRules.prefault({}),
  /** How the audit log is proved to outsiders. */
  audit: auditRules.prefault({}),
  /** The queue before the models. */
  queue: queueRules.prefault({}),
  /** Languages in which residents may ask, besides Dutch. */
  languages: z.array(z.string().regex(/^[a-z]{2}$/, 'moet een taalcode van twee letters zijn, zoals en')).max(30).default(['en', 'de', 'fr', 'es', 'tr', 'ar', 'pl', 'uk']),
  /** Which answers staff are asked to judge. */
  review: z
    .strictObject({
      /** One of so many answers is drawn; 0: none. */
      sampleOneIn: z.int().min(0).max(100_000).default(50),
      /** A question without an answer is shown when about the same was asked so often. */
      askedOften: z.int().min(1).max(1_000).default(2),
    })
    .prefault({}),
  /** Who opens what people said, and for how long. */
  oversight: oversightRules.prefault({}),
  /** Other sites that may show the desk in their pages; none: no site may. */
  widget: z.strictObject({ origins: z.array(webOrigin).max(200).default([]) }).prefault({}),
  /** What employees may, by the groups that they are in. */
  groups: z.array(groupRules).max(500).default([]),
  /** How employees log in. */
  login: loginRules.prefault({}),
  /** How many questions of residents are answered. */
  limits: limitRules.prefault({}),
  theme: themeRules.prefault({}),
  links: linkRules.prefault({}),
  security: securityRules.prefault({}),
  publicUrl: publicUrlRule.optional(),
  /** What people say of the desk in its factsheet; what is said in Beheer goes before it. */
  factsheet: factsheetRules,
  /** Why an assistant for residents is on while its factsheet is not complete. */
  goingLive: liveRules.prefault({}),
  /** What is recorded of processings of personal data; absent: nothing. */
  logbook: logbookRules.exactOptional(),
  /** Where the audit log goes besides. */
  siem: siemRules,
  /** Where records of the assistants are brought; absent: nowhere. */
  algorithmRegister: algorithmRegisterRules.exactOptional(),
  /** Where a published factsheet goes besides. */
  factsheetPlatforms: platformRules,
  /** What is kept out of questions. */
  guard: guardRules.prefault({}),
  /** The folder with one folder per assistant, relative to the configuration file. */
  prompts: z.string().optional(),
  /** What the embedding model wants in front of a question and of a passage. */
  embedding: z.strictObject({ queryPrefix: z.string().default(''), passagePrefix: z.string().default('') }).prefault({}),
  /** Places where models run; absent: the Ollama host of `OLLAMA_URL`. A key stands in a file, relative to this one. */
  backends: z.array(backendRules.extend({ id: backendId(), keyFile: z.string().min(1).exactOptional() })).min(1).optional(),
  /** The only models that may run; absent: those that `CHAT_MODEL` and the like name. */
  models: z.array(modelRules.extend({ name: modelName() })).min(1).optional(),
});

/** What the YAML file says: the municipality, its collections, and what goes with them. */
export type Installation = z.infer<typeof installationSchema>;

/** Reads the YAML file; what is wrong with it is added to `faults`, and then there is nothing to give. */
export function readInstallation(file: string, faults: string[]): Installation | undefined {
  if (!existsSync(file)) {
    faults.push(`CONFIG: het bestand ${file} bestaat niet`);
    return undefined;
  }
  let content: unknown;
  try {
    const document = parseDocument(readFileSync(file, 'utf8'));
    faults.push(...document.errors.map((error) => `${file}: geen geldige YAML (${error.message.split('\n')[0]?.replace(/:$/, '')})`));
    if (document.errors.length > 0) return undefined;
    content = document.toJS();
  } catch (error) {
    // A folder, a file without rights, or YAML that unfolds without end.
    faults.push(`CONFIG: ${file} is niet te lezen (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
    return undefined;
  }
  const parsed = installationSchema.safeParse(content, WITH_INPUT);
  if (!parsed.success) {
    faults.push(...describe(parsed.error, `${file}: `));
    return undefined;
  }
  const { collections, groups, retention, goingLive, municipality } = parsed.data;
  faults.push(...[...overlaps(collections, dirname(file)), ...strangers(collections, groups), ...unkept(collections, retention), ...apart(parsed.data), ...untilFaults(goingLive, municipality, dutchDay(new Date()))].map((fault) => `${file}: ${fault}`));
  return parsed.data;
}

/** Two collections with one id would open each other's documents to their readers; two on one folder would hold them twice. */
function overlaps(collections: Installation['collections'], base: string): string[] {
  const places = collections.map(({ id, folder }) => ({ id, path: folder === undefined ? undefined : `${resolve(base, folder)}${sep}` }));
  return places.flatMap(({ id, path }, index) => {
    const earlier = places.slice(0, index);
    if (earlier.some((other) => other.id === id)) return [`collections.${index}.id: ${id} komt twee keer voor`];
    const shared = earlier.find((other) => path && other.path && (path.startsWith(other.path) || other.path.startsWith(path)));
    return shared === undefined ? [] : [`collections.${index}.folder: overlapt met de map van ${shared.id}`];
  });
}

/** A name that is nobody's would open nothing to anybody, and a wrong one no error would tell. */
function strangers(collections: Installation['collections'], groups: Installation['groups']): string[] {
  const readers = ['resident', 'employee', ...groups.map(({ id }) => id)];
  const kept = collections.map(({ id }) => id);
  return [
    ...groups.flatMap(({ id }, index) => (groups.findIndex((other) => other.id === id) < index ? [`groups.${index}.id: ${id} komt twee keer voor`] : [])),
    ...collections.flatMap((collection, index) => collection.readers.filter((reader) => !readers.includes(reader)).map((reader) => `collections.${index}.readers: ${reader} is geen van ${readers.join(', ')}`)),
    ...groups.flatMap((group, index) => group.collections.filter((id) => !kept.includes(id)).map((id) => `groups.${index}.collections: ${id} is geen collectie`)),
  ];
}

/** A rule for a collection that is not there holds for none. */
function unkept(collections: Installation['collections'], retention: Installation['retention']): string[] {
  return Object.keys(retention.collections).filter((id) => !collections.some((collection) => collection.id === id)).map((id) => `retention.collections.${id}: is geen collectie`);
}

/** What one part of the file asks of another. */
function apart({ login: { provider }, publicUrl, siem }: Installation): string[] {
  const doubled = siem.filter(({ to }, index) => siem.findIndex((other) => other.to === to) < index);
  return [
    ...(provider !== undefined && publicUrl === undefined && !isTryOut(provider) ? ['publicUrl: ontbreekt, en login.provider staat er wel: de inlogdienst moet weten waarheen mensen teruggaan'] : []),
    ...doubled.map(({ to }) => `siem: ${to} komt twee keer voor`),
  ];
}
