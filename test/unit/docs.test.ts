import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/config.ts';
import { variables } from '../../src/config/environment.ts';
import { forbiddenFaults } from '../../src/config/forbidden-variables.ts';
import { configKeys } from '../support/config-keys.ts';
import { codeLines, type Page, pageOf, readPages, root } from '../support/pages.ts';

/** Its commands are tried in `cli/help.test.ts`, which loads them all. */
const pages = readPages();
/** Without those that tell of how it was. */
const living = pages.filter(({ path }) => !['CHANGELOG.md', 'docs/decisions.md', 'docs/stand-back.md'].includes(path));
const page = (path: string): Page => pages.find((one) => one.path === path) ?? pageOf(path, '');
const inEach = (of: (one: Page) => readonly string[], all = living) => all.flatMap((one) => of(one).map((fault) => `${one.path}: ${fault}`));

test('the README is no longer than somebody reads', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(131);
});

describe('links', () => {
  /** @returns those that lead nowhere. */
  const dead = ({ path, prose }: Page) =>
    [...prose.matchAll(/\]\((?<to>[^)\s]+)\)/g)].map(({ groups }) => groups?.['to'] ?? '').filter((to) => {
      if (/^(?:https?|mailto):/.test(to)) return false;
      const [file = '', heading] = to.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      return !existsSync(join(root, target)) || (heading !== undefined && !page(target).headings.some(({ slug }) => slug === decodeURIComponent(heading)));
    });

  test('lead to a page and a heading that are there', () => {
    expect(inEach(dead, pages)).toEqual([]);
    expect(dead(pageOf('docs/x.md', '# Kop twee\n[a](#kop-twee) [b](nergens.md) [c](README.md#nergens) [d](figures.md)'))).toEqual(['#kop-twee', 'nergens.md', 'README.md#nergens']);
  });

  test('lead from the index to each page', () => {
    const named = [...page('docs/README.md').prose.matchAll(/\]\(([^)]+)\)/g)].map(([, to]) => `docs/${to}`);
    expect(pages.map(({ path }) => path).filter((path) => path.startsWith('docs/') && path !== 'docs/README.md' && !named.includes(path))).toEqual([]);
  });
});

describe('Dutch and English', () => {
  const names = [...new Set(pages.flatMap(({ path }) => /^docs\/(?:nl|en)\/(.+)$/.exec(path)?.[1] ?? []))];
  /** What stands there for all readers alike: comments are in the reader's language. */
  const skeleton = ({ headings, blocks }: Page) => ({ headings: headings.map(({ depth }) => depth), blocks: blocks.map(({ language, text }) => `${language}\n${text.replaceAll(/(?:^|[ \t])(?:#|\/\/) .*$/gm, '')}`) });

  test('are there for the installer, with others', () => {
    expect(names).toEqual(expect.arrayContaining(['backup.md', 'installer.md']));
  });

  // So that what tests type of one is tried for both.
  test.each(names)('%s has the same headings and the same code', (name) => {
    const [dutch, english] = [page(`docs/nl/${name}`), page(`docs/en/${name}`)];
    expect(skeleton(english)).toEqual(skeleton(dutch));
    expect(dutch.headings).not.toEqual([]);
  });
});

