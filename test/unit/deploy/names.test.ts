import { Hono } from 'hono';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../../src/cli/commands.ts';
import { readConfig } from '../../../src/config/config.ts';
import { errorCatalogue } from '../../../src/errors.ts';
import { AccessList } from '../../../src/http/access/access.ts';
import { Admission } from '../../../src/http/admission.ts';
import type { AppEnv } from '../../../src/http/env.ts';
import { healthRoutes } from '../../../src/http/routes/health.ts';
import { metricsRoute } from '../../../src/http/routes/metrics.ts';
import { deployed, root, withoutComments } from './support.ts';

/** What is deployed names parts of the desk in languages that no compiler reads: whoever renames one finds out here. */

const files = globSync('deploy/{docker,compose,systemd,monitoring,helm/**}/*', { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
const all = files.map((entry) => ({ path: join(entry.parentPath, entry.name), text: withoutComments(readFileSync(join(entry.parentPath, entry.name), 'utf8')) }));
const textIn = (part: string) => all.filter(({ path }) => path.includes(`/deploy/${part}`)).map(({ text }) => text).join('\n');

interface Compose {
  readonly services: Record<string, { environment?: Record<string, string>; secrets?: string[]; user?: string; stop_grace_period?: string; networks: string[] }>;
  readonly secrets: Record<string, { file: string }>;
}
const compose = parse(deployed('compose/compose.yaml'), { merge: true }) as Compose;

/** Whether the desk reads a variable: it says so of a file that is not there. */
function isRead(name: string): boolean {
  const variable = name.replace(/_FILE$/, '');
  try {
    readConfig({ [`${variable}_FILE`]: '/nergens/niets' });
    return false;
  } catch (error) {
    return String((error as { detail?: string }).detail).includes(`${variable}_FILE: `);
  }
}

describe('each variable that the desk is given is one that it reads', () => {
  const ours = new Set(['NODE_ENV', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'UV_THREADPOOL_SIZE']);
  const unit = [...textIn('systemd').matchAll(/^Environment=(.*)$/gm)].flatMap(([, line]) => [...(line ?? '').matchAll(/(\w+)=/g)].map(([, name]) => name ?? ''));
  const image = [...(/^ENV (?:.*\\\n)*.*$/m.exec(deployed('docker/Dockerfile'))?.[0] ?? '').matchAll(/(\w+)=/g)].map(([, name]) => name ?? '');
  const pod = [...deployed('helm/balie/templates/_helpers.tpl').matchAll(/- (?:\{ )?name: ([A-Z_]+)\b/g)].map(([, name]) => name ?? '');
  const schema = /\^\((?<names>[A-Z_|]+)\)\$/.exec(deployed('helm/balie/values.schema.json'))?.groups?.['names']?.split('|') ?? [];

  test.each([
    ['compose', Object.keys(compose.services['balie']?.environment ?? {}), 7],
    ['the unit of systemd', unit, 6],
    ['the image', image, 4],
    ['the chart', pod, 8],
    ['what the chart lets through', schema, 8],
  ])('%s', (_, names, atLeast) => {
    expect(names.length).toBeGreaterThanOrEqual(atLeast);
    expect(names.filter((name) => !ours.has(name) && !isRead(name))).toEqual([]);
  });

  test('and this test would see one that is not', () => {
    expect(['DATABASE_URL_FILE', 'AUDIT_KEY'].map(isRead)).toEqual([true, true]);
    expect(['DATABASE_URI', 'AUDIT_KEYS_FILE'].map(isRead)).toEqual([false, false]);
  });
});

describe('each address that is asked for how it goes is there', () => {
  const app = new Hono<AppEnv>();
  const access = new AccessList(async () => undefined, async () => undefined);
  const deps = { ping: async () => undefined, switches: { list: () => [] }, drift: { count: () => 0 } } as unknown as Parameters<typeof healthRoutes>[2];
  healthRoutes(app, access, deps, new Admission(1));
  metricsRoute(app, access, { text: () => '', token: 'x' } as unknown as Parameters<typeof metricsRoute>[2], deps.ping);
  const there = new Set(app.routes.map(({ path }) => path));
  const asked = [...all.filter(({ path }) => !path.endsWith('vllm.yaml')).map(({ text }) => text).join('\n').matchAll(/(?:path: |8080|PORT\}|:8443|location = )(\/[a-z]{4,})\b/g)].map(([, path]) => path ?? '');

  test('of the desk', () => {
    expect([...new Set(asked)].toSorted()).toEqual(['/healthz', '/metrics', '/readyz']);
    expect(asked.filter((path) => !there.has(path))).toEqual([]);
  });

  test('on the port where it listens', () => {
    expect(deployed('compose/nginx.conf')).toContain('set $desk http://balie:8080;');
    expect(Object.keys(compose.services)).toContain('balie');
    expect(deployed('docker/Dockerfile')).toMatch(/PORT=8080[^]*EXPOSE 8080/);
  });
});

describe('what is started is there', () => {
  test.each([...textIn('').matchAll(/\/(?:app|opt\/balie)\/((?:src|node_modules|docs)\/[\w./-]+)/g)].map(([, path]) => path ?? ''))('%s', (path) => {
    expect(globSync(path, { cwd: root })).toEqual([path]);
  });

  test('by commands that there are', () => {
    const given = [...textIn('helm').matchAll(/^\s+args: \[(\w+)/gm), ...textIn('docker').matchAll(/^CMD \["(\w+)/gm)].map(([, name]) => name ?? '');
    expect(given.toSorted()).toEqual(['backup', 'desk', 'serve', 'serve']);
    expect(given.filter((name) => !Object.hasOwn(commands, name))).toEqual([]);
  });

  test('which are told to stop no sooner than they have ended in order', () => {
    const constant = (path: string, name: string) => Number(new RegExp(`^const ${name} = ([\\d_]+);`, 'm').exec(readFileSync(join(root, path), 'utf8'))?.[1]?.replaceAll('_', '')) / 1_000;
    const serve = 'src/cli/commands/serve.ts';
    const needed = constant(serve, 'GRACE_MS') + constant('src/http/server/listen.ts', 'FLUSH_MS') + 3 * constant(serve, 'CLOSE_MS') + constant('src/store/postgres.ts', 'CLOSE_MS');
    expect(needed).toBeGreaterThan(30);
    const seconds = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]);
    expect(seconds(deployed('compose/compose.yaml'), /balie:[^]*?stop_grace_period: (\d+)s/)).toBeGreaterThan(needed);
    expect(seconds(deployed('systemd/balie.service'), /^TimeoutStopSec=(\d+)$/m)).toBeGreaterThan(needed);
    // Besides the time in which proxies hear of it.
    expect(seconds(deployed('helm/balie/templates/deployment.yaml'), /terminationGracePeriodSeconds: \{\{ add .Values.drainSeconds (\d+) \}\}/)).toBeGreaterThan(needed);
  });
});

test('a start that waits for tables of the database is not said to have failed before it gives up', () => {
  const limit = /^const LIMIT_MS = ([\d_ *]+);/m.exec(readFileSync(join(root, 'src/store/migrate.ts'), 'utf8'))?.[1]?.replaceAll('_', '').split('*').reduce((product, factor) => product * Number(factor), 1) ?? Number.NaN;
  const hours = limit / 3_600_000;
  expect(hours).toBeGreaterThan(1);
  // The image, of which Compose waits until it is healthy.
  expect(Number(/--start-period=(\d+)h /.exec(deployed('docker/Dockerfile'))?.[1])).toBeGreaterThan(hours);
  expect(Number(/progressDeadlineSeconds: \{\{ add (\d+) \.Values\.startupSeconds \}\}/.exec(deployed('helm/balie/templates/deployment.yaml'))?.[1])).toBeGreaterThanOrEqual(hours * 3_600);
  // Helm gives up after five minutes by itself.
  const guide = readFileSync(join(root, 'docs/nl/installer.md'), 'utf8');
  const waiting = [...guide.matchAll(/helm upgrade --install [^&\n]*(?<!--set replicas=0) --wait(?: --timeout (\d+)h)?/g)].map(([, timeout]) => Number(timeout));
  expect(waiting.map((timeout) => timeout >= hours)).toEqual([true, true, true]);
});

describe('secrets', () => {
  test.each(Object.entries(compose.services))('%s is given each file that it is told of, and no other', (_, { environment = {}, secrets = [] }) => {
    const told = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(.+)$/.exec(value)?.[1] ?? []);
    expect(secrets.filter((name) => !name.startsWith('tls.')).toSorted()).toEqual(told.toSorted());
  });

  test('are made by one script, each for the user of the container that reads it', () => {
    const given = [...deployed('compose/make-secrets').matchAll(/^give (\d+) (.+)$/gm)].flatMap(([, owner, names]) => (names ?? '').split(' ').map((name) => [name, `${owner}:${owner}`] as const));
    const read = Object.values(compose.services).flatMap(({ secrets = [], user }) => secrets.map((name) => [name, user] as const));
    expect(new Set(read.map(([name]) => name)).size).toBe(given.length);
    // Who reads the same file is the same user.
    expect(new Set(read.map((one) => one.join(' '))).size).toBe(given.length);
    expect(Object.fromEntries(given)).toEqual(Object.fromEntries(read));
    expect(new Set(Object.keys(compose.secrets))).toEqual(new Set(given.map(([name]) => name)));
  });

  test('the desk is the same user everywhere', () => {
    const user = compose.services['balie']?.user;
    expect(deployed('docker/Dockerfile')).toContain(`\nUSER ${user}\n`);
    expect(deployed('helm/balie/templates/_helpers.tpl')).toContain(`runAsUser: ${user?.split(':')[0]}\n`);
  });

  test('none stands anywhere', () => {
    expect(textIn('').match(/(?:password|token|secret|key)\s*[:=]\s*['"]?[0-9a-zA-Z]{16,}/gi)).toBeNull();
  });
});

test('the chart is of this version, and has a rule for each of its values', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(parse(deployed('helm/balie/Chart.yaml'))).toMatchObject({ appVersion: version });
  const paths = (value: unknown, at: string, isRule: boolean): string[] => {
    const inside = isRule ? (value as { properties?: object }).properties : value;
    if (typeof inside !== 'object' || inside === null || Array.isArray(inside) || Object.keys(inside).length === 0) return [at];
    return Object.entries(inside).flatMap(([name, one]) => paths(one, `${at}.${name}`, isRule));
  };
  const rules = new Set(paths(JSON.parse(deployed('helm/balie/values.schema.json')), '', true));
  const known = [...rules].flatMap((path) => path.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.')));
  // What is free below (resources, annotations) has a rule at its own place.
  const isRuled = (path: string) => path.split('.').some((_, index, parts) => index > 0 && rules.has(parts.slice(0, index + 1).join('.'))) && known.includes(path.split('.').slice(0, 2).join('.'));
  expect(paths(parse(deployed('helm/balie/values.yaml')), '', false).filter((path) => !isRuled(path))).toEqual([]);
});

test('who may make extensions in the database makes all that migrations ask for', () => {
  const wanted = globSync('src/store/migrations/*.sql', { cwd: root }).flatMap((path) => [...readFileSync(join(root, path), 'utf8').matchAll(/CREATE EXTENSION IF NOT EXISTS (\w+)/g)].map(([, name]) => name));
  const made = [...deployed('helm/balie/templates/database.yaml').matchAll(/CREATE EXTENSION IF NOT EXISTS (\w+)/g)].map(([, name]) => name);
  expect(new Set(made)).toEqual(new Set(wanted));
});

test('faults that an alarm goes by are in the catalogue', () => {
  const codes = [...deployed('monitoring/alerts.yaml').matchAll(/\bcode="([^"]+)"/g)].map(([, code]) => code ?? '');
  expect(codes.length).toBeGreaterThan(1);
  expect(codes.filter((code) => !Object.hasOwn(errorCatalogue, code))).toEqual([]);
});
