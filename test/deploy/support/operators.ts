import { z } from 'zod';
import type { Manifest } from './chart.ts';

/**
 * What operators define themselves, and Kubernetes has no schema for: of each the fields that the chart uses or may come to use, by the public
 * reference of the operator (the API of CloudNativePG 1.27, that of prometheus-operator 0.86). Strict: a field that was misspelt does nothing in a cluster.
 */
const quantity = z.string().regex(/^[1-9]\d*(?:\.\d+)?(?:m|[KMGT]i?)?$/);
const resources = z.strictObject({ requests: z.record(z.string(), quantity).optional(), limits: z.record(z.string(), quantity).optional() });
const duration = z.string().regex(/^(?:\d+[smhd])+$/);
const labels = z.record(z.string().regex(/^(?:[a-z0-9.-]+\/)?[\w.-]{1,63}$/), z.string().regex(/^[\w.-]{0,63}$/));
const selector = z.strictObject({ matchLabels: labels });
const secretKey = z.strictObject({ name: z.string().min(1), key: z.string().min(1) });

const cluster = z.strictObject({
  instances: z.int().min(1),
  imageName: z.string().regex(/^[\w./:-]+@sha256:[0-9a-f]{64}$/),
  bootstrap: z.strictObject({
    initdb: z.strictObject({ database: z.string(), owner: z.string(), encoding: z.literal('UTF8').optional(), secret: z.strictObject({ name: z.string() }).optional(), postInitSQL: z.array(z.string()).optional(), postInitApplicationSQL: z.array(z.string()).optional() }),
  }),
  postgresql: z.strictObject({ parameters: z.record(z.string(), z.string()).optional(), synchronous: z.strictObject({ method: z.enum(['any', 'first']), number: z.int().min(1) }).optional() }).optional(),
  storage: z.strictObject({ size: quantity, storageClass: z.string().optional(), resizeInUseVolumes: z.boolean().optional() }),
  resources: resources.optional(),
  affinity: z.strictObject({ enablePodAntiAffinity: z.boolean().optional(), topologyKey: z.string().optional(), podAntiAffinityType: z.enum(['preferred', 'required']).optional() }).optional(),
  monitoring: z.strictObject({ enablePodMonitor: z.boolean().optional() }).optional(),
});

const serviceMonitor = z.strictObject({
  selector,
  endpoints: z.array(z.strictObject({ port: z.string(), path: z.string().startsWith('/'), interval: duration.optional(), scrapeTimeout: duration.optional(), scheme: z.enum(['http', 'https']).optional(), authorization: z.strictObject({ type: z.string().optional(), credentials: secretKey }).optional() })).min(1),
});

/** Whether Prometheus can read its expressions, promtool says. */
const prometheusRule = z.strictObject({
  groups: z.array(z.strictObject({
    name: z.string().min(1),
    interval: duration.optional(),
    rules: z.array(z.strictObject({ alert: z.string().optional(), record: z.string().optional(), expr: z.string().min(1), for: duration.optional(), keep_firing_for: duration.optional(), labels: z.record(z.string(), z.string()).optional(), annotations: z.record(z.string(), z.string()).optional() })).min(1),
  })).min(1),
});

const SCHEMAS: Readonly<Record<string, { readonly apiVersion: string; readonly spec: z.ZodType }>> = {
  Cluster: { apiVersion: 'postgresql.cnpg.io/v1', spec: cluster },
  ServiceMonitor: { apiVersion: 'monitoring.coreos.com/v1', spec: serviceMonitor },
  PrometheusRule: { apiVersion: 'monitoring.coreos.com/v1', spec: prometheusRule },
};

/** What is wrong with those manifests that an operator reads. */
export function operatorFaults(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest) => {
    const known = SCHEMAS[manifest.kind];
    if (known === undefined) return [];
    const whole = z.strictObject({ apiVersion: z.literal(known.apiVersion), kind: z.literal(manifest.kind), metadata: z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/), labels, annotations: labels.optional() }), spec: known.spec });
    const { error } = whole.safeParse(manifest);
    return (error?.issues ?? []).map(({ path, message }) => `${manifest.kind} ${path.join('.')}: ${message}`);
  });
}
