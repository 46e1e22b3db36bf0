import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './image.ts';
import { tool } from './tools.ts';

export const place = join(root, 'deploy/compose');
export const COMPOSE = readdirSync(place).filter((name) => /^compose\..*yaml$/.test(name));

export interface Service {
  readonly image?: string;
  readonly networks?: string[];
  readonly secrets?: string[];
  readonly volumes?: string[];
  readonly depends_on?: Record<string, { condition: string }>;
  readonly [key: string]: unknown;
}
export interface Compose {
  readonly services: Record<string, Service>;
  readonly networks: Record<string, object>;
  readonly volumes: Record<string, object>;
  readonly secrets: Record<string, { file: string }>;
}

interface Said {
  readonly text: string;
  readonly fault: string;
}

/**
 * What `docker compose config` gives of these files: filled in with the settings and merged. By podman-compose, which does both without a daemon;
 * of podman itself it only asks which version it is.
 */
export function configOf(files: readonly string[], environment: string): Said {
  const asked = ['--podman-path', '/bin/echo', '--env-file', environment, ...files.flatMap((file) => ['-f', file]), '--profile', 'backup', '--profile', 'fetch', 'config'];
  const { status, stdout, stderr } = spawnSync(tool('podman-compose'), asked, { cwd: place, env: { PATH: '/usr/bin:/bin' }, encoding: 'utf8' });
  return { text: stdout, fault: status === 0 ? '' : stderr };
}

/** @returns what the schema of the Compose specification has against these files; empty where nothing. */
export function schemaFault(...files: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(tool('check-jsonschema'), ['--builtin-schema', 'vendor.compose-spec', ...files], { cwd: place, encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

export const composed = (text: string) => parse(text) as Compose;
export const textOf = (name: string) => readFileSync(join(place, name), 'utf8');
