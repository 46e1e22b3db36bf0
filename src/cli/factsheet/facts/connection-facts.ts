import type { Config } from '../../../config/config.ts';
import { configured } from '../../../factsheet/fact.ts';
import type { ConnectionFacts } from '../../../factsheet/facts.ts';
import type { CatalogueData } from '../../../models/catalogue.ts';
import { isNear } from '../../hosts/near.ts';

/** Somewhere that the desk sends to or fetches from. */
interface Connection {
  readonly url: string;
  /** In Dutch. */
  readonly purpose: string;
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'postgres:': '5432', 'postgresql:': '5432' };

export function connectionFacts(config: Config, { backends }: CatalogueData): ConnectionFacts[] {
  const all = [...backends.map(({ url, id }) => ({ url, purpose: `taalmodellen (${id})` })), ...ofConfig(config)];
  const facts = all.flatMap(({ url, purpose }): ConnectionFacts[] => {
    const host = hostOf(url);
    return host === undefined ? [] : [{ host, purpose, isNear: configured(isNear(url)) }];
  });
  return [...new Map(facts.map((fact) => [`${fact.host} ${fact.purpose}`, fact])).values()];
}

function ofConfig({ databaseUrl, rerank, handover, login, logbook, siem, audit, collections, algorithmRegister, factsheetPlatforms }: Config): Connection[] {
  const { smtp, webhook } = handover;
  return [
    ...one(databaseUrl, 'database'),
    ...one(rerank?.url, 'volgorde van gevonden documenten'),
    ...one(smtp && `smtp://${bracketed(smtp.host)}:${smtp.port}`, 'e-mail'),
    ...one(webhook?.url, 'doorgegeven gesprekken'),
    ...one(login.provider?.issuer, 'inloggen van medewerkers'),
    ...one(logbook?.receiver?.url, 'Logboek Dataverwerkingen'),
    ...siem.flatMap(({ target }) => (target.kind === 'syslog' ? [{ url: `syslog://${bracketed(target.host)}:${target.port}`, purpose: 'SIEM' }] : [])),
    ...audit.anchors.flatMap((anchor) => ('url' in anchor ? [{ url: anchor.url, purpose: `bewijs van het logboek (${anchor.name})` }] : [])),
    ...collections.flatMap(({ id, website }) => (website?.allow ?? []).map((url) => ({ url, purpose: `documenten van de collectie ${id}` }))),
    ...one(algorithmRegister?.url, 'Algoritmeregister'),
    ...one(algorithmRegister?.tokenUrl, 'inloggen bij het Algoritmeregister'),
    ...factsheetPlatforms.map(({ id, url }) => ({ url, purpose: `factsheet naar platform ${id}` })),
  ];
}

function one(url: string | undefined, purpose: string): Connection[] {
  return url === undefined ? [] : [{ url, purpose }];
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  const at = port === '' ? PORTS[protocol] : port;
  return hostname === '' ? undefined : at === undefined ? hostname : `${hostname}:${at}`;
}
