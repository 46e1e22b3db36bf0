import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { errorCatalogue } from '../../src/errors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The rules of the house itself, but for its rooms: what may be installed, what every fault must say. */
describe('lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balie-lint-'));
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function lint(path: string, code: string): string {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
    try {
      return execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), path, '-f', 'unix'], { cwd: folder, encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  test('only main may read the environment', () => {
    const code = 'export const port = process.env;\n';
    expect(lint('src/http/planted.ts', code)).toContain('no-process-env');
    expect(lint('src/main.ts', code)).not.toContain('no-process-env');
  });

  test('no test waits for a second only', () => {
    for (const name of ['waitFor', 'waitUntil']) expect(lint('test/planted.test.ts', `import { vi } from 'vitest';\nawait vi.${name}(() => true);\n`)).toContain('no-restricted-vi-methods');
  });
});

describe('what is installed', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { hasInstallScript?: boolean; dev?: boolean; resolved?: string; integrity?: string }> };
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const names = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));

  test('holds no SDK of a cloud: nothing leaves the building', () => {
    const cloud = /^(?:@aws-sdk|@azure|@google-cloud|@ibm-cloud|ibm-cloud-sdk-core|@browserbasehq|@anthropic-ai|@google\/|@ai-sdk\/gateway|@vercel\/|cohere-ai|@pinecone|@sentry|posthog)/;
    // The Vercel AI SDK, which is tried on our own routes, brings them along. What is dev-only is not installed with the product.
    const ofTests = ['@ai-sdk/gateway', '@vercel/oidc'];
    const isOfTests = (path: string, name: string) => ofTests.includes(name) && lock.packages[path]?.dev === true;
    expect(Object.keys(lock.packages).filter((path, at) => cloud.test(names[at] ?? '') && !isOfTests(path, names[at] ?? ''))).toEqual([]);
  });

  test.each(['ai', '@ai-sdk/openai-compatible'])('holds %s for tests only', (name) => {
    expect(lock.packages[`node_modules/${name}`]).toMatchObject({ dev: true });
    expect(manifest['dependencies']).not.toHaveProperty(name);
  });

  test('runs no script while it is installed, but for those we know', () => {
    const scripts = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    // tesseract.js asks for donations in its script; none runs here.
    const known = ['fsevents', 'tesseract.js'];
    expect(scripts.map(([path]) => path.replace(/^.*node_modules\//, '')).filter((name) => !known.includes(name))).toEqual([]);
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
  });

  test('is pinned to exact versions, each with its checksum', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    }
    for (const [path, { integrity }] of Object.entries(lock.packages)) if (path !== '') expect(integrity, path).toBeDefined();
  });
});

test.each(Object.entries(errorCatalogue))('fault %s says in Dutch what happened and what to do', (_, { status, message, action }) => {
  expect(status).toBeGreaterThanOrEqual(400);
  for (const text of [message, action]) expect(text).toMatch(/^[A-Z].{10,}\.$/s);
  expect(`${message} ${action}`).not.toMatch(/\b(?:error|failed|exception|undefined|request)\b/i);
});
