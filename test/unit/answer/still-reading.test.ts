import { expect, test } from 'vitest';
import { setUp } from './set-up.ts';

const stillReading = 'De balie leest nog.';
const answerTo = async (setting: Parameters<typeof setUp>[0]) => {
  const event = (await setUp({ replies: { stillReading }, ...setting }).run()).at(-1);
  return event?.type === 'done' ? event.turn.answer : undefined;
};

test('while documents are read for the first time, each answer from them says so', async () => {
  expect(await answerTo({ isReading: true })).toBe(`Dat kost € 83,90 [1].\n\n${stillReading}`);
  expect(await answerTo({ isReading: true, passages: [], answerable: false })).toContain(stillReading);
});

test('afterwards it does not, nor what needs no documents', async () => {
  expect(await answerTo({ isReading: false })).not.toContain(stillReading);
  expect(await answerTo({ isReading: true, question: 'Is mijn aanvraag al goedgekeurd?', replies: { stillReading, runningCase: 'Dat kan ik niet zien.' } })).toBe('Dat kan ik niet zien.');
});
