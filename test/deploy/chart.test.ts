import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readConfig } from '../../src/config/config.ts';
import { type Manifest, type Pod, render, valuesOf } from './support/chart.ts';
import { tool } from './support/tools.ts';

const own = valuesOf('own-postgresql');
const everything = valuesOf('everything');
const without = (path: string) => Object.fromEntries(Object.entries(own).filter(([name]) => name !== path));
const REFUSED: readonly (readonly [string, RegExp, object])[] = [
  ['a tag in place of a digest', /image.digest.*pattern/s, { ...own, image: { repository: 'balie', digest: 'latest' } }],
  ['no image', /image.repository/, without('image')],
  ['no host', /host/, without('host')],
  ['no secret', /existingSecret/, without('secrets')],
  ['no database', /database.cidr/, without('database')],
  ['a secret in values', /additional properties.*auditKey/s, { ...own, secrets: { existingSecret: 'x', auditKey: '00' } }],
  ['a secret as a variable', /propertyName 'AUDIT_KEY'/, { ...own, environment: { AUDIT_KEY: '00' } }],
  ['a name that is not known', /additional properties.*replica/s, { ...own, replica: 3 }],
  ['the operator’s database without the address of the cluster', /network.apiServer/, { ...everything, network: {} }],
  ['vLLM that the sample would not ask', /vllm\.enabled: config is empty/, { ...everything, config: {} }],
  ['backups for nobody', /backup\.publicKey/, { ...everything, backup: { ...everything['backup'], publicKey: '' } }],
  ['the secret half of the key of backups', /publicKey/, { ...everything, backup: { ...everything['backup'], publicKey: '-----BEGIN PRIVATE KEY-----\n' } }],
  ['backups that go as they are made', /keepDays/, { ...everything, backup: { ...everything['backup'], keepDays: 1 } }],
  ['backups without a place', /backup\.existingClaim/, { ...everything, backup: { ...everything['backup'], existingClaim: '' } }],
  ['vLLM without weights', /vllm.existingClaim/, { ...everything, vllm: { ...everything['vllm'], existingClaim: '' } }],
];
const changedValues = { ...everything, config: { ...everything['config'], languages: ['en'] } };
const [plain, whole, empty, other, changed, ...refused] = render([{ values: own }, { values: everything }, { values: { ...everything, replicas: 0 } }, { values: everything, name: 'elmbroek' }, { values: changedValues }, ...REFUSED.map(([, , values]) => ({ values }))]);
if (plain === undefined || whole === undefined || empty === undefined || other === undefined || changed === undefined) throw new Error('nothing was rendered');
for (const { fault } of [plain, whole, empty, other, changed]) if (fault !== undefined) throw new Error(fault);

const of = (manifests: readonly Manifest[], kind: string) => manifests.filter((one) => one.kind === kind);
const podsOf = (manifests: readonly Manifest[]) => [
  ...of(manifests, 'Deployment').map(({ metadata, spec }) => ({ name: metadata.name, spec, pod: spec['template'] as Pod })),
  ...of(manifests, 'CronJob').map(({ metadata, spec }) => ({ name: metadata.name, spec, pod: (spec['jobTemplate'] as { spec: { template: Pod } }).spec.template })),
];
const isChosen = (selector: Record<string, string>, labels: Record<string, string>) => Object.entries(selector).every(([name, value]) => labels[name] === value);

