import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['BALIE_DEPLOY_TOOLS'] ?? '/tmp/balie-ci-deploy';

/** A tool that checks what is deployed, as `.ci/deploy-tools` installs it. @throws Error where it is not there: what is not checked is not right. */
export function tool(name: 'hadolint' | 'python' | 'kubernetes-validate' | 'promtool' | 'nginx' | 'podman-compose' | 'check-jsonschema'): string {
  const path = ['venv/bin', 'debian/usr/bin', 'debian/usr/sbin'].map((place) => join(folder, place, name)).find((one) => existsSync(one));
  if (path === undefined) throw new Error(`no ${name}: run .ci/deploy-tools first`);
  return path;
}
