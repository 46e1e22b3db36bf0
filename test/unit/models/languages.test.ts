import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFile } from 'node:fs/promises';
import { OWN_PROMPTS } from '../../../src/config/config.ts';
import { readAssistants } from '../../../src/models/prompts/assistants.ts';
import { readGlossary } from '../../../src/models/prompts/glossary.ts';
import { readLanguages } from '../../../src/models/prompts/languages.ts';

const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'pl', 'tr', 'uk'];
const values = { municipality: 'Gemeente Lindewaarde', phone: '14 000', phoneHours: 'altijd', email: 'info@lindewaarde.example', website: 'https://www.lindewaarde.example/' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-talen-'));
  await mkdir(join(folder, 'talen'));
});
afterEach(() => rm(folder, { recursive: true }));
const put = (name: string, text: string) => writeFile(join(folder, name), text);

describe('texts in other languages', () => {
  test('are there for each text that the public desk has in Dutch', async () => {
    const { texts } = await readLanguages([OWN_PROMPTS]);
    expect([...texts.keys()]).toEqual(LANGUAGES);
    const loket = (await readAssistants({ folder: OWN_PROMPTS, defaultModel: 'chat', values })).get('loket');
    const missing = LANGUAGES.flatMap((code) => Object.keys(loket?.replies ?? {}).filter((key) => texts.get(code)?.replies[key] === undefined).map((key) => `${code}: ${key}`));
    expect(missing).toEqual([]);
  });

  test('hold no name that stands for nothing in the Dutch text', async () => {
    const { texts } = await readLanguages([OWN_PROMPTS]);
    const known = new Set([...Object.keys(values), 'contact', 'words', 'who', 'reasons', 'what', 'official', 'url']);
    const unknown = [...texts].flatMap(([code, { replies }]) => Object.values(replies).flatMap((reply) => [...reply.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)).filter((name) => !known.has(name)).map((name) => `${code}: ${name}`));
    expect(unknown).toEqual([]);
  });

  test('of the municipality come on top of those of Balie, and may be of another language', async () => {
    await put('talen/en.yaml', 'name: English\ndutchName: Engels\ninvitation: Ask us in English.\nreplies: { abstained: No idea. }');
    await put('talen/fy.yaml', 'name: Frysk\ndutchName: Fries\ninvitation: Jo kinne it ek yn it Frysk freegje.\nreplies: {}');
    await put('talen/termen.yaml', "zwembad: { en: 'swimming pool' }");
    const { texts, terms } = await readLanguages([OWN_PROMPTS, folder]);
    expect(texts.get('en')).toMatchObject({ invitation: 'Ask us in English.', replies: { abstained: 'No idea.', quoted: expect.stringContaining('Dutch') as string } });
    expect(texts.get('fy')?.name).toBe('Frysk');
    expect(terms).toMatchObject({ zwembad: { en: 'swimming pool' }, paspoort: { en: 'passport' } });
  });

  test('with faults are refused, each by its file', async () => {
    await put('talen/en.yaml', 'name: English');
    await put('talen/termen.yaml', 'zwembad: { engels: swimming }');
    await put('talen/aanbod.yaml', 'a: [');
    const fault = await readLanguages([OWN_PROMPTS, folder]).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'config-invalid' });
    const { detail } = fault as { detail: string };
    for (const part of ['en.yaml: dutchName', 'en.yaml: replies', 'termen.yaml: zwembad', 'aanbod.yaml']) expect(detail).toContain(part);
  });

  test('need a prompt with what is to be translated in it', async () => {
    await put('translate-answer.md', '---\nversion: 2\n---\nVertaal naar het {{language}}.');
    await expect(readLanguages([OWN_PROMPTS, folder])).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('translate-answer.md') as string });
  });
});

describe('the glossary', () => {
  test('has sixty words and more, each explained in plain words', async () => {
    const words = await readGlossary([OWN_PROMPTS]);
    expect(words.size).toBeGreaterThanOrEqual(60);
    const { measurePlain } = await import('../../../src/guard/plain/measure.ts');
    expect([...words].filter(([, meaning]) => !measurePlain(meaning).isB1)).toEqual([]);
  });

  test('of the municipality comes on top, and takes words off', async () => {
    await put('woordenlijst.yaml', "leges: Wat u betaalt.\nozb: ''\n");
    const words = await readGlossary([OWN_PROMPTS, folder]);
    expect(words.get('leges')).toBe('Wat u betaalt.');
    expect(words.get('ozb')).toBe('');
    expect(words.has('bijstand')).toBe(true);
  });

  test.each(['- leges', 'leges: [1]', `leges: ${'a'.repeat(301)}`, 'a: ['])('refuses %s', async (text) => {
    await put('woordenlijst.yaml', text);
    await expect(readGlossary([folder])).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('woordenlijst.yaml') as string });
  });
});

test('there are sixty terms and more, each in all languages', async () => {
  const terms = parse(await readFile(join(OWN_PROMPTS, 'talen/termen.yaml'), 'utf8')) as Record<string, Record<string, string>>;
  expect(Object.keys(terms).length).toBeGreaterThanOrEqual(60);
  for (const [term, ways] of Object.entries(terms)) expect(Object.keys(ways).toSorted(), term).toEqual(LANGUAGES);
});
