import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Pod, render } from './support/chart.ts';
import { root } from './support/image.ts';
import { blocks, blockWith, guide, Prompt } from './support/typed.ts';

/** What of the guide may not begin before something else succeeded, and what happens to who types it twice. */
const URI = 'postgresql://balie:Geheim123@balie-lindewaarde-db-rw.gemeenten:5432/balie';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const SECRETS = { 'data.uri': base64(URI), 'data.audit-key': base64('ab'.repeat(32)) };
const READY = 'curl --fail --retry 60 --retry-connrefused --retry-delay 2 http://127.0.0.1:8080/readyz';
const LOG = 'journalctl --unit balie --lines 50';

const prompts: Prompt[] = [];
const prompt = (says: Readonly<Record<string, string>> = {}) => {
  const made = new Prompt(says);
  writeFileSync(made.at('make-secrets'), '#!/bin/sh\n', { mode: 0o755 });
  prompts.push(made);
  return made;
};
afterEach(() => {
  for (const one of prompts.splice(0)) one.remove();
});

describe('nothing is done behind what failed', () => {
  const upgrade = blockWith('npm ci --omit=dev\nnpm run balie -- help\ninstall').split('\n').findLast((line) => line.startsWith('systemctl start')) ?? '';
  test.each([
    ['of a new version as a service', upgrade, ['systemctl start balie-backup.service', 'systemctl start balie balie-backup.timer', READY]],
    ['of a restore as a service', blockWith('balie restore /etc/balie/vandaag.backup').replace(LOG, ''), [expect.stringMatching(/^balie restore /), 'systemctl start balie balie-backup.timer', READY]],
    ['of a new version with Compose', blockWith('docker compose stop balie\ndocker compose run --rm backup &&').split('\n')[1] ?? '', ['docker compose run --rm backup', 'docker compose up --detach --wait']],
    ['of what is thrown away with Compose', blockWith('docker volume rm'), ['docker compose down', 'docker volume rm balie_database']],
    ['of a restore with Compose', blockWith('restore /backups/vandaag.backup'), [expect.stringMatching(/^docker compose run --rm backup restore /), 'docker compose up --detach --wait']],
    ['of a new version on Haven', blockWith('create job'), [expect.stringContaining(' create job '), expect.stringContaining(' wait --for=condition=Complete job/'), expect.stringMatching(/^helm upgrade /)]],
    ['of the way to the database on Haven', blockWith('port-forward'), [expect.stringMatching(/^helm upgrade .* --set replicas=0/), expect.stringContaining(' wait --for=delete pod '), expect.stringContaining(' wait --for=condition=Ready '), expect.stringContaining('.data.uri'), expect.stringContaining('.data.audit-key'), expect.stringContaining(' port-forward ')]],
    ['of what is thrown away on Haven', blockWith('delete cluster'), [expect.stringContaining(' delete cluster'), expect.stringContaining(' wait --for=delete pod,pvc '), expect.stringContaining(' wait --for=delete secret/')]],
    ['of a restore on Haven', blockWith('restore vandaag.backup'), [expect.stringMatching(/^npm run balie -- restore /), expect.stringMatching(/^helm upgrade /)]],
  ])('%s', (_, text, whole) => {
    const { length } = whole;
    expect(prompt(SECRETS).type(text)).toEqual(whole);
    for (let fails = 1; fails <= length; fails++) expect(prompt(SECRETS).type(text, fails)).toEqual(whole.slice(0, fails));
  });

  test('of a restore on Haven, with the way to the database until it is finished', () => {
    const here = prompt();
    const left = (fails: number) => {
      for (const name of ['database-url', 'audit-key']) writeFileSync(here.at(name), 'x');
      here.type(blockWith('restore vandaag.backup'), fails);
      return readdirSync(here.place).filter((name) => ['database-url', 'audit-key'].includes(name));
    };
    expect([left(1), left(0)]).toEqual([['audit-key', 'database-url'], []]);
  });

  test.each(['data.uri', 'data.audit-key'])('of the way to the database on Haven where a secret has nothing for %s', (empty) => {
    expect(prompt({ ...SECRETS, [empty]: '' }).type(blockWith('port-forward'))).not.toContainEqual(expect.stringContaining('port-forward'));
  });

  test('of a program for secrets that is not there', () => {
    const [, , create = ''] = blockWith('create secret generic').split('\n');
    const here = prompt();
    here.program('openssl', '#!/bin/sh\nexit 127\n');
    expect(here.type(create)).toEqual([]);
    expect(prompt().type(create)).toEqual([expect.stringMatching(/ --from-literal=audit-key=[0-9a-f]{64} --from-literal=metrics-token=[0-9a-f]{64} /)]);
  });
});