describe('settings', () => {
  const keys = configKeys();
  const table = readFileSync(join(root, 'docs/configuration.md'), 'utf8').split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return cells[1]?.startsWith('`') === true ? [{ names: [...cells[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''), standards: (cells[2] ?? '').replaceAll('`', '') }] : [];
  });
  /** Names of one's own are in capitals there. */
  const shape = (name: string) => name.replaceAll(/(?<=\.)[A-Z]{2,}/g, '*');

  test('of the file are all on their page, with what holds without them', () => {
    const shown = table.filter(({ names: [name = ''] }) => /[a-z]/.test(name)).map(({ names, standards }) => ({ path: shape(names[0] ?? ''), standard: standards }));
    const byPath = (a: { readonly path: string }, b: { readonly path: string }) => a.path.localeCompare(b.path);
    expect(shown.toSorted(byPath)).toEqual(keys.toSorted(byPath));
    expect(keys.length).toBeGreaterThan(150);
  });

  test('of the environment are all on their page, with what holds without them', () => {
    const shown = table.filter(({ names: [name = ''] }) => !/[a-z]/.test(name));
    expect(shown.flatMap(({ names }) => names).toSorted()).toEqual([...variables].toSorted());
    const { host, port, dataDir, ollamaUrl, chatModel, leaveSeconds } = readConfig({});
    const standards: Readonly<Record<string, string>> = { 'HOST, PORT': `${host}, ${port}`, DATA_DIR: dataDir, OLLAMA_URL: ollamaUrl, CHAT_MODEL: chatModel, LEAVE_SECONDS: String(leaveSeconds), CONFIG: 'the sample' };
    for (const row of shown) expect(row.standards, row.names.join(', ')).toBe(standards[row.names.join(', ')] ?? '–');
  });

  /** Of tests and images: with a file that has each. */
  const OTHERS: Readonly<Record<string, string>> = {
    WRITE: 'test/e2e/accessibility.test.ts', CHROMIUM: 'test/support/browser.ts',
    POSTGRES_BIN: 'test/load/parts/own-postgres.ts', REQUESTS: 'test/load/fuzz/fuzz.test.ts', SEED: 'test/load/fuzz/fuzz.test.ts', SCHEMATHESIS: 'test/load/schemathesis/schemathesis.test.ts',
    NODE_IMAGE: 'deploy/docker/Dockerfile', BASE_IMAGE: 'deploy/docker/Dockerfile', VERSION: 'deploy/docker/Dockerfile', REVISION: 'deploy/docker/Dockerfile', CREATED: 'deploy/docker/Dockerfile',
    COMPOSE_FILE: 'deploy/compose/images.example',
  };
  /** The reader's own. */
  const PLACEHOLDERS = ['NAME_FILE', 'KEY_ID'];
  /** Of model hosts, which have theirs. */
  const OF_HOSTS = ['OLLAMA_KEEP_ALIVE', 'OLLAMA_DEBUG', 'OLLAMA_NUM_PARALLEL', 'OLLAMA_MODELS', 'VLLM_SERVER_DEV_MODE'];
  const isVariable = (name: string) => {
    const bare = name.replace(/_FILE$/, '');
    if (variables.some((one) => one === bare) || forbiddenFaults({ [name]: '1' }).length + forbiddenFaults({ [name]: '0' }).length + forbiddenFaults({ [name]: '--use-env-proxy' }).length > 0) return true;
    if (PLACEHOLDERS.includes(name) || OF_HOSTS.includes(name)) return true;
    const file = OTHERS[name];
    return file !== undefined && readFileSync(join(root, file), 'utf8').includes(name);
  };
  const strange = (one: Page) => [...new Set(codeLines(one).flatMap((line) => [...line.matchAll(/(?<=^|[ (])(?:(?<name>[A-Z][A-Z0-9_]{2,})(?==)|(?<=^)(?<alone>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$)/g)].map(({ groups }) => groups?.['name'] ?? groups?.['alone'] ?? '')))].filter((name) => !isVariable(name));

  test('of the environment that a page names are there', () => {
    expect(inEach(strange)).toEqual([]);
    expect(strange(pageOf('x.md', '`DATA_DIR=x` `AUDIT_KEY_FILE` `DATA_MAP` `CONFIGS=/x`'))).toEqual(['DATA_MAP', 'CONFIGS']);
  });

  const tops = new Set(keys.map(({ path }) => path.split(/[.[]/)[0] ?? ''));
  /** Whether there is a key of that name, or one under it. */
  const isKey = (name: string) => {
    const parts = name.split('.');
    return keys.some(({ path }) => {
      const own = path.replaceAll('[]', '').split('.');
      return parts.length <= own.length && parts.every((part, at) => own[at] === '*' || own[at] === part);
    });
  };
  /** As a page writes one in a line; what looks like one, and is a file, a kind of entry or a figure, is none. */
  const named = ({ spans }: Page) => spans.filter((span) => /^[a-z]\w*(?:\.[\w*-]+)+$/i.test(span) && tops.has(span.split('.')[0] ?? '') && !/\.(?:md|key|yaml|json|pdf|ts|txt)$/.test(span));
  /** As an example shows them: of the desk's own file, for there are others. */
  const exampled = ({ blocks, indented }: Page) =>
    [...blocks.filter(({ language }) => language === 'yaml').map(({ text }) => text), ...indented].flatMap((text) => {
      try {
        const read: unknown = parse(text);
        return typeof read === 'object' && read !== null && Object.keys(read).every((key) => tops.has(key)) ? [...new Set(pathsIn(read, ''))] : [];
      } catch {
        return [];
      }
    });
  const pathsIn = (value: unknown, path: string): string[] => {
    if (Array.isArray(value)) return value.some((one) => typeof one === 'object') ? value.flatMap((one) => pathsIn(one, path)) : [path];
    if (typeof value !== 'object' || value === null) return [path];
    return Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, path === '' ? key : `${path}.${key}`));
  };

  test('of the file that a page names are there', () => {
    expect(inEach((one) => [...named(one), ...exampled(one)].filter((name) => !isKey(name)))).toEqual([]);
    expect(pages.flatMap(named).length).toBeGreaterThan(20);
    expect(pages.flatMap(exampled).length).toBeGreaterThan(50);
    expect(['retention.kinds.dingen', 'login.stepUp.acr', 'handover.phone.hours.monday', 'queue.shares'].map(isKey)).toEqual([false, true, true, true]);
  });
});
