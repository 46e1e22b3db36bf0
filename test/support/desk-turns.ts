/** What the scripted API of the desk's tests answers, by a word in the question. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, sources } from './desk-views.ts';

export const conversationId = '7b1e9d3c-0000-4000-8000-000000000001';

/** Sixty times a paragraph with a list. */
const long = Array.from({ length: 60 }, (_, index) => `In wijk ${index} halen wij het afval elke week **twee keer** op. [1]\n\n- papier in de blauwe bak [1]\n- **groente** in de groene bak\n- glas naar de glasbak [2]`).join('\n\n');

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function done(outcome: string, text: string, cited = sources): string {
  const generatedBy = outcome === 'answered' && { generatedBy: { kind: 'ai', model: 'ministral-3:3b' } };
  return event('done', { id: 't', conversationId, outcome, answer: text, sources: cited, ...generatedBy });
}

/** Yields pieces of a stream; `break` drops the connection without an end. A question with a script in it ends when `held` does. */
export async function* scriptedStream(question: string, held: Promise<void>): AsyncGenerator<string, 'end' | 'break'> {
  yield event('status', { phase: 'searching' });
  if (question.includes('wacht')) await sleep(question.includes('heel lang') ? 120_000 : 1500);
  yield ': ping\n\n';
  if (question.includes('zwembad')) {
    yield done('abstained', 'Daarover staat niets in de documenten die wij mogen gebruiken.', []);
    return 'end';
  }
  if (question.includes('citaat')) {
    yield done('quoted', 'Dit staat in onze documenten:\n\n> Een vergunning kost € 42,00. [1]');
    return 'end';
  }
  if (question.includes('rij')) {
    for (const position of [4, 3, 2, 1]) yield event('status', { phase: 'waiting', conversationId, position, expectedSeconds: position * 17 });
    await held;
  }
  yield event('status', { phase: 'writing' });
  yield event('sources', { sources });
  const said = question.includes('lang antwoord') ? long : answer;
  for (const piece of said.match(/[^]{1,40}/g) ?? []) {
    yield event('delta', { text: piece });
    await sleep(8);
    if (question.includes('storing')) {
      const fault = { code: 'model-broken-stream', message: 'Het antwoord is onderweg afgebroken.', action: 'Stel uw vraag opnieuw.' };
      yield event('error', { ...fault, retryable: true, requestId: 'req-42', conversationId });
      return 'end';
    }
    if (question.includes('half')) return 'end';
    if (question.includes('breuk')) {
      // A browser drops what it has not handed over yet when a line breaks: let the first piece arrive, also in a slow one.
      await sleep(3_000);
      return 'break';
    }
    if (question.includes('stop')) await sleep(120_000);
  }
  if (question.includes('<script>')) await held;
  yield done('answered', question.includes('<script>') ? `${answer}\n\n<script>alert(1)</script>` : said);
  return 'end';
}
