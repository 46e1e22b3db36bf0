import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { type AlgorithmRegisterConfig, readAlgorithmRegister } from './algorithm-register.ts';
import { auditWith } from './audit-rules.ts';
import { OLLAMA_URL, readEnvironment } from './environment.ts';
import { type ModelConfig, readModels } from './models.ts';
import { BalieError } from '../errors.ts';
import type { proxyList } from './proxies.ts';
import { type Installation, readInstallation } from './installation.ts';
import type { keyCommand } from './key-command.ts';
import type { LoginSettings } from '../identity/login-rules.ts';
import type { LogbookSettings, SiemSettings } from '../logbook/rules.ts';
import { handoverWith } from './handover.ts';
import { readLogbook } from './logbook.ts';
import { readLogin } from './login.ts';
import { type PlatformRules, readPlatforms } from './platform-rules.ts';
import { forbiddenFaults } from './forbidden-variables.ts';
import { secretFiles } from './secret-files.ts';
import { readTheme, type Theme } from './theme.ts';

export interface Config extends ModelConfig, Pick<Installation, 'municipality' | 'audit' | 'retention' | 'handover' | 'widget' | 'links' | 'security' | 'publicUrl' | 'factsheet' | 'goingLive' | 'limits' | 'queue' | 'review' | 'oversight' | 'guard' | 'groups' | 'collections'> {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Undefined: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The file that it was read from, if it was: a password that is replaced there counts from the next connection on. */
  readonly databaseUrlFile: string | undefined;
  readonly ollamaUrl: string;
  /** Undefined: search by words alone. */
  readonly embedModel: string | undefined;
  /** Puts follow-ups anew before they are searched; undefined: they are searched together with what they continue. */
  readonly rewriteModel: string | undefined;
  /** A host that puts found passages in a better order; undefined: they keep the order of their scores. */
  readonly rerank: { readonly url: string; readonly model: string | undefined } | undefined;
  /** 64 hex digits that wrap the keys of the audit log's content, or the program that gives them; undefined: a key file in `dataDir`. */
  readonly auditKey: string | { readonly command: z.infer<typeof keyCommand> } | undefined;
  /** Who has it may read `/metrics`; undefined: nobody. */
  readonly metricsToken: string | undefined;
  /** Where secrets stand in files, for who looks at the rights of those. */
  readonly secretFiles: readonly string[];
  /** With a public address (a CDN, a WAF), whom the desk believes of whom they ask for; those near by it always does. */
  readonly trustedProxies: z.infer<typeof proxyList>;
  /** So long it goes on taking requests once it was asked to stop, while `/readyz` says no: time for who shares out requests to see that. */
  readonly leaveSeconds: number;
  readonly promptsDir: string;
  readonly theme: Theme;
  /** How employees log in. */
  readonly login: LoginSettings;
  /** What is recorded of processings of personal data; undefined: nothing. */
  readonly logbook: LogbookSettings | undefined;
  /** Where the audit log goes besides. */
  readonly siem: readonly SiemSettings[];
  /** The Algoritmeregister; undefined: no connection. */
  readonly algorithmRegister: AlgorithmRegisterConfig | undefined;
  /** Where a published factsheet goes besides. */
  readonly factsheetPlatforms: readonly PlatformRules[];
  /** In which residents may ask, Dutch first. */
  readonly languages: readonly string[];
}

const sampleConfig = fileURLToPath(new URL('../../ingest/samples/balie.yaml', import.meta.url));
/** Balie's own prompts and lists. */
export const OWN_PROMPTS = fileURLToPath(new URL('../../prompts', import.meta.url));

/**
 * Reads the configuration from an environment and the YAML file that it names (`CONFIG`; the sample municipality otherwise).
 * @param leavesSecrets whether secrets that the file names may be away: a service that is handed them has them only while it runs.
 * @throws BalieError `config-invalid` whose detail lists every fault found, a line each.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, { leavesSecrets = false } = {}): Config {
  const faults: string[] = forbiddenFaults(environment);
  const { values, parsed } = readEnvironment(environment, faults);
  const file = resolve(values['CONFIG'] ?? sampleConfig);
  const installation = readInstallation(file, faults);
  // A fault in another variable hides none in the file.
  const named = parsed ?? { ...values, OLLAMA_URL };
  const moreFaults: string[] = [];
  const secretFaults: string[] = [];
  const theme = installation && readTheme(installation.theme, dirname(file), moreFaults);
  const login = installation && readLogin(installation, dirname(file), secretFaults);
  const logbook = installation && readLogbook(installation, dirname(file), secretFaults);
  const algorithmRegister = installation && readAlgorithmRegister(installation, dirname(file), secretFaults);
  const factsheetPlatforms = installation && readPlatforms(installation.factsheetPlatforms, dirname(file), secretFaults);
  const handover = installation && handoverWith(installation.handover, dirname(file), secretFaults);
  const audit = installation && auditWith(installation.audit, dirname(file), secretFaults);
  if (!leavesSecrets) moreFaults.push(...secretFaults);
  faults.push(...moreFaults.map((fault) => `${file}: ${fault}`));
  const models = installation && readModels(named, { installation, file, leavesSecrets }, faults);
  if (faults.length > 0 || parsed === undefined || installation === undefined || !models || !theme || !login || !logbook || !factsheetPlatforms || !handover || !audit) {
    throw new BalieError('config-invalid', { detail: faults.join('\n') });
  }

  const folder = dirname(file);
  const env = parsed;
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    databaseUrlFile: environment['DATABASE_URL_FILE'] || undefined,
    ...models,
    ollamaUrl: env.OLLAMA_URL,
    embedModel: env.EMBED_MODEL,
    rewriteModel: env.REWRITE_MODEL,
    rerank: env.RERANK_URL === undefined ? undefined : { url: env.RERANK_URL, model: env.RERANK_MODEL },
    auditKey: env.AUDIT_KEY_COMMAND === undefined ? env.AUDIT_KEY : { command: env.AUDIT_KEY_COMMAND },
    metricsToken: env.METRICS_TOKEN,
    secretFiles: secretFiles(environment, installation, folder),
    trustedProxies: env.TRUSTED_PROXIES,
    leaveSeconds: env.LEAVE_SECONDS,
    municipality: installation.municipality,
    retention: installation.retention,
    handover,
    audit,
    queue: installation.queue,
    review: installation.review,
    oversight: installation.oversight,
    guard: installation.guard,
    widget: installation.widget,
    limits: installation.limits,
    groups: installation.groups,
    theme,
    login,
    ...logbook,
    algorithmRegister,
    factsheetPlatforms,
    links: installation.links,
    security: installation.security,
    publicUrl: installation.publicUrl,
    factsheet: installation.factsheet,
    goingLive: installation.goingLive,
    collections: installation.collections.map((collection) =>
      collection.folder === undefined ? collection : { ...collection, folder: resolve(folder, collection.folder) },
    ),
    languages: [...new Set(['nl', ...installation.languages])],
    promptsDir: installation.prompts === undefined ? OWN_PROMPTS : resolve(folder, installation.prompts),
  };
}
