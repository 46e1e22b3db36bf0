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

test('while a file of the conversation has not been read, each answer says that too', async () => {
  const fileWaiting = 'Een bestand is nog niet gelezen.';
  expect(await answerTo({ isFileWaiting: true, replies: { stillReading, fileWaiting } })).toBe(`Dat kost € 83,90 [1].\n\n${fileWaiting}`);
  expect(await answerTo({ isFileWaiting: true, replies: { stillReading, fileWaiting }, passages: [], answerable: false })).toContain(fileWaiting);
  expect(await answerTo({ isReading: true, isFileWaiting: true, replies: { stillReading, fileWaiting } })).toBe(`Dat kost € 83,90 [1].\n\n${stillReading}\n\n${fileWaiting}`);
});

test('afterwards it does not, nor what needs no documents', async () => {
  expect(await answerTo({ isReading: false })).not.toContain(stillReading);
  expect(await answerTo({ isReading: true, question: 'Is mijn aanvraag al goedgekeurd?', replies: { stillReading, runningCase: 'Dat kan ik niet zien.' } })).toBe('Dat kan ik niet zien.');
});
