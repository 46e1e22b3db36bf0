import { describe, expect, test } from 'vitest';
import type { ChatChunk, ChatModel, ChatRequest } from '../../../src/answer/ports.ts';
import { FILE_WORDS as words } from '../../../src/cli/desk/file-search.ts';
import { BalieError } from '../../../src/errors.ts';
import type { Asking } from '../../../src/workplace/whole/ask.ts';
import type { WholeMeans } from '../../../src/workplace/whole/means.ts';
import { planPieces, pieceText } from '../../../src/workplace/whole/pieces.ts';
import { mergesOf, summarise } from '../../../src/workplace/whole/summarise.ts';
import { fileOf } from '../../support/whole-files.ts';

const stamp = { name: 'proef', version: 1, sha256: '' };
const prompts = { piece: { text: 'STUK {{title}}\n{{text}}', stamp }, merge: { text: 'SAMEN {{title}}\n{{text}}', stamp }, change: { text: '{{before}}{{after}}', stamp }, rows: { text: '{{columns}}{{text}}', stamp } };
const SUBJECTS = ['parkeren', 'paspoorten', 'subsidies', 'bomenkap', 'afvalstoffen', 'leerlingenvervoer', 'erfpacht', 'evenementen'];
const file = fileOf('groot.pdf', Array.from({ length: 40 }, (_, at): [number, string] => [at + 1, `Op deze bladzijde staat regel ${at + 1} over ${SUBJECTS[at % 8]}. ${'Tekst om te vullen. '.repeat(20)}`]));
const pieces = planPieces(file.passages, 2_000);

interface Script {
  /** What the model says to each request, by its number from 0. */
  readonly answer: (prompt: string, call: number) => string | BalieError;
  /** Lines that it reads at once; absent: as many as there are. */
  readonly room?: number;
}

function asking({ answer, room }: Script, signal = new AbortController().signal) {
  const prompts: string[] = [];
  let running = 0;
  let most = 0;
  const model: ChatModel = {
    ...(room !== undefined && { fits: ({ messages }: ChatRequest) => (messages[0]?.content ?? '').split('\n').length <= room + 1 }),
    async *chat({ messages }: ChatRequest): AsyncGenerator<ChatChunk> {
      const prompt = messages[0]?.content ?? '';
      const call = prompts.push(prompt) - 1;
      most = Math.max(most, (running += 1));
      try {
        await new Promise((resolve) => setTimeout(resolve, 1));
        const said = answer(prompt, call);
        if (said instanceof BalieError) throw said;
        yield { type: 'text', text: said };
        yield { type: 'end', reason: 'stop', promptTokens: 10, answerTokens: 5 };
      } finally {
        running -= 1;
      }
    },
  };
  const one: Asking = { model, name: 'm', asker: { audience: 'employee', id: 'p' }, maxTokens: 500, signal, spent: { promptTokens: 0, answerTokens: 0, calls: 0, ms: 0, sent: [] } };
  return { asking: one, prompts, most: () => most };
}

const meansWith = (onStep = () => undefined, readable = (text: string) => text, onLeft: WholeMeans['onLeft'] = () => undefined): WholeMeans => ({ prompts, words, readable, onStep, onLeft });
/** What an obedient model says of a piece: its first page; of summaries: the first of them. */
const obedient = (prompt: string) => {
  const pages = [...prompt.matchAll(/\[p\. (\d+)\]/g)].map(([, page]) => Number(page));
  if (prompt.startsWith('SAMEN')) return prompt.split('\n').slice(1, 4).join('\n');
  return pages.slice(0, 2).map((page) => `- Het gaat over ${SUBJECTS[(page - 1) % 8]} in regel ${page} [p. ${page}]`).join('\n');
};

