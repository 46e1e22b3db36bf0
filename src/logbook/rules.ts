import { z } from 'zod';
import { ACTIVITIES, type Activity } from './activities.ts';

const uri = z.url('moet een URI zijn, zoals https://register.gemeente.example/verwerkingen/12');
const file = z.string().min(1);

/** How the server at the other side is known, and what it knows the desk by. Paths are relative to the configuration. */
const tls = {
  /** Certificates of who vouches for the server, instead of those that the system trusts. */
  ca: file.exactOptional(),
  /** What the desk shows of itself. */
  cert: file.exactOptional(),
  key: file.exactOptional(),
};
const PAIR = { error: 'cert en key horen bij elkaar', path: ['cert'] };
const isPair = ({ cert, key }: { cert?: string; key?: string }) => (cert === undefined) === (key === undefined);

/** The Logboek Dataverwerkingen: absent, nothing is recorded. */
export const logbookRules = z
  .strictObject({
    /** Where records are sent by OTLP; absent: they stay here, to be read by the API. */
    endpoint: z.url({ protocol: /^https?$/, error: 'moet een https-adres zijn' }).exactOptional(),
    /** Whether that may be without TLS: for a collector on the machine itself. */
    allowHttp: z.boolean().default(false),
    ...tls,
    /** File with headers for the receiver, a line each: `Name: value`. */
    headersFile: file.exactOptional(),
    /** The entry in the register of processing activities (art. 30 AVG) of what `activities` does not name. */
    activity: uri.exactOptional(),
    activities: z.partialRecord(z.enum(ACTIVITIES), uri).default({}),
    /** What kind of number the pseudonym of a person is. */
    subjectTypes: z.strictObject({ conversation: uri.default('urn:balie:conversation'), person: uri.default('urn:balie:person') }).prefault({}),
    /** The address of the application behind a key of the API, by the key's number: for what it has the desk do. */
    processors: z.record(z.string().min(1).max(100), z.url('moet een adres zijn')).default({}),
  })
  .refine(isPair, PAIR)
  .refine(({ endpoint, allowHttp }) => endpoint === undefined || allowHttp || endpoint.startsWith('https:'), { error: 'moet met https beginnen, of zet allowHttp op true', path: ['endpoint'] })
  .refine(({ activity, activities }) => activity !== undefined || missing(activities).length === 0, {
    error: 'noem bij elke verwerking de verwerkingsactiviteit uit uw register, of geef activity voor wat niet genoemd is. De verwerkingen zijn: ' + ACTIVITIES.join(', '),
    path: ['activities'],
  });

function missing(activities: Partial<Record<Activity, string>>): Activity[] {
  return ACTIVITIES.filter((one) => activities[one] === undefined);
}

/** A name or an address, as in an address with a port. */
const SYSLOG = /^syslog\+tls:\/\/(?<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]):(?<port>\d{1,5})$/;
const FILE = /^file:(?<path>\/[^\0]+)$/;

/** Where the audit log goes besides: to a SIEM. */
export const siemRules = z
  .array(
    z
      .strictObject({
        format: z.enum(['cef', 'ocsf']),
        to: z.string().refine((to) => SYSLOG.test(to) || FILE.test(to), 'moet syslog+tls://naam:poort zijn, of file:/pad'),
        ...tls,
      })
      .refine(isPair, PAIR),
  )
  .max(10)
  .default([]);

export interface Tls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface Receiver {
  readonly url: string;
  readonly tls: Tls;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the desk records and where to, with the contents of the files that the configuration names. */
export interface LogbookSettings {
  readonly receiver: Receiver | undefined;
  readonly activities: Readonly<Record<Activity, string>>;
  readonly subjectTypes: Readonly<Record<'conversation' | 'person', string>>;
  readonly processors: ReadonlyMap<string, string>;
}

export interface SiemSettings {
  readonly format: 'cef' | 'ocsf';
  /** As the configuration has it: tells one from another. */
  readonly to: string;
  readonly target: { readonly kind: 'syslog'; readonly host: string; readonly port: number; readonly tls: Tls } | { readonly kind: 'file'; readonly path: string };
}

/** @param to as `siemRules` lets it through. */
export function siemTarget(to: string, own: Tls): SiemSettings['target'] {
  const { host = '', port } = SYSLOG.exec(to)?.groups ?? {};
  if (port === undefined) return { kind: 'file', path: to.slice('file:'.length) };
  return { kind: 'syslog', host: host.replaceAll(/[[\]]/g, ''), port: Number(port), tls: own };
}
