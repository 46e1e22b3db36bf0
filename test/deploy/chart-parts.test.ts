import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Manifest, type Pod, render, valuesOf } from './support/chart.ts';
import { root } from './support/image.ts';
import { operatorFaults } from './support/operators.ts';

/** What is there at all: `chart.test.ts` looks at whatever there is, and what was left out of a template is not among that. */
const [plain = [], whole = [], own = [], empty = [], two = []] = render([
  { values: valuesOf('own-postgresql') },
  { values: valuesOf('everything') },
  { values: { ...valuesOf('everything'), drainSeconds: 25, ingress: { clusterIssuer: '', tlsSecret: 'van-ons' }, secrets: { existingSecret: 'van-ons' } } },
  { values: { ...valuesOf('everything'), replicas: 0 } },
  { values: { ...valuesOf('everything'), database: { cluster: { ...(valuesOf('everything')['database'] as { cluster: object }).cluster, instances: 2 } } } },
]).map(({ manifests, fault }) => {
  if (fault !== undefined) throw new Error(fault);
  return manifests;
});
const named = (manifests: readonly Manifest[], kind: string, name = 'balie-lindewaarde'): Manifest => {
  const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
  if (found === undefined) throw new Error(`the chart makes no ${kind}/${name}`);
  return found;
};
const podOf = (manifests: readonly Manifest[], name?: string) => (named(manifests, 'Deployment', name).spec['template'] as Pod).spec;
const LABELS = { 'app.kubernetes.io/name': 'balie', 'app.kubernetes.io/instance': 'lindewaarde' };
const DESK = { ...LABELS, 'app.kubernetes.io/component': 'desk' };

const ALWAYS = ['Deployment/', 'Ingress/', 'NetworkPolicy/', 'NetworkPolicy/-deny', 'PodDisruptionBudget/', 'PrometheusRule/', 'Service/', 'ServiceMonitor/'];
const ASKED = [
  'Cluster/-db', 'ConfigMap/', 'ConfigMap/-backup', 'CronJob/-backup', 'Deployment/-vllm', 'HorizontalPodAutoscaler/',
  'NetworkPolicy/-backup', 'NetworkPolicy/-db', 'NetworkPolicy/-vllm', 'Service/-vllm',
];