describe.each([['with a PostgreSQL of its own', plain], ['with all that there is', whole], ['without a desk', empty]])('the chart, %s', (_, { manifests, lint, schema }) => {
  test('is right for Helm, and each manifest for Kubernetes', () => {
    expect(lint).toEqual([]);
    expect(schema.filter((said) => !/ (?:ServiceMonitor|PrometheusRule|Cluster): no schema$/.test(said))).toEqual([]);
    expect(manifests.length).toBeGreaterThan(6);
  });

  test.each(podsOf(manifests).map((one) => [one.name, one.pod.spec] as const))('%s runs with no right that Pod Security "restricted" keeps back', (__, spec) => {
    expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } });
    expect(spec.securityContext['runAsUser']).toBeGreaterThan(0);
    for (const { image, securityContext, resources } of [...spec.containers, ...(spec.initContainers ?? [])]) {
      expect(securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } });
      expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
      expect(resources.limits.memory).toBeDefined();
    }
    const kinds = spec.volumes.flatMap((volume) => Object.keys(volume)).filter((kind) => kind !== 'name');
    expect(kinds.filter((kind) => !['emptyDir', 'secret', 'configMap', 'persistentVolumeClaim'].includes(kind))).toEqual([]);
  });

  test('each volume that is mounted is there, and each file that is named is in one', () => {
    for (const { pod: { spec } } of podsOf(manifests)) {
      for (const { env = [], volumeMounts } of [...spec.containers, ...(spec.initContainers ?? [])]) {
        expect(volumeMounts.map(({ name }) => name).filter((name) => !spec.volumes.some((volume) => volume.name === name))).toEqual([]);
        const paths = env.flatMap(({ name, value = '' }) => (name.endsWith('_FILE') || name === 'CONFIG' ? [value] : []));
        expect(paths.filter((path) => !volumeMounts.some(({ mountPath }) => path.startsWith(`${mountPath}/`)))).toEqual([]);
      }
    }
  });

  test('each service and policy chooses pods that there are, and the ports they have', () => {
    const pods = podsOf(manifests).map(({ pod }) => ({ labels: pod.metadata.labels, ports: pod.spec.containers.flatMap(({ ports = [] }) => ports) }));
    for (const { spec } of of(manifests, 'Service')) {
      const chosen = pods.filter(({ labels }) => isChosen(spec['selector'] as Record<string, string>, labels));
      expect(chosen).toHaveLength(1);
      for (const { targetPort } of spec['ports'] as { targetPort: string }[]) expect(chosen[0]?.ports.map(({ name }) => name)).toContain(targetPort);
    }
    for (const { spec } of [...of(manifests, 'Deployment'), ...of(manifests, 'PodDisruptionBudget')]) {
      expect(pods.filter(({ labels }) => isChosen((spec['selector'] as { matchLabels: Record<string, string> }).matchLabels, labels))).toHaveLength(1);
    }
  });

  test('nobody is reached and nobody reaches anything, but for what is named', () => {
    const policies = of(manifests, 'NetworkPolicy').map(({ spec }) => spec as { podSelector: { matchLabels: Record<string, string> }; policyTypes: string[]; ingress?: { from?: object[]; ports: { port: number }[] }[]; egress?: { to?: object[]; ports: object[] }[] });
    for (const { pod } of podsOf(manifests)) {
      const chosen = policies.filter(({ podSelector }) => isChosen(podSelector.matchLabels, pod.metadata.labels));
      expect(chosen.some(({ ingress, egress, policyTypes }) => ingress === undefined && egress === undefined && policyTypes.length === 2)).toBe(true);
      const ports = pod.spec.containers.flatMap(({ ports: all = [] }) => all.map(({ containerPort }) => containerPort));
      expect(chosen.flatMap(({ ingress = [] }) => ingress.flatMap((rule) => rule.ports.map(({ port }) => port)))).toEqual(ports);
    }
    // A rule without `from` or `to`, or without ports, is one for everybody.
    const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress.map(({ from, ports }) => [from, ports]), ...egress.map(({ to, ports }) => [to, ports])]);
    expect(rules.length).toBeGreaterThan(2);
    expect(rules.filter((lists) => lists.some((list) => (list ?? []).length === 0))).toEqual([]);
    expect(JSON.stringify(policies)).not.toContain('0.0.0.0/0');
  });

  test('a rolling update takes away no desk before there is another', () => {
    expect(of(manifests, 'Deployment').find(({ metadata }) => metadata.name === 'balie-lindewaarde')?.spec['strategy']).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
  });

  test('the alarms are those of this municipality, and as Prometheus reads them', () => {
    const groups = (of(manifests, 'PrometheusRule')[0]?.spec['groups'] ?? []) as { rules: { expr: string }[] }[];
    expect(groups.flatMap(({ rules }) => rules).filter(({ expr }) => !expr.includes('job="balie-lindewaarde",namespace="gemeenten"') || expr.includes('job="balie"'))).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'balie-rules-'));
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
    expect(execFileSync(tool('promtool'), ['check', 'rules', join(folder, 'rules.yaml')], { encoding: 'utf8' })).toMatch(/SUCCESS: 20 rules/);
    rmSync(folder, { recursive: true });
  });
});

describe('the configuration that the chart makes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balie-chart-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is one that the desk reads, with the model that runs beside it', () => {
    const yaml = of(whole.manifests, 'ConfigMap').find(({ metadata }) => metadata.name === 'balie-lindewaarde')?.data?.['balie.yaml'] ?? '';
    // Files of secrets are where the pod has them.
    writeFileSync(join(folder, 'vllm-key'), 'sleutel');
    writeFileSync(join(folder, 'balie.yaml'), yaml.replaceAll('/run/secrets/balie/', `${folder}/`));
    const env = podsOf(whole.manifests)[0]?.pod.spec.containers[0]?.env ?? [];
    const variables = Object.fromEntries(env.filter(({ name }) => !name.endsWith('_FILE')).map(({ name, value = '' }) => [name, value]));
    const config = readConfig({ ...variables, CONFIG: join(folder, 'balie.yaml') });
    expect(config).toMatchObject({ publicUrl: 'https://balie.lindewaarde.example', chatModel: 'loket-standaard', catalogue: { backends: [{ id: 'vllm', kind: 'openai', url: 'http://balie-lindewaarde-vllm:8000' }] } });
    const service = of(whole.manifests, 'Service').find(({ metadata }) => metadata.name === 'balie-lindewaarde-vllm');
    expect(service?.spec).toMatchObject({ ports: [{ port: 8000 }] });
  });

  test('is another pod when it is another', () => {
    const checksum = (manifests: readonly Manifest[]) => JSON.stringify(podsOf(manifests)[0]?.pod.metadata);
    expect(checksum(changed.manifests)).not.toBe(checksum(whole.manifests));
  });
});

