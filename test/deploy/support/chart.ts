import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './image.ts';
import { tool } from './tools.ts';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec: Record<string, unknown>;
  readonly data?: Record<string, string>;
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: string[];
  readonly env?: { name: string; value?: string }[];
  readonly command?: string[];
  readonly ports?: { name: string; containerPort: number }[];
  readonly securityContext: Record<string, unknown>;
  readonly resources: { limits: { memory?: string } };
  readonly volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
  readonly [probe: string]: unknown;
}

export interface Pod {
  readonly metadata: { labels: Record<string, string> };
  readonly spec: { automountServiceAccountToken: boolean; securityContext: Record<string, unknown>; containers: Container[]; initContainers?: Container[]; volumes: { name: string; [kind: string]: unknown }[]; terminationGracePeriodSeconds: number };
}

interface Asked {
  readonly values: object;
  readonly name?: string;
  readonly namespace?: string;
}

interface Rendered {
  readonly manifests: readonly Manifest[];
  readonly lint: readonly object[];
  readonly schema: readonly string[];
  readonly fault?: string;
}

/** Haven allows the newest Kubernetes, and those of three minor versions before it. */
const VERSIONS = ['1.34', '1.37'];

/** Renders the chart as Helm does. All in one go: its engine takes a second to load. */
export function render(all: readonly Asked[]): Rendered[] {
  const asked = all.map((one) => ({ name: 'lindewaarde', namespace: 'gemeenten', ...one, versions: VERSIONS }));
  const said = execFileSync(tool('python'), [join(root, 'test/deploy/support/chart.py'), join(root, 'deploy/helm/balie')], { input: JSON.stringify(asked), encoding: 'utf8', maxBuffer: 2 ** 26, stdio: 'pipe' });
  return JSON.parse(said) as Rendered[];
}

export const valuesOf = (name: string) => parse(readFileSync(join(root, `test/deploy/values/${name}.yaml`), 'utf8')) as Record<string, object>;
