import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPrompt } from '../../../src/models/prompts/prompt.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-prompt-'));
  await mkdir(join(folder, 'loket'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (text: string) => writeFile(join(folder, 'loket/system.md'), text);
const read = (placeholders: string[], values?: Record<string, string>) => readPrompt(folder, 'loket/system', placeholders, values && { values });
const FRONT = '---\nversion: 3\ndescription: Wie u bent\nfor: inwoners\n---\n';

describe('a prompt file', () => {
  test('gives the text below its front matter, with its version, name and digest', async () => {
    await put(`${FRONT}\nU bent de balie van {{municipality}}.\n\n{{question}}\n`);
    const text = 'U bent de balie van Lindewaarde.\n\n{{question}}';
    expect(await read(['question'], { municipality: 'Lindewaarde' })).toEqual({ name: 'loket/system', version: 3, sha256: createHash('sha256').update(text).digest('hex'), text });
  });

  test('has another digest for another text under the same version, and for another municipality', async () => {
    const digests = [];
    for (const [text, municipality] of [['Van {{municipality}}.', 'A'], ['Van {{municipality}}!', 'A'], ['Van {{municipality}}.', 'B']] as const) {
      await put(FRONT + text);
      digests.push((await read([], { municipality })).sha256);
    }
    expect(new Set(digests).size).toBe(3);
  });

  test('written on Windows is the same', async () => {
    await put('---\r\nversion: 2\r\n---\r\nTekst.\r\n');
    expect(await read([])).toMatchObject({ version: 2, text: 'Tekst.' });
  });

  test('a value that looks like a placeholder is text', async () => {
    await put(`${FRONT}{{municipality}} {{question}}`);
    expect((await read(['question'], { municipality: '{{question}}' })).text).toBe('{{question}} {{question}}');
  });
});

describe('is refused, with its file and what is wrong', () => {
  test.each([
    ['without front matter', 'Tekst.', 'geen regels met de versie'],
    ['without version', '---\ndescription: Iets\n---\nTekst.', 'version: moet een geheel getal zijn'],
    ['with half a version', '---\nversion: 1.5\n---\nTekst.', 'version: moet een geheel getal zijn'],
    ['with version 0', '---\nversion: 0\n---\nTekst.', 'version: moet 1 of meer zijn'],
    ['with a field that nobody knows', '---\nversion: 1\nmodel: groot\n---\nTekst.', 'model: onbekend'],
    ['with front matter that is no YAML', '---\nversion: [\n---\nTekst.', 'loket/system.md: '],
    ['that is too long', `${FRONT}${'x'.repeat(40_001)}`, 'langer dan'],
  ])('one %s', async (_, text, reason) => {
    await put(text);
    await expect(read([])).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringMatching(new RegExp(`loket/system\\.md: .*`)) as string });
    await expect(read([])).rejects.toMatchObject({ detail: expect.stringContaining(reason) as string });
  });

  test.each(['{{question}}', '{{history}} {{question}} {{question}}', '{{history}} {{question}} {{sources}}', '{{ history }} {{question}}', ''])('one that has not both placeholders once: %j', async (text) => {
    await put(FRONT + text);
    await expect(read(['history', 'question'])).rejects.toMatchObject({ detail: expect.stringContaining('system.md: moet {{history}} en {{question}} elk één keer hebben') as string });
  });

  test('one that is missing, with what needs it', async () => {
    await expect(readPrompt(folder, 'rewrite', [], { neededFor: 'REWRITE_MODEL' })).rejects.toMatchObject({ code: 'config-invalid', detail: expect.stringContaining('rewrite.md: niet te lezen, en nodig voor REWRITE_MODEL') as string });
  });
});