interface Policy {
  readonly ingress?: { from: object[]; ports: { port: number }[] }[];
  readonly egress?: { to: object[]; ports: { port: number }[] }[];
}
const policyOf = (manifests: readonly Manifest[], name: string) => (of(manifests, 'NetworkPolicy').find(({ metadata }) => metadata.name === name)?.spec ?? {}) as Policy;

test('the database lets in who asks it, and Prometheus for its figures', () => {
  const { ingress = [] } = policyOf(whole.manifests, 'balie-lindewaarde-db');
  const component = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'balie', 'app.kubernetes.io/instance': 'lindewaarde', 'app.kubernetes.io/component': name } } });
  expect(ingress[0]?.from).toEqual(expect.arrayContaining([component('desk'), component('backup')]));
  expect(ingress).toContainEqual({ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }], ports: [{ port: 9187, protocol: 'TCP' }] });
});

test('names are asked where the cluster has them', () => {
  const asked = (manifests: readonly Manifest[], name: string) => policyOf(manifests, name).egress?.[0];
  const rule = (namespace: string, labels: object, port: number) => ({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: labels } }], ports: [{ port, protocol: 'UDP' }, { port, protocol: 'TCP' }] });
  expect(asked(plain.manifests, 'balie-lindewaarde')).toEqual(rule('kube-system', { 'k8s-app': 'kube-dns' }, 53));
  for (const name of ['balie-lindewaarde', 'balie-lindewaarde-db', 'balie-lindewaarde-backup']) expect(asked(whole.manifests, name)).toEqual(rule('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }, 5353));
});

test('a backup is made each night with the public key, where it stays; then old ones go, and nothing else', () => {
  const pod = podsOf(whole.manifests).find(({ name }) => name === 'balie-lindewaarde-backup')?.pod.spec;
  const [make, old] = [pod?.initContainers?.[0], pod?.containers[0]];
  expect(make?.args).toEqual(['backup', '/backups', '--key', '/etc/balie-backup/backup.pub']);
  expect(of(whole.manifests, 'ConfigMap').find(({ metadata }) => metadata.name === 'balie-lindewaarde-backup')?.data?.['backup.pub']).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  expect(pod?.volumes).toContainEqual({ name: 'backups', persistentVolumeClaim: { claimName: 'reservekopieen' } });
  expect(make?.volumeMounts).toContainEqual({ name: 'backups', mountPath: '/backups' });
  const folder = mkdtempSync(join(tmpdir(), 'balie-old-'));
  for (const [name, days] of [['oud.backup', 13.99], ['oud.backup.part', 13.99], ['jong.backup', 12.99], ['jong.backup.part', 0.1], ['oud.txt', 15]] as const) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), Date.now() / 1_000, Date.now() / 1_000 - days * 86_400);
  }
  execFileSync(process.execPath, ['-e', (old?.command?.[2] ?? '').replaceAll('/backups', folder)]);
  expect(readdirSync(folder).toSorted()).toEqual(['jong.backup', 'jong.backup.part', 'oud.txt']);
  rmSync(folder, { recursive: true });
});

test('scales on the queue, and leaves the number of replicas to that', () => {
  expect(of(whole.manifests, 'HorizontalPodAutoscaler')[0]?.spec).toMatchObject({ minReplicas: 3, maxReplicas: 8, metrics: [{ pods: { metric: { name: 'balie_queue_length' }, target: { averageValue: '4' } } }, { resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '600m' } } }] });
  expect(podsOf(whole.manifests)[0]?.spec).not.toHaveProperty('replicas');
  expect(podsOf(plain.manifests)[0]?.spec).toMatchObject({ replicas: 2 });
});

test('two municipalities in one namespace share nothing', () => {
  const names = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const shared = names(whole.manifests).filter((name) => names(other.manifests).includes(name));
  expect(shared).toEqual([]);
  const labels = podsOf(other.manifests).map(({ pod }) => pod.metadata.labels);
  for (const { spec } of [...of(whole.manifests, 'Service'), ...of(whole.manifests, 'NetworkPolicy')]) {
    const selector = (spec['selector'] ?? (spec['podSelector'] as { matchLabels: object }).matchLabels) as Record<string, string>;
    expect(labels.some((one) => isChosen(selector, one))).toBe(false);
  }
});

test.each(REFUSED.map(([name, reason], index) => [name, reason, refused[index]?.fault] as const))('refuses %s', (_, reason, fault) => {
  expect(fault).toMatch(reason);
});