describe('what is there stays', () => {
  test('a secret that is whole; one that was broken off is made', () => {
    const secrets = blockWith('audit-key /etc/balie/secrets/metrics-token');
    const here = prompt();
    const made = () => Object.fromEntries(readdirSync(here.at('etc/balie/secrets')).toSorted().map((name) => [name, readFileSync(here.at(`etc/balie/secrets/${name}`), 'utf8')]));
    // As on a disk that is full.
    here.program('od', '#!/bin/sh\nexit 1\n');
    here.type(secrets);
    expect(['audit-key', 'metrics-token'].filter((name) => existsSync(here.at(`etc/balie/secrets/${name}`)))).toEqual([]);
    rmSync(here.at('bin/od'));
    writeFileSync(here.at('etc/balie/secrets/audit-key'), '');
    here.type(secrets);
    const first = made();
    expect(first).toEqual({ 'audit-key': expect.stringMatching(/^[0-9a-f]{64}$/), 'metrics-token': expect.stringMatching(/^[0-9a-f]{64}$/) });
    here.type(secrets);
    expect(made()).toEqual(first);
  });

  test('the password of the database, which needs no writing otherwise in its address, and is on no screen', () => {
    const database = blockWith('createuser');
    const here = prompt();
    for (const name of ['createuser', 'createdb']) here.program(name, `#!/bin/sh\necho "${name} $*" >>"$PLACE/asked"\n`);
    here.program('psql', '#!/bin/sh\n[ $# -gt 0 ] || { printf "psql < "; cat; echo; } >>"$PLACE/asked"\n');
    const first = here.type(database);
    const address = readFileSync(here.at('etc/balie/secrets/database-url'), 'utf8');
    const password = /^postgres:\/\/balie:([0-9a-f]{64})@127\.0\.0\.1:5432\/balie$/.exec(address)?.[1];
    expect(first).toEqual(['createuser balie', `psql < ALTER ROLE balie PASSWORD '${password}';`, 'createdb --owner balie balie']);
    expect(statSync(here.at('etc/balie/secrets/database-url')).mode & 0o777).toBe(0o600);
    expect(here.type(database)).toEqual(first);
  });

  test.each([
    ['as a service', 'balie backup key', 'etc/balie/reservekopie.pem'],
    ['with Compose', 'backup backup key', 'backups/sleutel.pem'],
  ])('the key of backups, also once its secret half is in the vault (%s)', (_, words, path) => {
    const [key = ''] = blockWith(words).split('\n').filter((line) => line.includes(words));
    const here = prompt();
    mkdirSync(here.at('backups'));
    expect(here.type(key)).toEqual([expect.stringContaining(`backup key --out /${path}`)]);
    writeFileSync(here.at(`${path}.pub`), '');
    expect(here.type(key)).toEqual([]);
  });
});

test('a new version is of a desk and a backup that were stopped, with the units of the new one; the timer goes on last', () => {
  const upgrade = blockWith('npm ci --omit=dev\nnpm run balie -- help\ninstall');
  const units = readdirSync(join(root, 'deploy/systemd')).filter((name) => /\.(?:service|timer)$/.test(name));
  expect(units.filter((name) => !upgrade.includes(` deploy/systemd/${name} `))).toEqual([]);
  const [first, ...others] = upgrade.trimEnd().split('\n');
  expect(first).toBe('systemctl stop balie-backup.timer balie-backup.service balie');
  expect(others.slice(-3)).toEqual(['systemctl daemon-reload', expect.stringMatching(/^systemctl start balie-backup\.service && systemctl start balie balie-backup\.timer && /), LOG]);
  expect(upgrade.match(/systemctl start/g)).toHaveLength(2);
});