test.each([['a PostgreSQL of its own', plain, ALWAYS], ['all that there is', whole, [...ALWAYS, ...ASKED]]])('with %s it makes just these', (_, manifests, expected) => {
  expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name.replace(/^balie-lindewaarde/, '')}`).toSorted()).toEqual(expected.toSorted());
});

describe('the desk', () => {
  test('is asked whether it started, lives and is ready, where serve answers that', () => {
    const [desk] = podOf(plain).containers;
    expect(desk).toMatchObject({ name: 'balie', args: ['serve'], ports: [{ name: 'http', containerPort: 8080 }] });
    expect(desk?.env).toContainEqual({ name: 'PORT', value: '8080' });
    expect(desk?.['startupProbe']).toEqual({ httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 2, failureThreshold: 60 });
    expect(desk?.['readinessProbe']).toEqual({ httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5, timeoutSeconds: 4, failureThreshold: 12 });
    expect(desk?.['livenessProbe']).toEqual({ httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 });
  });

  test.each([[plain, 10], [own, 25]])('gets requests for drainSeconds after it is told to go, and then has time to end', (manifests, seconds) => {
    const pod = podOf(manifests);
    expect(pod.containers[0]?.['lifecycle']).toEqual({ preStop: { exec: { command: ['/app/node_modules/.bin/node', '-e', `setTimeout(() => {}, ${seconds * 1_000})`] } } });
    expect(pod.terminationGracePeriodSeconds).toBe(seconds + 60);
  });

  test('finds a database that was brought up to date, and stands on more than one node', () => {
    const pod = podOf(plain);
    expect(pod.initContainers).toMatchObject([{ name: 'migrate', args: ['desk', 'status'] }]);
    expect((pod as unknown as { topologySpreadConstraints: object[] }).topologySpreadConstraints).toEqual(
      ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: DESK } })),
    );
  });

  test('is not said to have failed while it may still be waiting for tables', () => {
    expect([plain, own].map((manifests) => named(manifests, 'Deployment').spec['progressDeadlineSeconds'])).toEqual([6 * 3_600 + 120, 6 * 3_600 + 120]);
  });

  test('is left standing by who empties a node', () => {
    expect(named(plain, 'PodDisruptionBudget').spec).toEqual({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: DESK } });
  });

  test('is found from outside by its host alone, with TLS by cert-manager, word by word', () => {
    const { metadata, spec } = named(whole, 'Ingress');
    expect(metadata.annotations).toMatchObject({ 'cert-manager.io/cluster-issuer': 'pki-overheid', 'nginx.ingress.kubernetes.io/proxy-buffering': 'off', 'nginx.ingress.kubernetes.io/proxy-request-buffering': 'off' });
    expect(spec).toEqual({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['balie.lindewaarde.example'], secretName: 'balie-lindewaarde-tls' }],
      rules: [{ host: 'balie.lindewaarde.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'balie-lindewaarde', port: { name: 'http' } } } }] } }],
    });
    expect(named(whole, 'Service').spec).toMatchObject({ ports: [{ name: 'http', port: 80 }] });
  });

  test('has a certificate of the municipality’s own where nobody makes one', () => {
    const { metadata, spec } = named(own, 'Ingress');
    expect(metadata.annotations).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
    expect(spec['tls']).toEqual([{ hosts: ['balie.lindewaarde.example'], secretName: 'van-ons' }]);
  });

  test.each([[whole, 'balie-lindewaarde'], [own, 'van-ons']])('is measured with the token that it asks for', (manifests, name) => {
    const { metadata, spec } = named(manifests, 'ServiceMonitor');
    expect(metadata.labels).toMatchObject({ release: 'prometheus' });
    expect(spec).toEqual({ selector: { matchLabels: DESK }, endpoints: [{ port: 'http', path: '/metrics', interval: '30s', authorization: { type: 'Bearer', credentials: { name, key: 'metrics-token' } } }] });
    expect(named(manifests, 'Service').metadata.labels).toMatchObject(DESK);
    expect(podOf(manifests).containers[0]?.env).toContainEqual({ name: 'METRICS_TOKEN_FILE', value: '/run/secrets/balie/metrics-token' });
    expect(podOf(manifests).volumes).toContainEqual({ name: 'secrets', secret: { secretName: name, defaultMode: 0o440 } });
  });
});

test('without a desk nothing comes near the database into which a backup is put back', () => {
  const without = (manifests: readonly Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).filter((name) => !name.startsWith('HorizontalPodAutoscaler/'));
  expect(empty.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(without(whole));
  expect(named(empty, 'Deployment').spec).toMatchObject({ replicas: 0 });
  expect(named(empty, 'CronJob', 'balie-lindewaarde-backup').spec).toMatchObject({ suspend: true });
  expect(named(whole, 'CronJob', 'balie-lindewaarde-backup').spec).not.toHaveProperty('suspend');
  expect(named(empty, 'Cluster', 'balie-lindewaarde-db')).toEqual(named(whole, 'Cluster', 'balie-lindewaarde-db'));
});

describe('vLLM', () => {
  test('serves the weights that were brought in, by the name that the desk asks for, on the cards that it gets', () => {
    const [vllm] = podOf(whole, 'balie-lindewaarde-vllm').containers;
    expect(vllm?.command).toEqual(['vllm', 'serve']);
    expect(vllm?.args).toEqual(['/models/ministral-3', '--served-model-name', 'loket-standaard', '--max-model-len', '8192', '--tensor-parallel-size', '2']);
    expect(podOf(whole).containers[0]?.env).toContainEqual({ name: 'CHAT_MODEL', value: 'loket-standaard' });
    expect(vllm?.resources).toMatchObject({ requests: { 'nvidia.com/gpu': '2' }, limits: { 'nvidia.com/gpu': '2' } });
    expect(podOf(whole, 'balie-lindewaarde-vllm').volumes).toContainEqual({ name: 'models', persistentVolumeClaim: { claimName: 'modellen', readOnly: true } });
    expect(vllm?.env).toEqual(expect.arrayContaining([
      { name: 'HF_HUB_OFFLINE', value: '1' }, { name: 'VLLM_NO_USAGE_STATS', value: '1' }, { name: 'DO_NOT_TRACK', value: '1' },
      { name: 'VLLM_API_KEY', valueFrom: { secretKeyRef: { name: 'balie-lindewaarde', key: 'vllm-key' } } },
    ]));
  });

  test('is asked how it is, may load for minutes, and frees its cards before the next one', () => {
    const [vllm] = podOf(whole, 'balie-lindewaarde-vllm').containers;
    const httpGet = { path: '/health', port: 'http' };
    expect(vllm?.['startupProbe']).toEqual({ httpGet, periodSeconds: 10, failureThreshold: 120 });
    expect(vllm?.['readinessProbe']).toEqual({ httpGet, periodSeconds: 5, timeoutSeconds: 4 });
    expect(vllm?.['livenessProbe']).toEqual({ httpGet, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 6 });
    expect(named(whole, 'Deployment', 'balie-lindewaarde-vllm').spec).toMatchObject({ replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } });
  });
});

describe('what operators read', () => {
  test.each([['a PostgreSQL of its own', plain, 2], ['all that there is', whole, 3]])('with %s is as they define it', (_, manifests, count) => {
    expect(manifests.filter(({ kind }) => /^(?:Cluster|ServiceMonitor|PrometheusRule)$/.test(kind))).toHaveLength(count);
    expect(operatorFaults(manifests)).toEqual([]);
  });

  test('is refused with a field that they do not know, or a value that they cannot use', () => {
    const database = named(whole, 'Cluster', 'balie-lindewaarde-db');
    expect(operatorFaults([{ ...database, spec: { ...database.spec, instance: 3 } }, { ...database, apiVersion: 'postgresql.cnpg.io/v2' }])).toEqual([expect.stringContaining('Cluster spec'), expect.stringContaining('Cluster apiVersion')]);
    const monitor = named(whole, 'ServiceMonitor');
    expect(operatorFaults([{ ...monitor, spec: { ...monitor.spec, endpoints: [{ port: 'http', path: 'metrics' }] } }])).toEqual([expect.stringContaining('ServiceMonitor spec.endpoints.0.path')]);
  });

  test('stays when the release goes: the database, and that nobody else comes in', () => {
    const kept = whole.filter(({ metadata }) => metadata.annotations?.['helm.sh/resource-policy'] === 'keep').map(({ kind, metadata }) => `${kind.toLowerCase()} ${metadata.name}`);
    expect(kept).toEqual(['cluster balie-lindewaarde-db', 'networkpolicy balie-lindewaarde-db']);
    for (const language of ['nl', 'en']) {
      expect(readFileSync(join(root, 'docs', language, 'installer.md'), 'utf8')).toContain('\nkubectl --namespace gemeenten delete cluster.postgresql.cnpg.io,networkpolicy balie-lindewaarde-db &&\n');
    }
  });

  test('is a database with what the desk needs, that loses no answer with one instance', () => {
    const { metadata, spec } = named(whole, 'Cluster', 'balie-lindewaarde-db');
    // With two it writes on while one is away.
    const { postgresql: synchronous, ...alike } = spec;
    expect(synchronous).toBeDefined();
    expect(named(two, 'Cluster', 'balie-lindewaarde-db').spec).toEqual({ ...alike, instances: 2 });
    expect(spec).toEqual({
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql@sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
      bootstrap: { initdb: { database: 'balie', owner: 'balie', encoding: 'UTF8', postInitApplicationSQL: ['CREATE EXTENSION IF NOT EXISTS vector', 'CREATE EXTENSION IF NOT EXISTS pg_trgm'] } },
      postgresql: { synchronous: { method: 'any', number: 1 } },
      storage: { size: '20Gi', storageClass: 'snel' },
      resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
      affinity: { enablePodAntiAffinity: true, topologyKey: 'kubernetes.io/hostname' },
      monitoring: { enablePodMonitor: true },
    });
    // The operator names the Secret after the cluster and its application's user, with the whole URL as `uri`.
    const secret = { name: 'database', secret: { secretName: `${metadata.name}-app`, defaultMode: 0o440, items: [{ key: 'uri', path: 'uri' }] } };
    const backup = (named(whole, 'CronJob', 'balie-lindewaarde-backup').spec['jobTemplate'] as { spec: { template: Pod } }).spec.template.spec;
    for (const { volumes, initContainers = [] } of [podOf(whole), backup]) {
      expect(volumes).toContainEqual(secret);
      expect(initContainers[0]?.env).toContainEqual({ name: 'DATABASE_URL_FILE', value: '/run/secrets/database/uri' });
    }
  });
});
