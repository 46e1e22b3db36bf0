import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRewritePrompt } from '../../../src/models/prompts/rewrite-prompt.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'balie-rewrite-'))));
afterEach(() => rm(folder, { recursive: true }));

const put = (text: string) => writeFile(join(folder, 'rewrite.md'), text);

test('gives the text below its front matter', async () => {
  await put('---\nversion: 1\n---\nMaak er één vraag van.\n{{history}}\n{{question}}\n');
  expect(await readRewritePrompt(folder)).toBe('Maak er één vraag van.\n{{history}}\n{{question}}');
});

test.each(['{{question}}', '{{history}} {{question}} {{question}}', '{{history}} {{question}} {{sources}}', ''])('refuses what has not both once: %j', async (text) => {
  await put(text);
  await expect(readRewritePrompt(folder)).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('rewrite.md: moet {{history}}') as string });
});

test('says when it is missing, and what needs it', async () => {
  await expect(readRewritePrompt(folder)).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('REWRITE_MODEL') as string });
});