test('who starts the service sees whether it answers, and only then what it said', () => {
  const starting = blocks().map((text) => text.trimEnd().split('\n')).filter((block) => block.some((line) => /systemctl (?:enable --now|start|restart) balie(?: |$)/.test(line)));
  expect(starting).toHaveLength(4);
  for (const block of starting) {
    expect(block.at(-1)).toBe(LOG);
    expect(block.slice(-3, -1).join(' && ').split(' && ').slice(-2)).toEqual([expect.stringMatching(/^systemctl (?:enable --now|start|restart) balie(?: |$)/), READY]);
  }
});

describe('before a database is thrown away, what its log knows is kept, for the restore', () => {
  const at = (words: string) => blocks().indexOf(blockWith(words));
  test.each([
    ['as a service', 'systemctl stop balie-backup.timer balie-backup.service balie\nbalie audit export', 'systemctl clean --what=state balie', 'balie restore /etc/balie/vandaag.backup'],
    ['with Compose', 'docker compose stop balie\ndocker compose run --rm backup audit export', 'docker volume rm', 'restore /backups/vandaag.backup'],
    ['on Haven', 'npm run balie -- audit export', 'delete cluster', 'restore vandaag.backup'],
  ])('%s', (_, keep, away, back) => {
    // The first time that `clean` is told of, there is nothing but the sample.
    const thrown = blocks().findLastIndex((text) => text.includes(away));
    expect([at(keep) < thrown, thrown < at(back)]).toEqual([true, true]);
    expect(blocks()[thrown]).not.toContain('export');
    const [, kept = 'nothing'] = / --out (\S+)$/m.exec(blockWith(keep)) ?? [];
    expect(blockWith(back)).toContain(` --erasures ${kept}`);
  });

  test('on Haven behind the way to it, which is there without a desk', () => {
    expect(at('port-forward')).toBeLessThan(at('npm run balie -- audit export'));
  });
});

