import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/cli/commands.ts';
import { unpackDatabase } from '../support/process.ts';
import { type Manifest, render } from './support/chart.ts';
import { root } from './support/image.ts';
import { tool } from './support/tools.ts';

/** The English page has the same commands: `test/unit/docs.test.ts` sees to that, so that they are run once. */
const guide = readFileSync(join(root, 'docs/nl/installer.md'), 'utf8');
const blocks = (language: string) => [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '');
/** With the part that each is in: each part is done from Balie's own folder. */
const steps = guide.split(/^## /m).flatMap((part, index) => [...part.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, text]) => (text ?? '').trimEnd().split('\n')).map((line) => ({ part: index, line: line.replace(/ &&$/, '') })));
const lines = steps.map(({ line }) => line);

/** Of these there is no server here: Docker, Kubernetes, systemd, Ollama, nginx and a PostgreSQL of the machine. What they name is looked at. */
const ELSEWHERE = /(?:^|(?:&&|\|\|?) )(?:docker|kubectl|helm|systemctl|journalctl|ollama|nginx|sudo -u postgres) /;
/** Not in their turn: with the embedded database, below. */
const NEWER = 'balie audit export --out /etc/balie/nieuwer.jsonl';
const RESTORE = 'balie restore /etc/balie/vandaag.backup --key /etc/balie/reservekopie.pem --erasures /etc/balie/nieuwer.jsonl';
/** In the database of the cluster, which is not here. */
const THERE = 'DATABASE_URL_FILE=database-url AUDIT_KEY_FILE=audit-key DATA_DIR=teruggezet npm run balie -- ';
const [NEWER_THERE, RESTORE_THERE] = [`${THERE}audit export --out nieuwer.jsonl`, `${THERE}restore vandaag.backup --key sleutel.pem --erasures nieuwer.jsonl`];
/** What stands behind them needs systemd and Helm: `installer-order.test.ts` looks at that. */
const RESTORES = lines.filter((line) => [RESTORE, RESTORE_THERE].some((restore) => line.startsWith(`${restore} && `)));
/** In other tests, on what they make: `image.test.ts`, `compose-up.test.ts`. */
const OTHERS = [...RESTORES, NEWER, NEWER_THERE, 'npm ci --omit=dev', './up balie.gemeente.example register.gemeente.example/balie:0.1.0', 'curl --fail --retry 60 --retry-connrefused --retry-delay 2 http://127.0.0.1:8080/readyz'];

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
    const here = inPlace(line).replace(/^sudo /, '').replace(' .env', ` ${place}/env`).replace(/ backups$/, ` ${place}/backups`);
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

  test('put a backup back where the service finds it, without the secrets that it has only while it runs', { timeout: 240_000 }, () => {
    const own = { ...(parse(readFileSync(join(root, 'ingest/samples/balie.yaml'), 'utf8')) as object), backends: [{ id: 'gpu', kind: 'openai', url: 'https://gpu.example/v1', keyFile: '/run/credentials/balie.service/gpu' }] };
    writeFileSync(join(place, 'etc/balie/balie.yaml'), JSON.stringify(own));
    writeFileSync(join(place, 'etc/balie/environment'), `CONFIG=${join(place, 'etc/balie/balie.yaml')}\n`);
    expect(run('balie backup /etc/balie/vandaag.backup --key /etc/balie/reservekopie.pem.pub', current)).toMatchObject({ status: 0 });
    expect(run(NEWER, current)).toMatchObject({ status: 0 });
    // What `systemctl clean --what=state balie` takes away.
    rmSync(join(place, 'var/lib/balie'), { recursive: true });
    expect(run(RESTORE, current)).toMatchObject({ status: 0, stdout: expect.stringContaining('Het logboek klopt') });
    expect(readdirSync(join(place, 'var/lib/balie'))).toContain('postgres');
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
    const { services } = parse(readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8'), { merge: true }) as { services: object };
    const named = [...far.matchAll(/docker compose (?:logs|exec|run --rm) ([\w-]+)/g)].map(([, service]) => service ?? '');
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((service) => !Object.hasOwn(services, service))).toEqual([]);
    const dockerfile = readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8');
    for (const [, argument] of far.matchAll(/--build-arg (\w+)=/g)) expect(dockerfile).toMatch(new RegExp(`^ARG ${argument}$`, 'm'));
  });

  test('let each later command of Compose read the files that one does', () => {
    const read = [guide, readFileSync(join(root, 'deploy/compose/images.example'), 'utf8')].flatMap((text) => [...text.matchAll(/COMPOSE_FILE=(\S+)/g)].map(([, files]) => (files ?? '').split(':')));
    expect(read.flat()).toEqual(expect.arrayContaining(['compose.outbound.yaml', 'compose.gpu.yaml']));
    for (const files of read) expect([files[0], ...files.filter((file) => !existsSync(join(root, 'deploy/compose', file)))]).toEqual(['compose.yaml']);
    expect(lines.filter((line) => /^docker compose .*(?:--file|-f) /.test(line))).toEqual([]);
  });

  test('make an image where nothing but its own name and digest is asked afterwards', () => {
    const made = / --tag \$REGISTER\/(\S+) /.exec(lines.join('\n'))?.[1] ?? '';
    expect(lines.filter((line) => line.includes(`imagetools inspect $REGISTER/${made} `))).toHaveLength(1);
    expect(readFileSync(join(root, 'deploy/compose/images.example'), 'utf8')).toMatch(new RegExp(`^BALIE_IMAGE=[\\w.]+/${made}@sha256:$`, 'm'));
    // What an SBOM and more than the processor of this machine ask of Docker.
    expect(lines.findIndex((line) => line.startsWith('docker buildx create --use'))).toBeLessThan(lines.findIndex((line) => line.includes('--sbom=true')));
    expect(lines).not.toContainEqual(expect.stringMatching(/--platform \S+,/));
  });

  test('give each command of Balie in a container, by the program that its image starts', () => {
    const entry = (JSON.parse(/^ENTRYPOINT (\[.*\])$/m.exec(readFileSync(join(root, 'deploy/docker/Dockerfile'), 'utf8'))?.[1] ?? '[]') as string[]).join(' ');
    const notes = readFileSync(join(root, 'deploy/helm/balie/templates/NOTES.txt'), 'utf8');
    const inside = [...lines, ...notes.split('\n').map((line) => line.trim())].flatMap((line) => {
      const [, tool = '', where = '', given = ''] = /^(docker compose|kubectl) (.*?exec .*?) (\/app.*)$/.exec(line) ?? [];
      return tool === '' ? [] : [{ tool, where, given }];
    });
    expect(inside.filter(({ given }) => !given.startsWith(`${entry} `))).toEqual([]);
    const backup = lines.flatMap((line) => /docker compose run --rm backup (\w.*)$/.exec(line)?.[1] ?? []);
    const named = [...inside.map(({ given }) => given.slice(entry.length + 1)), ...backup].map((given) => given.split(' ')[0] ?? '');
    expect(named).toEqual(expect.arrayContaining(['desk', 'doctor', 'evaluate', 'audit', 'backup', 'restore']));
    expect(named.filter((name) => !Object.hasOwn(commands, name))).toEqual([]);
    // In the pod that the chart makes; NOTES says the same of each release.
    const places = new Set(inside.filter(({ tool }) => tool === 'kubectl').map(({ where }) => where));
    expect(places).toEqual(new Set(['--namespace gemeenten exec deployment/balie-lindewaarde --container balie --', '--namespace {{ .Release.Namespace }} exec deployment/{{ include "balie.name" . }} --container balie --']));
  });

  test('read and write files where a container has them', () => {
    const { services: { backup } } = parse(readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8'), { merge: true }) as { services: { backup: { volumes: string[] } } };
    const mounted = (of: boolean) => backup.volumes.filter((volume) => volume.endsWith(':ro') === of).map((volume) => volume.split(':')[1] ?? '');
    const given = lines.filter((line) => line.startsWith('docker compose run --rm backup ')).join('\n');
    const written = [...given.matchAll(/--out (\/\w+)\//g)].map(([, folder]) => folder ?? '');
    expect(new Set(written)).toEqual(new Set(mounted(false)));
    expect([...given.matchAll(/evaluate answers (\/\w+)\//g)].map(([, folder]) => folder)).toEqual(mounted(true));
    expect(lines.filter((line) => line.startsWith('kubectl') && line.includes('--out '))).toEqual([]);
    expect(readFileSync(join(root, 'deploy/helm/balie/templates/_helpers.tpl'), 'utf8')).toContain('mountPath: /gemeente, readOnly: true');
  });

  test('install the chart with the values that it shows, and the secret that they name', () => {
    const [values] = blocks('yaml').map((text) => parse(text) as { secrets: { existingSecret: string } });
    const [answer] = render([{ values: values ?? {} }]);
    expect(answer).toMatchObject({ lint: [] });
    const there = answer?.manifests.map(({ kind, metadata }: Manifest) => `${kind.toLowerCase()}/${metadata.name}`);
    for (const [, deployment] of guide.matchAll(/ (deployment\/\S+)/g)) expect(there).toContain(deployment);
    const made = /create secret generic (\S+) (.*)$/m.exec(guide);
    expect(made?.[1]).toBe(values?.secrets.existingSecret);
    const keys = [...(made?.[2] ?? '').matchAll(/--from-\w+=([\w-]+)=/g)].map(([, key]) => key ?? '');
    const asked = [...JSON.stringify(answer?.manifests).matchAll(/\/run\/secrets\/balie\/([\w-]+)/g)].map(([, key]) => key ?? '');
    expect(keys.toSorted()).toEqual([...new Set(asked)].toSorted());
  });
});
