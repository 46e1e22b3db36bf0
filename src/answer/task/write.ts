import type { TurnEvent } from '../events.ts';
import { BalieError } from '../../errors.ts';
import { Repetition, ThinkingFilter } from '../model-text/stream.ts';
import { CANARY } from '../safety/output.ts';
import { type TaskPorts, type TaskRequest } from './ports.ts';
import type { TaskRun } from './run-task.ts';

/** In Dutch, for most models. */
const LETTERS_PER_TOKEN = 4;
/** After a line or a sentence what is written is shown. */
const SHOWN_TO = /^[\s\S]*(?:\n|[.!?:;,] )/;
const CUT = '**Let op: deze tekst is niet af.** Het taalmodel mocht niet langer schrijven. Maak uw tekst korter, of voer de taak in delen uit.';
const CIRCLES = '**Let op: deze tekst is niet af.** Het taalmodel viel in herhaling en is gestopt.';
const LEAKED = 'Deze taak is gestopt: het antwoord ging over de opdracht aan de computer, en niet over uw tekst.';

/**
 * Lets the model write, and shows it by lines and sentences, each looked at before it is shown: the word that stands in the
 * instructions and may never come out ends the run, and nothing of it remains.
 */
export async function* writeTask({ task, person, traceparent }: TaskRequest, run: TaskRun, { model, guard }: TaskPorts, signal: AbortSignal): AsyncGenerator<TurnEvent, void> {
  const { conversationId, messages } = run;
  const asker = { audience: 'employee' as const, id: person, ...(traceparent && { traceparent }) };
  const canary = folded(guard.canary);
  const repetition = new Repetition();
  let [pending, said, chunks] = ['', '', 0];
  const thinking = new ThinkingFilter(() => void (pending = ''));
  run.notes = { model: task.model };
  const release = (text: string): TurnEvent[] => {
    if (text === '') return [];
    run.answer += text;
    return [{ type: 'delta', text }];
  };
  try {
    for await (const chunk of model.chat({ model: task.model, messages, maxTokens: task.maxTokens, asker }, signal)) {
      if (chunk.type === 'waiting') {
        yield chunk.position === 0
          ? { type: 'status', phase: 'writing', conversationId }
          : { type: 'status', phase: 'waiting', conversationId, position: chunk.position, expectedSeconds: Math.ceil(chunk.expectedMs / 1_000) };
        continue;
      }
      chunks += 1;
      if (chunk.type === 'end') {
        if (chunk.ranOn !== undefined) run.ranOn = chunk.ranOn;
        const { promptTokens, answerTokens, reason } = chunk;
        run.notes = { ...run.notes, promptTokens, answerTokens, ...(reason === 'length' && { reason }) };
        continue;
      }
      const written = thinking.push(chunk.text);
      pending += written;
      said += folded(chunk.text);
      const isLeaked = said.includes(canary);
      said = said.slice(-canary.length);
      if (isLeaked) {
        guard.stopped(CANARY);
        run.details = { ...run.details, guard: { ...run.details.guard, hasLeaked: true } };
        Object.assign(run, { outcome: 'blocked', answer: LEAKED, notes: { ...run.notes, reason: CANARY } });
        return;
      }
      repetition.stream(chunk.text);
      if (repetition.isEndless) {
        run.notes = { ...run.notes, reason: 'repetition' };
        break;
      }
      const [ready = ''] = SHOWN_TO.exec(pending) ?? [];
      pending = pending.slice(ready.length);
      yield* release(ready);
    }
    yield* release(pending + thinking.end());
  } finally {
    // Roughly: a host that was cut off does not tell. Each chunk is a token, or nearly.
    if (chunks > 0 && run.notes.answerTokens === undefined) {
      const letters = messages.reduce((sum, { content }) => sum + content.length, 0);
      run.notes = { ...run.notes, promptTokens: Math.ceil(letters / LETTERS_PER_TOKEN), answerTokens: chunks };
    }
  }
  const { reason } = run.notes;
  if (run.answer.trim() === '') throw new BalieError('model-empty', { detail: task.model });
  run.answer = [run.answer.trim(), ...(reason === 'length' ? [CUT] : reason === 'repetition' ? [CIRCLES] : [])].join('\n\n');
  run.outcome = 'answered';
}

/** Letters and digits alone: a word that is spelled with signs between is the same word. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
