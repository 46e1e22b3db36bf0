import type { Config } from '../../../config/config.ts';
import { configured } from '../../../factsheet/fact.ts';
import type { ConnectionFacts } from '../../../factsheet/facts.ts';
import { MODELS_PURPOSE, RERANKER_PURPOSE } from '../../../factsheet/model-connections.ts';
import type { CatalogueData } from '../../../models/catalogue.ts';
import { isForResidents, isInside, type Mark } from './discreet.ts';

/** Somewhere that the desk sends to or fetches from. */
interface Connection {
  readonly url: string;
  /** In Dutch. */
  readonly purpose: string;
  /** Its host is no secret: everybody can go there, or is to know that the desk does. */
  readonly isOpen?: boolean;
  readonly allowPrivate?: readonly string[];
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443', 'postgres:': '5432', 'postgresql:': '5432' };

/** All of them, as who manages the desk may see them. */
export interface KnownConnection {
  readonly url: string;
  /** With its port. */
  readonly host: string;
  readonly purpose: string;
  readonly isNear: boolean;
}

export function connectionsOf(config: Config, data: Pick<CatalogueData, 'backends'>): KnownConnection[] {
  const all = allOf(config, data).flatMap(({ url, purpose, allowPrivate = [] }) => {
    const host = hostOf(url);
    return host === undefined ? [] : [{ url, host, purpose, isNear: isInside(url, allowPrivate) }];
  });
  return [...new Map(all.map((one) => [`${one.host} ${one.purpose}`, one])).values()];
}

function allOf(config: Config, { backends }: Pick<CatalogueData, 'backends'>): Connection[] {
  return [...backends.map(({ url }) => ({ url, purpose: MODELS_PURPOSE })), ...ofConfig(config)];
}

export function connectionFacts(config: Config, data: CatalogueData, mark: Mark): ConnectionFacts[] {
  const facts = allOf(config, data).flatMap(({ url, purpose, isOpen = false, allowPrivate = [] }): ConnectionFacts[] => {
    const host = hostOf(url);
    if (host === undefined) return [];
    const isNear = isInside(url, allowPrivate);
    return [{ ...(isOpen && !isNear ? { host } : { mark: mark(`${host} ${purpose}`) }), purpose, isNear: configured(isNear) }];
  });
  return [...new Map(facts.map((fact) => [`${fact.host ?? fact.mark} ${fact.purpose}`, fact])).values()];
}

/** The same as that of its connection. */
export function markOfModelHost(url: string, mark: Mark, purpose = MODELS_PURPOSE): string {
  return mark(`${hostOf(url) ?? url} ${purpose}`);
}

function ofConfig({ databaseUrl, rerank, handover, login, logbook, siem, audit, collections, algorithmRegister, factsheetPlatforms }: Config): Connection[] {
  const { smtp, webhook } = handover;
  return [
    ...one(databaseUrl, 'database'),
    ...one(rerank?.url, RERANKER_PURPOSE),
    ...one(smtp && `smtp://${bracketed(smtp.host)}:${smtp.port}`, 'e-mail'),
    ...one(webhook?.url, 'doorgegeven gesprekken'),
    ...[login.provider?.issuer, ...(login.provider?.hosts ?? []).map((host) => `https://${host}`)].flatMap((url) => one(url, 'inloggen van medewerkers')),
    ...one(logbook?.receiver?.url, 'Logboek Dataverwerkingen'),
    ...siem.flatMap(({ target }) => (target.kind === 'syslog' ? [{ url: `syslog://${bracketed(target.host)}:${target.port}`, purpose: 'SIEM' }] : [])),
    ...audit.anchors.flatMap((anchor) => ('url' in anchor ? [{ url: anchor.url, purpose: 'bewijs van het logboek' }] : [])),
    ...collections.flatMap(ofCollection),
    ...one(algorithmRegister?.url, 'Algoritmeregister', true),
    ...one(algorithmRegister?.tokenUrl, 'inloggen bij het Algoritmeregister', true),
    ...factsheetPlatforms.map(({ id, url }) => ({ url, purpose: `factsheet naar platform ${id}`, isOpen: true })),
  ];
}

function ofCollection({ id, readers, website }: Config['collections'][number]): Connection[] {
  const isOpen = isForResidents({ readers });
  const { allow = [], allowPrivate = [] } = website ?? {};
  return allow.map((url) => ({ url, purpose: isOpen ? `documenten van de collectie ${id}` : 'documenten voor medewerkers', isOpen, allowPrivate }));
}

function one(url: string | undefined, purpose: string, isOpen = false): Connection[] {
  return url === undefined ? [] : [{ url, purpose, isOpen }];
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
