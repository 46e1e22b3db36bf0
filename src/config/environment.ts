import { z } from 'zod';
import { readSecretFile } from '../secret-file.ts';
import { describe, httpUrl, WITH_INPUT } from './faults.ts';
import { keyCommand } from './key-command.ts';
import { proxyList } from './proxies.ts';

/** The environment variables that configure Balie; each may also be given as `NAME_FILE`, the path of a file with the value. */
export const variables = [
  'HOST',
  'PORT',
  'DATA_DIR',
  'DATABASE_URL',
  'OLLAMA_URL',
  'CHAT_MODEL',
  'EMBED_MODEL',
  'RERANK_URL',
  'RERANK_MODEL',
  'REWRITE_MODEL',
  'CONFIG',
  'AUDIT_KEY',
  'AUDIT_KEY_COMMAND',
  'METRICS_TOKEN',
  'TRUSTED_PROXIES',
  'LEAVE_SECONDS',
] as const;

/** Where Ollama is by itself. */
export const OLLAMA_URL = 'http://127.0.0.1:11434';

const databaseUrl = z
  .string()
  .trim()
  .regex(/^postgres(?:ql)?:\/\//, { error: 'moet beginnen met postgres:// of postgresql://', abort: true })
  .refine(isAddress, 'is geen geldig adres: schrijf in het wachtwoord %25 voor %, %23 voor #, %2F voor /, %3F voor ?, %40 voor @ en %3A voor :');

/** With a sign in the password that ends the host's part, the rest is read as a path, and what stands before it as another host. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { pathname, search, hash } = new URL(text);
  // A user of another form may be named behind it: `?user=balie@server`.
  return hash === '' && !pathname.includes('@') && !/^\?[^=]*@/.test(search);
}

const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'moet een getal van 0 tot en met 65535 zijn')
    .transform(Number)
    .refine((port) => port <= 65_535, 'moet een getal van 0 tot en met 65535 zijn')
    .default(8080),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  OLLAMA_URL: httpUrl.default(OLLAMA_URL).transform(withoutSlash),
  CHAT_MODEL: z.string().optional(),
  EMBED_MODEL: z.string().optional(),
  RERANK_URL: httpUrl.transform(withoutSlash).optional(),
  RERANK_MODEL: z.string().optional(),
  REWRITE_MODEL: z.string().optional(),
  AUDIT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'moet 64 hexadecimale tekens zijn (maak er een met: openssl rand -hex 32)')
    .optional(),
  AUDIT_KEY_COMMAND: keyCommand.optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,256}$/, 'moet 16 tot en met 256 letters, cijfers of leestekens zijn, zonder spaties (maak er een met: openssl rand -hex 32)')
    .optional(),
  TRUSTED_PROXIES: proxyList.default([]),
  LEAVE_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, 'moet een geheel getal van 0 tot en met 300 zijn')
    .transform(Number)
    .refine((seconds) => seconds <= 300, 'moet een geheel getal van 0 tot en met 300 zijn')
    .default(0),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** The values of the variables, and what they come to; undefined where one will not do. What is wrong is added to `faults`. */
export function readEnvironment(environment: Environment, faults: string[]): { readonly values: Readonly<Record<string, string>>; readonly parsed: z.infer<typeof environmentSchema> | undefined } {
  const values = readValues(environment, faults);
  const parsed = environmentSchema.safeParse(values, WITH_INPUT);
  if (!parsed.success) faults.push(...describe(parsed.error, ''));
  if (values['AUDIT_KEY'] !== undefined && values['AUDIT_KEY_COMMAND'] !== undefined) faults.push('AUDIT_KEY_COMMAND: er is ook een AUDIT_KEY; gebruik er één');
  if (values['RERANK_MODEL'] !== undefined && values['RERANK_URL'] === undefined) faults.push('RERANK_URL: ontbreekt, en RERANK_MODEL staat er wel');
  return { values, parsed: parsed.data };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** Of these an empty file is a secret that was not written: without it the desk would take another database, or make a key of its own. */
const WRITTEN: ReadonlySet<string> = new Set(['DATABASE_URL', 'AUDIT_KEY']);

/** The value of each variable: from its file first, so that secrets need not stand in the environment. An empty variable is absent, as Compose gives it. */
function readValues(environment: Environment, faults: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of variables) {
    const file = environment[`${name}_FILE`];
    let value = environment[name];
    if (file !== undefined && file !== '') {
      if (value !== undefined && value !== '') faults.push(`${name}: staat ook in ${name}_FILE; gebruik er één`);
      const { secret, fault } = readSecretFile(file, { min: WRITTEN.has(name) ? 1 : 0 });
      value = secret;
      if (fault !== undefined) faults.push(`${name}_FILE: ${fault}`);
    }
    if (value !== undefined && value !== '') values[name] = value;
  }
  return values;
}
