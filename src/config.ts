import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { BalieError } from './errors.ts';

/** The environment variables that configure Balie; each may also be given as `NAME_FILE`, the path of a file with the value. */
const variables = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'DATABASE_URL',
  'OLLAMA_URL',
  'CHAT_MODEL',
  'EMBED_MODEL',
  'CONFIG',
  'AUDIT_KEY',
] as const;

/** Tracing of LangChain's parent company: these would send every prompt out of the building. */
const forbidden = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'] as const;

const httpUrl = z.url({ protocol: /^https?$/, error: 'moet een http- of https-adres zijn' });

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'moet een getal van 0 tot en met 65535 zijn')
    .transform(Number)
    .refine((port) => port <= 65_535, 'moet een getal van 0 tot en met 65535 zijn')
    .default(8080),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'moet beginnen met postgres:// of postgresql://' }).optional(),
  OLLAMA_URL: httpUrl.default('http://127.0.0.1:11434'),
  CHAT_MODEL: z.string().default('ministral-3:3b'),
  EMBED_MODEL: z.string().optional(),
  AUDIT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'moet 64 hexadecimale tekens zijn (maak er een met: openssl rand -hex 32)')
    .optional(),
});

const installationSchema = z.strictObject({
  municipality: z.strictObject({
    name: z.string().min(1),
    website: httpUrl,
    phone: z.string().min(1),
    phoneHours: z.string().min(1),
    email: z.email('moet een e-mailadres zijn'),
    address: z.string().min(1),
    privacyOfficer: z.email('moet een e-mailadres zijn'),
    /** Days after which what was said is erased. No default: the municipality decides, with its archivist. */
    retentionDays: z.int().min(1).max(3_650),
    /** True only for the fictional municipality that comes with Balie. */
    isSample: z.boolean().default(false),
  }),
  collections: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mag alleen kleine letters, cijfers en koppeltekens hebben'),
        title: z.string().min(1),
        owner: z.string().min(1),
        readers: z.array(z.enum(['resident', 'employee'])).min(1),
        /** A folder that is kept in step at each start, relative to the configuration file. */
        folder: z.string().optional(),
      }),
    )
    .min(1),
  /** The folder with one folder per assistant, relative to the configuration file. */
  prompts: z.string().optional(),
  /** What the embedding model wants in front of a question and of a passage. */
  embedding: z.strictObject({ queryPrefix: z.string().default(''), passagePrefix: z.string().default('') }).prefault({}),
});

type Installation = z.infer<typeof installationSchema>;

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly ollamaUrl: string;
  readonly chatModel: string;
  /** Undefined: search by words alone. */
  readonly embedModel: string | undefined;
  readonly embedding: Installation['embedding'];
  /** 64 hex digits that wrap the keys of the audit log's content; undefined: a key file in `dataDir`. */
  readonly auditKey: string | undefined;
  readonly municipality: Installation['municipality'];
  readonly collections: readonly Installation['collections'][number][];
  readonly promptsDir: string;
}

/** Lets `explain` tell a value that is missing from one of another type; no value is ever shown. */
const WITH_INPUT = { reportInput: true };

const sampleConfig = fileURLToPath(new URL('../ingest/samples/balie.yaml', import.meta.url));
const ownPrompts = fileURLToPath(new URL('../prompts', import.meta.url));

/**
 * Reads the configuration from an environment and the YAML file that it names (`CONFIG`; the sample municipality otherwise).
 * @throws BalieError `config-invalid` whose detail lists every fault found, a line each.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  for (const name of forbidden) {
    if (!['', 'false', '0'].includes(environment[name] ?? '')) faults.push(`${name}: mag niet aan staan, want dan gaan vragen naar een dienst buiten het gebouw`);
  }
  const values = readValues(environment, faults);
  const parsed = environmentSchema.safeParse(values, WITH_INPUT);
  if (!parsed.success) faults.push(...describe(parsed.error, ''));

  const file = resolve(values['CONFIG'] ?? sampleConfig);
  const installation = readInstallation(file, faults);
  if (faults.length > 0 || !parsed.success || installation === undefined) {
    throw new BalieError('config-invalid', { detail: faults.join('\n') });
  }

  const folder = dirname(file);
  const env = parsed.data;
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    ollamaUrl: env.OLLAMA_URL.replace(/\/+$/, ''),
    chatModel: env.CHAT_MODEL,
    embedModel: env.EMBED_MODEL,
    embedding: installation.embedding,
    auditKey: env.AUDIT_KEY,
    municipality: installation.municipality,
    collections: installation.collections.map((collection) =>
      collection.folder === undefined ? collection : { ...collection, folder: resolve(folder, collection.folder) },
    ),
    promptsDir: installation.prompts === undefined ? ownPrompts : resolve(folder, installation.prompts),
  };
}

/** The value of each variable: from its file first, so that secrets need not stand in the environment. Empty is absent. */
function readValues(environment: Readonly<Record<string, string | undefined>>, faults: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of variables) {
    const file = environment[`${name}_FILE`];
    let value = environment[name];
    if (file !== undefined && file !== '') {
      if (value !== undefined && value !== '') faults.push(`${name}: staat ook in ${name}_FILE; gebruik er één`);
      try {
        value = readFileSync(file, 'utf8').trim();
      } catch {
        faults.push(`${name}_FILE: het bestand ${file} is niet te lezen`);
      }
    }
    if (value !== undefined && value !== '') values[name] = value;
  }
  return values;
}

function readInstallation(file: string, faults: string[]): Installation | undefined {
  if (!existsSync(file)) {
    faults.push(`CONFIG: het bestand ${file} bestaat niet`);
    return undefined;
  }
  let content: unknown;
  try {
    const document = parseDocument(readFileSync(file, 'utf8'));
    faults.push(...document.errors.map((error) => `${file}: ${error.message.split('\n')[0]}`));
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
  faults.push(...overlaps(parsed.data.collections, dirname(file)).map((fault) => `${file}: ${fault}`));
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

/** Faults without the values themselves: a value may be a secret. */
function describe(error: z.ZodError, prefix: string): string[] {
  return error.issues.map((issue) => `${prefix}${issue.path.join('.') || 'inhoud'}: ${explain(issue)}`);
}

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'ontbreekt' : `moet van het soort ${issue.expected} zijn`;
    case 'unrecognized_keys':
      return `kent de sleutel ${issue.keys.join(', ')} niet`;
    case 'too_small':
      return 'mag niet leeg zijn';
    case 'invalid_value':
      return `moet een van deze zijn: ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}
