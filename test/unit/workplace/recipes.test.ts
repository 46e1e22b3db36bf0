import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { OWN_PROMPTS } from '../../../src/config/config.ts';
import { checkGiven, type RecipeField } from '../../../src/workplace/tasks/recipe.ts';
import { readTasks } from '../../../src/workplace/tasks/read-tasks.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-taken-'));
afterAll(() => rmSync(folder, { recursive: true }));
const VALUES = { municipality: 'Gemeente Lindewaarde', website: 'https://x.example', phone: '14 000', phoneHours: 'altijd', email: 'a@x.example' };
const read = (folders = [OWN_PROMPTS, folder]) => readTasks({ folders, defaultModel: 'chat', values: () => VALUES, groups: ['jeugd'] });

const YAML = 'title: Eigen\ndescription: Van ons.\nprivacy: Geen namen.\nfields:\n  - { name: tekst, label: Tekst }\nexample: { tekst: Hallo }\n';
const PROMPT = '---\nversion: 3\n---\nSchrijf voor {{municipality}}: {{tekst}}\n';
function put(name: string, yaml = YAML, prompt: string | undefined = PROMPT) {
  writeFileSync(join(folder, 'taken', `${name}.yaml`), yaml);
  if (prompt !== undefined) writeFileSync(join(folder, 'taken', `${name}.md`), prompt);
}
beforeEach(() => {
  rmSync(join(folder, 'taken'), { recursive: true, force: true });
  mkdirSync(join(folder, 'taken'));
});

test('six recipes come along, each with a version, and an example that can be run', async () => {
  const tasks = await read([OWN_PROMPTS]);
  expect([...tasks.keys()].toSorted()).toEqual(['actielijst', 'bezwaar', 'brief', 'herschrijven-b1', 'raadsstuk', 'vertalen']);
  for (const task of tasks.values()) {
    expect(task.model).toBe('chat');
    expect(task.prompt.version).toBeGreaterThan(0);
    expect(checkGiven(task.fields, task.example).faults).toEqual({});
    expect(task.prompt.text).not.toContain('{{municipality}}');
  }
});

test('are filled with what the municipality says of itself when they run', async () => {
  put('eigen');
  let values = VALUES;
  const tasks = await readTasks({ folders: [folder], defaultModel: 'chat', values: () => values, groups: [] });
  const before = tasks.get('eigen')?.prompt;
  expect(before?.text).toBe('Schrijf voor Gemeente Lindewaarde: {{tekst}}');
  values = { ...VALUES, municipality: 'Gemeente Wilgenwaarde' };
  expect(tasks.get('eigen')?.prompt.text).toBe('Schrijf voor Gemeente Wilgenwaarde: {{tekst}}');
  expect(tasks.get('eigen')?.prompt.sha256).not.toBe(before?.sha256);
});

test('those of the municipality come on top, and replace one of the same name', async () => {
  put('eigen');
  put('brief', YAML.replace('Eigen', 'Onze brief'));
  const tasks = await read();
  expect(tasks.size).toBe(7);
  expect(tasks.get('eigen')).toMatchObject({ title: 'Eigen', prompt: { version: 3, text: 'Schrijf voor Gemeente Lindewaarde: {{tekst}}' } });
  expect(tasks.get('brief')?.title).toBe('Onze brief');
});

test.each([
  ['a field that its prompt does not have', YAML.replace('- { name: tekst', '- { name: ander, label: A, required: false }\n  - { name: tekst'), PROMPT, '{{ander}}'],
  ['a field that its prompt has and it does not', YAML, PROMPT.replace('{{tekst}}', '{{tekst}} {{weg}}'), '{{weg}} is niet bekend'],
  ['no version', YAML, 'Schrijf {{tekst}}', 'version'],
  ['no prompt', YAML, undefined, 'niet te lezen'],
  ['no privacy hint', YAML.replace(/privacy.*\n/, ''), PROMPT, 'privacy: moet tekst zijn'],
  ['a kind that there is not', YAML.replace('label: Tekst', 'label: Tekst, kind: getal'), PROMPT, 'fields.0.kind: moet een van deze zijn'],
  ['a choice without choices', YAML.replace('label: Tekst', 'label: Tekst, kind: choice'), PROMPT, 'fields.0.choices'],
  ['an example that is too long', YAML.replace('label: Tekst', 'label: Tekst, maxLength: 3'), PROMPT, 'example.tekst: is te lang'],
  ['a group that there is not', `${YAML}groups: [elders]\n`, PROMPT, 'elders is geen groep'],
  ['a field by a name of the municipality', YAML.replaceAll('tekst', 'phone'), PROMPT.replace('tekst', 'phone'), 'phone is al een naam'],
  ['a setting that nobody knows', `${YAML}temperatuur: 3\n`, PROMPT, 'temperatuur'],
])('%s is told with its file', async (_, yaml, prompt, said) => {
  put('fout', yaml, prompt);
  if (prompt === undefined) rmSync(join(folder, 'taken', 'fout.md'), { force: true });
  await expect(read()).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringMatching(/taken\/fout\./) as unknown });
  await expect(read()).rejects.toMatchObject({ detail: expect.stringContaining(said) as unknown });
});

test.each(['nieuw', 'voorstellen', 'Met Hoofdletter'])('%s is no name for a task', async (name) => {
  put(name);
  await expect(read()).rejects.toMatchObject({ code: 'config-invalid' });
});

describe('what is given', () => {
  const field = (more: Partial<RecipeField>): RecipeField => ({ name: 'a', label: 'A', kind: 'text', required: true, ...more });
  test.each([
    [field({}), '  ok ', undefined],
    [field({}), ' ', 'is nog niet ingevuld'],
    [field({ required: false }), '', undefined],
    [field({ maxLength: 2 }), 'abc', 'is te lang: hoogstens 2 tekens, en dit zijn er 3'],
    [field({ kind: 'date' }), '2026-02-30', 'is geen datum'],
    [field({ kind: 'date' }), '2026-02-28', undefined],
    [field({ kind: 'yes-no' }), 'misschien', 'moet ja of nee zijn'],
    [field({ kind: 'choice', choices: ['x', 'y'] }), 'z', 'is geen van de keuzes'],
    [field({}), 'a\ud800', 'is geen leesbare tekst'],
  ])('%o: %j', (of, value, fault) => {
    expect(checkGiven([of], { a: value }).faults['a']).toBe(fault);
  });
});
