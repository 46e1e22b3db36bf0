import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext, Script } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { assetPath, loadAssets } from '../../../src/web/assets.ts';
import { bundle } from '../../../src/web/bundle.ts';

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
  const references = texts.flatMap((text) => [...text.matchAll(/url\(([^')]+)/g)].map((match) => match[1]));
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) expect(loadAssets().has(reference ?? '')).toBe(true);
});

it.each(['desk', 'framed', 'upload', 'passkey'])('serves %s as one script without types that needs no other', (name) => {
  const code = Buffer.from(loadAssets().get(assetPath(`${name}.js`))?.body ?? []).toString();
  expect(code.length).toBeGreaterThan(5_000);
  expect(code).not.toMatch(/\binterface\b|\.ts'|^(?:import|export)\b/m);
  // It can be read: a module that is none is a syntax error.
  expect(() => new Script(code)).not.toThrow();
});

describe('a bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balie-bundle-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, code: string) => {
    const path = join(folder, name);
    writeFileSync(path, code);
    return path;
  };

  it('runs each module once, before those that need it, with names of its own', () => {
    write('one.ts', "globalThis.ran = [...(globalThis.ran ?? []), 'one'];\nconst same = 1;\nexport function add(n: number) {\n  return n + same;\n}\n");
    write('two.ts', "import { add } from './one.ts';\nconst same = 2;\nexport const three = add(same);\nexport type None = never;\n");
    const entry = write('entry.ts', "import { add as plus } from './one.ts';\nimport './two.ts';\nimport {\n  three,\n} from './two.ts';\nglobalThis.told = plus(three);\n");
    const globals: { told?: number; ran?: string[] } = {};
    runInNewContext(bundle(entry), globals);
    expect(globals).toMatchObject({ told: 4, ran: ['one'] });
  });

  it('leaves no blanks where types stood, and refuses a text that would lose some', () => {
    const typed = write('typed.ts', "export function add(first: number, second: readonly string[] = []): Record<string, number> {\n  return { [second.join('')]: first };\n}\n");
    expect(bundle(typed)).toContain("function add(first, second= []){\n  return { [second.join('')]: first };\n}");
    expect(() => bundle(write('blanks.ts', "globalThis.told = 'a    )';\n"))).toThrow('cannot be bundled');
  });

  it.each(["export default 1;", "export * from './one.ts';", "export { a } from './one.ts';", "import * as all from './one.ts';", "const later = () => import('./one.ts');", "import { x } from 'hono';"])('refuses %s', (code) => {
    expect(() => bundle(write('other.ts', `${code}\n`))).toThrow('cannot be bundled');
  });
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
