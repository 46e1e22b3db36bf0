import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { assetPath, browserModules, loadAssets } from '../../../src/web/assets.ts';

const run = promisify(execFile);

it('names every asset by its content', () => {
  expect(loadAssets().size).toBeGreaterThan(10);
  for (const [path, { body, contentType, etag }] of loadAssets()) {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    expect(path).toMatch(new RegExp(`^/assets/[\\w-]+\\.${hash}\\.(css|js|svg|png|ico|woff2)$`));
    expect(etag).toBe(`"${hash}"`);
    expect(contentType).not.toBe('');
  }
});

it('refers only to assets that exist', () => {
  const texts = [...loadAssets()].filter(([path]) => /\.(css|js)$/.test(path)).map(([, { body }]) => Buffer.from(body).toString());
  const references = texts.flatMap((text) => [...text.matchAll(/(?:from '|url\()([^')]+)/g)].map((match) => match[1]));
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references) expect(loadAssets().has(reference ?? '')).toBe(true);
});

it('serves modules without types, and all that the entry needs', () => {
  const { entry, imports } = browserModules();
  expect(entry).toBe(assetPath('desk.js'));
  expect(imports.length).toBeGreaterThan(5);
  for (const path of [entry, ...imports]) {
    const code = Buffer.from(loadAssets().get(path)?.body ?? []).toString();
    expect(code).not.toMatch(/import type|\binterface\b|\.ts'/);
  }
});

it('asks for a known asset only', () => {
  expect(() => assetPath('nope.css')).toThrow('nope.css');
});

it('loads without a word on stderr', async () => {
  const { stderr } = await run(process.execPath, ['--input-type=module', '-e', `import('${import.meta.dirname}/../../../src/web/assets.ts').then((m) => m.loadAssets())`]);
  expect(stderr).toBe('');
});

it('has a stylesheet that is not stale', async () => {
  const check = run(process.execPath, [`${import.meta.dirname}/../../../src/web/build-styles.ts`, '--check']);
  await expect(check).resolves.toEqual({ stdout: '', stderr: '' });
});