describe('a whole file', () => {
  test('is cut into pieces that hold every passage once, in order, and mark each page', () => {
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.flatMap(({ passages }) => passages)).toEqual(file.passages);
    for (const piece of pieces) {
      expect(pieceText(file, piece, (text) => text).length).toBeLessThanOrEqual(2_000);
      for (const { page } of piece.passages) expect(pieceText(file, piece, (text) => text)).toContain(`[p. ${page}]`);
    }
  });

  test('is summarised piece by piece, two at a time, and put together; each line keeps a page that carries it', async () => {
    let steps = 0;
    const run = asking({ answer: obedient });
    const read = await summarise(file, pieces, run.asking, meansWith(() => void (steps += 1)));
    expect(read.unread).toEqual([]);
    expect(read.dropped).toBe(0);
    expect(read.items.map(({ places }) => places)).toEqual([[1], [2], [5]]);
    expect(run.prompts.filter((prompt) => prompt.startsWith('STUK'))).toHaveLength(pieces.length);
    expect(steps).toBe(pieces.length + mergesOf(pieces.length));
    expect(run.most()).toBe(2);
    expect(run.asking.spent).toMatchObject({ calls: steps, promptTokens: 10 * steps, answerTokens: 5 * steps });
  });

  test('takes more steps to put together where little fits the model, and says how many are left', async () => {
    let steps = 0;
    const totals: number[] = [];
    const run = asking({ answer: obedient, room: 7 });
    const means = meansWith(() => void (steps += 1), undefined, (left) => void totals.push(steps + left));
    const read = await summarise(file, pieces, run.asking, means);
    expect(read.items).toHaveLength(3);
    expect(steps).toBeGreaterThan(pieces.length + mergesOf(pieces.length));
    // At the last level nothing is left to guess.
    expect(totals.at(-1)).toBe(steps);
    expect(totals.length).toBeGreaterThan(1);
  });

  test('keeps what was read of it when the model cannot put it together', async () => {
    const run = asking({ answer: (prompt) => (prompt.startsWith('SAMEN') ? new BalieError('model-broken-stream') : obedient(prompt)) });
    const read = await summarise(file, pieces, run.asking, meansWith());
    expect(read.unread).toEqual([]);
    expect(read.items.length).toBeGreaterThan(pieces.length);
  });

  test('has a name that a model is shown no more of than of its text', async () => {
    const run = asking({ answer: obedient });
    await summarise(file, pieces, run.asking, meansWith(undefined, (text) => text.replaceAll('groot', '…')));
    expect(run.prompts.map((prompt) => prompt.split('\n')[0])).toEqual([...pieces.map(() => 'STUK ….pdf'), ...Array.from({ length: mergesOf(pieces.length) }, () => 'SAMEN ….pdf')]);
  });

  test('that fits is one call', async () => {
    const small = fileOf('klein.pdf', [[1, 'Op deze bladzijde staat alles over parkeren.']]);
    const run = asking({ answer: () => '- Alles over parkeren staat op deze bladzijde [p. 1]' });
    const read = await summarise(small, planPieces(small.passages, 2_000), run.asking, meansWith());
    expect(read.items).toEqual([{ text: 'Alles over parkeren staat op deze bladzijde', places: [1] }]);
    expect(run.prompts).toHaveLength(1);
  });

  test('loses what a piece says of a page that is not its own', async () => {
    const run = asking({ answer: (prompt) => (prompt.startsWith('STUK') && prompt.includes('[p. 1]') ? '- Het gaat over paspoorten in regel 34 [p. 34]' : obedient(prompt)) });
    const read = await summarise(file, pieces, run.asking, meansWith());
    expect(read.dropped).toBe(1);
    expect(read.items.flatMap(({ places }) => places)).not.toContain(34);
  });

  test('is read on when the host fails once, and says what stayed unread when it fails twice', async () => {
    const broken = new BalieError('model-broken-stream');
    let failures = 0;
    const once = asking({ answer: (prompt, call) => (call === 2 ? broken : obedient(prompt)) });
    expect((await summarise(file, pieces, once.asking, meansWith())).unread).toEqual([]);
    const twice = asking({ answer: (prompt) => (prompt.includes('[p. 9]') && prompt.startsWith('STUK') ? ((failures += 1), broken) : obedient(prompt)) });
    const { unread } = await summarise(file, pieces, twice.asking, meansWith());
    expect(failures).toBe(2);
    expect(unread).toHaveLength(1);
    expect(unread[0]?.from).toBeLessThanOrEqual(9);
    expect(unread[0]?.to).toBeGreaterThanOrEqual(9);
  });

  test('is given up when the host is gone, after few tries', async () => {
    const run = asking({ answer: (prompt, call) => (call < 2 ? obedient(prompt) : new BalieError('model-unavailable')) });
    await expect(summarise(file, pieces, run.asking, meansWith())).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(run.prompts.length).toBeLessThanOrEqual(6);
  });

  test('stops at once when it is cancelled', async () => {
    const stop = new AbortController();
    const run = asking({ answer: (prompt, call) => (call === 3 && stop.abort(new Error('genoeg')), obedient(prompt)) }, stop.signal);
    await expect(summarise(file, pieces, run.asking, meansWith())).rejects.toThrow('genoeg');
    expect(run.prompts.length).toBeLessThanOrEqual(5);
  });
});
