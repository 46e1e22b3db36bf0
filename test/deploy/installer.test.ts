import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { unpackDatabase } from '../support/process.ts';
import { type Manifest, render } from './support/chart.ts';
import { root } from './support/image.ts';
import { tool } from './support/tools.ts';

/** The English page has the same commands: `test/unit/docs.test.ts` sees to that, so that they are run once. */
const guide = readFileSync(join(root, 'docs/nl/installer.md'), 'utf8');
const blocks = (language: string) => [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '');
/** With the part that each is in: each part is done from Balie's own folder. */
const steps = guide.split(/^## /m).flatMap((part, index) => [...part.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, text]) => (text ?? '').trimEnd().split('\n')).map((line) => ({ part: index, line })));
const lines = steps.map(({ line }) => line);

/** Of these there is no server here: Docker, Kubernetes, systemd, Ollama, nginx and a PostgreSQL of the machine. What they name is looked at. */
const ELSEWHERE = /^(?:docker|kubectl|helm|systemctl|journalctl|ollama|nginx|sudo -u postgres) /;
/** In other tests, on what they make: `image.test.ts`, `compose.test.ts`. */
const OTHERS = ['npm ci --omit=dev', './make-secrets balie.gemeente.example', 'curl --fail http://127.0.0.1:8080/readyz'];

/** A user that has no name. */
const SERVICE = 64_000;

describe('the commands of the guide', () => {
  let place: string;
  beforeAll(async () => {
    // A machine as the guide has it, in a folder: with the program, and with what an earlier start left.
    place = mkdtempSync(join(tmpdir(), 'balie-installer-'));
    for (const folder of ['opt', 'etc/systemd/system', 'etc/nginx/conf.d', 'etc/nginx/sites-enabled', 'var/lib', 'usr/local/bin']) mkdirSync(join(place, folder), { recursive: true });
    symlinkSync(root, join(place, 'opt/balie'));
    // As Debian and Ubuntu bring nginx.
    writeFileSync(join(place, 'etc/nginx/sites-enabled/default'), 'server { listen 80 default_server; listen [::]:80 default_server; server_name _; root /var/www/html; }\n');
    await unpackDatabase(join(place, 'var/lib/balie/postgres'));
    // Of a user that the service has while it runs.
    for (const path of ['', ...readdirSync(join(place, 'var/lib/balie'), { recursive: true, encoding: 'utf8' })]) chownSync(join(place, 'var/lib/balie', path), SERVICE, SERVICE);
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const path = `${tool('promtool').replace(/\/promtool$/, '')}:${process.env['PATH']}`;
  const inPlace = (text: string) => text.replaceAll(/(?<![\w.])\/(etc|var|opt|usr\/local)\//g, `${place}/$1/`);
  let cwd = root;
  let current = 0;
  function run(line: string, part: number) {
    if (part !== current) cwd = root;
    current = part;
    if (line.startsWith('cd ')) {
      cwd = line.slice(3).startsWith('/') ? join(place, line.slice(3)) : join(root, line.slice(3));
      return { status: existsSync(cwd) ? 0 : 1, stdout: '', stderr: cwd };
    }
    // Of the machine itself nothing is changed.
    const here = inPlace(line).replace(' .env', ` ${place}/env`).replace(/ backups$/, ` ${place}/backups`);
    if (here.includes('database-url')) writeFileSync(join(place, 'etc/balie/secrets/database-url'), 'postgres://x');
    const done = spawnSync('bash', ['-euo', 'pipefail', '-c', here], { cwd, encoding: 'utf8', env: { PATH: `${join(place, 'usr/local/bin')}:${path}`, HOME: place } });
    const command = join(place, 'usr/local/bin/balie');
    if (line.endsWith(' /usr/local/bin/balie')) writeFileSync(command, inPlace(readFileSync(command, 'utf8')));
    return done;
  }

  // What npm runs is the same each time, and takes long.
  const isRun = (line: string, index: number) => !ELSEWHERE.test(line) && !OTHERS.includes(line) && !(line.startsWith('npm run ') && lines.indexOf(line) < index);
  test.each(steps.filter(({ line }, index) => isRun(line, index)))('$line', ({ line, part }) => {
    const { status, stdout, stderr } = run(line, part);
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
    if (line.includes('desk status')) expect(stdout).toBe('De digitale balie staat aan.\n');
  });

  test('work on what the service works on, and leave the service what is its own', () => {
    const folder = join(place, 'var/lib/balie');
    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).uid !== SERVICE)).toEqual([]);
    const status = () => run('balie desk status', current);
    writeFileSync(join(place, 'etc/balie/secrets/database-url'), 'postgres://balie:x@127.0.0.1:1/balie');
    expect(status()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('127.0.0.1:1') });
    rmSync(join(place, 'etc/systemd/system/balie.service.d/postgresql.conf'));
    expect(status()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('postgresql.conf') });
    rmSync(join(place, 'etc/balie/secrets/database-url'));
    writeFileSync(join(place, 'etc/balie/environment'), '# van ons\nCONFIG=/nergens/eerder.yaml\nCONFIG="/nergens/balie $x.yaml"\n');
    expect(status()).toMatchObject({ status: 1, stderr: expect.stringContaining('/nergens/balie $x.yaml') });
    writeFileSync(join(place, 'etc/balie/environment'), 'CONFIG=/nergens\\\n/balie.yaml\n');
    expect(status()).toMatchObject({ status: 2, stderr: expect.stringContaining('NAAM=waarde') });
    rmSync(join(place, 'etc/balie/environment'));
  });

  test('make secrets that nobody else can read', () => {
    for (const name of ['audit-key', 'metrics-token']) {
      expect(readFileSync(join(place, 'etc/balie/secrets', name), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
      expect(statSync(join(place, 'etc/balie/secrets', name)).mode & 0o777).toBe(0o600);
    }
  });

  /** As a machine has it around its sites. */
  const nginxConf = (sites: string) => `daemon off;\npid ${place}/nginx.pid;\nevents {}\nhttp {\naccess_log off;\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place}/${name};`).join('\n')}\n${inPlace(sites)}\n}\n`;

  test('put a proxy in front that nginx reads without a word, and that passes on what that of Compose does', () => {
    const site = readFileSync(join(place, 'etc/nginx/conf.d/balie.conf'), 'utf8');
    const certificate = join(place, 'etc/nginx/balie/tls');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=balie.example', '-keyout', `${certificate}.key`, '-out', `${certificate}.crt`], { stdio: 'ignore' });
    const whole = join(place, 'nginx.conf');
    const tried = (text: string) => {
      writeFileSync(whole, nginxConf(text));
      return spawnSync(tool('nginx'), ['-t', '-q', '-e', join(place, 'nginx.log'), '-c', whole], { encoding: 'utf8' });
    };
    expect(tried(site)).toMatchObject({ status: 0, stderr: '' });
    expect(tried(site.replace('proxy_buffering', 'proxy_bufering'))).toMatchObject({ status: 1, stderr: expect.stringContaining('proxy_bufering') });
    const passed = (text: string) => [...text.matchAll(/^ +((?:proxy_(?!pass |temp_)|client_max|ssl_(?!certificate|session_cache))[^;]+);/gm)].map(([, line]) => line);
    expect(passed(site)).toEqual(passed(readFileSync(join(root, 'deploy/compose/nginx.conf'), 'utf8')));
    expect(passed(site).length).toBeGreaterThan(10);
  });

  test('lead who comes without TLS to https, also where nginx came with a site of its own', async () => {
    const folder = join(place, 'etc/nginx');
    const read = (at: string) => readdirSync(join(folder, at)).map((name) => readFileSync(join(folder, at, name), 'utf8')).join('\n');
    const socket = join(place, 'nginx.sock');
    // In the order of Debian's nginx.conf; on a socket, for port 80 may be somebody's here, and without the server that wants a certificate.
    const sites = `${read('conf.d').replace(/^server \{\n {2}listen 443 [^]*?^\}$/m, '')}\n${read('sites-enabled')}`.replaceAll(/listen \[::\]:80[^;]*;/g, '').replaceAll(/listen 80\b/g, `listen unix:${socket}`);
    const whole = join(place, 'sites.conf');
    writeFileSync(whole, nginxConf(sites));
    const nginx = spawn(tool('nginx'), ['-e', join(place, 'sites.log'), '-c', whole], { stdio: 'ignore' });
    try {
      await expect.poll(() => existsSync(socket)).toBe(true);
      const [answer] = (await once(get({ socketPath: socket, path: '/vraag', headers: { host: 'balie.gemeente.example' }, agent: false }), 'response')) as [IncomingMessage];
      answer.resume();
      expect(answer).toMatchObject({ statusCode: 308, headers: { location: 'https://balie.gemeente.example/vraag' } });
    } finally {
      nginx.kill('SIGTERM');
    }
  });

  test('run npm again after `npm ci`, without which npm 9.2 leaves no Node.js for the service', () => {
    const after = lines.flatMap((line, index) => (line.startsWith('npm ci') ? [lines[index + 1] ?? ''] : []));
    expect(after).toEqual(['npm run balie -- help', 'npm run balie -- help']);
  });

  test('are all looked at: those for which there is no server here name files and services that there are', () => {
    for (const line of OTHERS) expect(lines).toContain(line);
    const far = lines.filter((line) => ELSEWHERE.test(line)).join('\n');
    for (const file of far.match(/deploy\/[\w./-]+/g) ?? []) expect(existsSync(join(root, file)), file).toBe(true);
    for (const [, file] of far.matchAll(/--file (compose[\w.]*)/g)) expect(existsSync(join(root, 'deploy/compose', file ?? '')), file).toBe(true);
    const { services } = parse(readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8'), { merge: true }) as { services: object };
    const named = [...far.matchAll(/docker compose (?:logs|exec|run --rm) ([\w-]+)/g)].map(([, service]) => service ?? '');
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((service) => !Object.hasOwn(services, service))).toEqual([]);
    const dockerfile = readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8');
    for (const [, argument] of far.matchAll(/--build-arg (\w+)=/g)) expect(dockerfile).toMatch(new RegExp(`^ARG ${argument}$`, 'm'));
  });

  test('install the chart with the values that it shows, and the secret that they name', () => {
    const [values] = blocks('yaml').map((text) => parse(text) as { secrets: { existingSecret: string } });
    const [answer] = render([{ values: values ?? {} }]);
    expect(answer).toMatchObject({ lint: [] });
    expect(answer?.manifests.map(({ kind, metadata }: Manifest) => `${kind.toLowerCase()}/${metadata.name}`)).toContain(/rollout status (\S+)/.exec(guide)?.[1]);
    const made = /create secret generic (\S+) (.*)$/m.exec(guide);
    expect(made?.[1]).toBe(values?.secrets.existingSecret);
    const keys = [...(made?.[2] ?? '').matchAll(/--from-\w+=([\w-]+)=/g)].map(([, key]) => key ?? '');
    const asked = [...JSON.stringify(answer?.manifests).matchAll(/\/run\/secrets\/balie\/([\w-]+)/g)].map(([, key]) => key ?? '');
    expect(keys.toSorted()).toEqual([...new Set(asked)].toSorted());
  });
});
