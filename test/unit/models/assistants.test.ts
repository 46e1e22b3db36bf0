import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAssistants } from '../../../src/models/prompts/assistants.ts';

const prompts = fileURLToPath(new URL('../../../prompts', import.meta.url));
const values = { municipality: 'Gemeente Test', website: 'https://gemeente.example', phone: '14 000', phoneHours: 'altijd', email: 'info@test.example' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-prompts-'));
  await cp(prompts, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const read = () => readAssistants({ folder, defaultModel: 'klein', values });

test('reads the assistants that come with Balie, with the municipality filled in', async () => {
  const assistants = await read();
  expect([...assistants.keys()]).toEqual(['collega', 'loket']);
  const loket = assistants.get('loket');
  expect(loket).toMatchObject({ audience: 'resident', model: 'klein' });
  expect(loket?.systemPrompt).toContain('de digitale balie van Gemeente Test');
  expect(loket?.systemPrompt).not.toMatch(/---|\{\{/);
  expect(loket?.replies.abstained).toContain('{{contact}}');
  expect(assistants.get('collega')?.audience).toBe('employee');
});

test('an assistant may have a model of its own', async () => {
  await writeFile(join(folder, 'loket/assistant.yaml'), 'title: T\naudience: resident\ngreeting: G\nmodel: groot\nmaxPassages: 3\nmaxTokens: 100\n');
  expect((await read()).get('loket')?.model).toBe('groot');
});

test('names every fault in every file', async () => {
  await writeFile(join(folder, 'loket/assistant.yaml'), 'title: T\naudience: everyone\ngreeting: G\nmaxPassages: 0\nmaxTokens: 100\n');
  await writeFile(join(folder, 'loket/replies.yaml'), 'quoted: "{{gemeente}}"\nabstained: Niets.\n');
  await rm(join(folder, 'collega/system.md'));
  await writeFile(join(folder, 'collega/question.md'), '---\nversion: 1\n---\nVraag: {{question}} {{bronnen}}\n');
  const fault = await read().catch((error: unknown) => error);
  expect(fault).toMatchObject({ code: 'config-invalid' });
  const { detail } = fault as { detail: string };
  for (const part of ['audience', 'maxPassages', '{{gemeente}}', 'collega/system.md', 'collega/question.md: moet {{sources}}']) expect(detail).toContain(part);
});