describe('on Haven', () => {
  const values = { ...(parse(blocks('yaml')[0] ?? '') as object), database: { cluster: { enabled: true, image: `x/y@sha256:${'0'.repeat(64)}` } }, network: { apiServer: '10.0.0.1/32' } };
  const [empty, whole] = render([{ values: { ...values, replicas: 0 } }, { values: { ...values, backup: { enabled: true, existingClaim: 'x', publicKey: '-----BEGIN PUBLIC KEY-----\n' } } }]).map(({ manifests, fault }) => {
    if (fault !== undefined) throw new Error(fault);
    return manifests;
  });
  const desk = whole?.find(({ kind }) => kind === 'Deployment');
  const template = desk?.spec['template'] as Pod;
  const nightly = whole?.find(({ kind }) => kind === 'CronJob');
  const labels = (text: string) => Object.fromEntries((/ --selector (\S+)/.exec(text)?.[1] ?? '').split(',').map((one) => one.split('=')));

  test('a backup is put back into the database of the chart, by the names that the operator gives', () => {
    const name = empty?.find(({ kind }) => kind === 'Cluster')?.metadata.name;
    const part = ['port-forward', 'delete cluster', 'restore vandaag.backup'].map(blockWith).join('');
    expect(part.match(/(?:cluster\/|secret |secret\/|service\/|networkpolicy |cnpg\.io\/cluster=)balie-lindewaarde-db[\w-]*/g)).toEqual([`cluster/${name}`, `secret ${name}-app`, `service/${name}-rw`, `networkpolicy ${name}`, `cnpg.io/cluster=${name}`, `secret/${name}-app`]);
    const here = prompt(SECRETS);
    here.type(blockWith('port-forward'));
    // With the way there in place of the name of its service; nobody else can read it.
    expect(readFileSync(here.at('database-url'), 'utf8')).toBe('postgresql://balie:Geheim123@127.0.0.1:15432/balie');
    expect([readFileSync(here.at('audit-key'), 'utf8'), statSync(here.at('database-url')).mode & 0o777]).toEqual(['ab'.repeat(32), 0o600]);
    expect(blockWith('port-forward')).toMatch(/ 15432:5432\n$/);
    // The last line makes of the release what it was.
    const install = (words: string) => /helm upgrade --install [^&]*?(?= --set| --wait)/.exec(blockWith(words))?.[0];
    expect(install('restore vandaag.backup')).toBe(install('port-forward'));
  });

  test('waits until the pods of the desk are gone, by labels that they have and those of the backup do not', () => {
    const [wait = ''] = blockWith('port-forward').split('\n').filter((line) => line.includes('wait --for=delete'));
    expect(template.metadata.labels).toMatchObject(labels(wait));
    expect((nightly?.spec['jobTemplate'] as { spec: { template: Pod } } | undefined)?.spec.template.metadata.labels).not.toMatchObject(labels(wait));
  });

  test('the backup before a new version is made by what the chart makes each night', () => {
    expect(blockWith('create job')).toContain(` --from=cronjob/${nightly?.metadata.name} `);
    expect(guide).not.toContain('helm --namespace gemeenten history');
    const job = [...guide.matchAll(/ job\/(\S+)/g)].map(([, name]) => name);
    expect(new Set(job)).toEqual(new Set([/ create job --from=\S+ (\S+) /.exec(blockWith('create job'))?.[1]]));
  });

  test('asks the doctor in a pod of its own, with all that the desk has, that nobody takes for a desk', () => {
    // As the cluster gives it back: with what it fills in itself.
    const given = { ...desk, spec: { ...desk?.spec, template: { ...template, spec: { restartPolicy: 'Always', ...template.spec } } } };
    const here = prompt({ 'get deployment': JSON.stringify(given) });
    here.program('kubectl', `#!/bin/sh\ncase "$*" in *' get deployment balie-lindewaarde '*) cat "$PLACE/says/get deployment" ;; *) for one; do case $one in --overrides=*) printf %s "\${one#--overrides=}" >"$PLACE/pod" ;; esac; done ;; esac\n`);
    here.type(blockWith('run doctor'));
    const pod = JSON.parse(readFileSync(here.at('pod'), 'utf8')) as Pod;
    const [{ lifecycle, startupProbe, livenessProbe, ...kept } = {}] = template.spec.containers as Record<string, unknown>[];
    expect([lifecycle, startupProbe, livenessProbe]).not.toContain(undefined);
    const { initContainers, ...spec } = template.spec;
    expect(initContainers).toHaveLength(1);
    // Its probe of readiness stays, and fails: no service leads to it.
    expect(pod).toEqual({ apiVersion: 'v1', metadata: { labels: template.metadata.labels }, spec: { ...spec, restartPolicy: 'Never', containers: [{ ...kept, args: ['doctor'] }] } });
    expect(kept).toHaveProperty('readinessProbe');
  });
});

test('with Compose the doctor needs no desk that runs', () => {
  expect(blocks().join('')).toContain('\ndocker compose run --rm backup doctor\n');
});

test('what Compose throws away is the database that it makes', () => {
  const { name, volumes, services } = parse(readFileSync(join(root, 'deploy/compose/compose.yaml'), 'utf8'), { merge: true }) as { name: string; volumes: object; services: { database: { volumes: string[] } } };
  const [, thrown = ''] = /docker volume rm (\S+)/.exec(blockWith('docker volume rm')) ?? [];
  const [mounted = ''] = services.database.volumes.map((volume) => volume.split(':')[0] ?? '');
  expect([thrown, Object.keys(volumes).includes(mounted)]).toEqual([`${name}_${mounted}`, true]);
});
