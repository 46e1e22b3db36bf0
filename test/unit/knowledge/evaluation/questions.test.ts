import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOutOfScope, readOwnQuestions } from '../../../../src/knowledge/evaluation/questions.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'questions-'))));
afterEach(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
  await writeFile(join(folder, 'vragen'), text);
  return join(folder, 'vragen');
}

describe('readOwnQuestions', () => {
  it('keeps those without a title apart', async () => {
    const { questions, outOfScope } = await readOwnQuestions(await file('{"question":"Pas?","titles":["A","B"]}\n\n{"question":"Weer?","titles":[]}\n{"question":"Afval?","titles":["C"]}\n'));
    expect(questions).toEqual([
      { id: 'v1', text: 'Pas?', grades: new Map([['A', 1], ['B', 1]]) },
      { id: 'v4', text: 'Afval?', grades: new Map([['C', 1]]) },
    ]);
    expect(outOfScope).toEqual([{ text: 'Weer?' }]);
  });

  it('takes what was asked before, with or without its answer, and a name to count under', async () => {
    const { questions, outOfScope } = await readOwnQuestions(await file('{"question":"Hoe duur?","titles":["A"],"set":"kort","history":["Pas?",{"question":"Waar?","answer":"Hier."}]}\n{"question":"Dank!","titles":[],"history":["Pas?"]}\n'));
    expect(questions).toMatchObject([{ text: 'Hoe duur?', set: 'kort', history: [{ question: 'Pas?', answer: '' }, { question: 'Waar?', answer: 'Hier.' }] }]);
    expect(outOfScope).toEqual([{ text: 'Dank!', history: [{ question: 'Pas?', answer: '' }] }]);
  });

  it.each([
    ['{"question":"Pas?"}', 'vragen, regel 1: titles: moet een lijst van titels zijn'],
    ['{"question":" ","titles":["A"]}', 'vragen, regel 1: question: mag niet leeg zijn'],
    [`{"question":"${'x'.repeat(2_001)}","titles":["A"]}`, 'vragen, regel 1: question: hoogstens 2.000 tekens'],
    ['{"question":"Pas?","titles":["A"],"history":"Waar?"}', 'vragen, regel 1: history: moet een lijst van vragen zijn'],
    ['{"question":"Pas?","titles":["A"],"history":[3]}', 'vragen, regel 1: history.0: moet een vraag zijn, of een object met vraag en antwoord'],
    [`{"question":"Pas?","titles":["A"],"history":[${'"x",'.repeat(20)}"x"]}`, 'vragen, regel 1: history: hoogstens 20 vragen'],
    ['{"question":"Pas?","titles":["A"],"set":""}', 'vragen, regel 1: set: mag niet leeg zijn'],
    ['nee', 'vragen, regel 1: geen geldige JSON'],
    ['{"question":"Weer?","titles":[]}', 'vragen: geen vraag met een titel'],
    ['', 'vragen: geen vraag met een titel'],
  ])('says what is wrong: %s', async (text, detail) => {
    await expect(readOwnQuestions(await file(text))).rejects.toMatchObject({ code: 'input-invalid', detail });
  });

  it('names what is no file', async () => {
    await expect(readOwnQuestions(folder)).rejects.toMatchObject({ code: 'path-unreadable' });
  });
});

describe('readOutOfScope', () => {
  it('takes a question a line', async () => {
    expect(await readOutOfScope(await file(' Weer? \n\nZwembad?\n'))).toEqual([{ text: 'Weer?' }, { text: 'Zwembad?' }]);
    expect(await readOutOfScope(await file(''))).toEqual([]);
  });

  it('is bounded', async () => {
    await expect(readOutOfScope(await file('x'.repeat(2_001)))).rejects.toMatchObject({ code: 'input-invalid', detail: 'vragen, regel 1: regel: hoogstens 2.000 tekens' });
    await expect(readOutOfScope(await file('x\n'.repeat(10_001)))).rejects.toMatchObject({ code: 'input-invalid', detail: 'vragen: meer dan 10.000 vragen' });
    await expect(readOutOfScope(join(folder, 'weg'))).rejects.toMatchObject({ code: 'path-unreadable' });
  });
});
