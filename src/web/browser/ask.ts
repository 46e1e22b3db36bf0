/** Asks one question, or runs one task, over the API and gives back what happens, checked to be of the shape that the page can show. */
import { browserFaults } from '../markup/words.ts';
import type { WriterView } from '../ai-mark.ts';
import type { ActionView, FaultView, SourceView, TermView } from '../turn-views.ts';
import { canProve, challengeIn, solve } from './proof.ts';
import { eventParser } from './sse.ts';
import type { ServerEvent } from './sse.ts';

export type Happening =
  | { readonly type: 'status'; readonly phase: string; readonly conversationId?: string; readonly turnId?: string; readonly position: number; readonly expectedSeconds: number }
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'sources'; readonly sources: readonly SourceView[] }
  | {
      readonly type: 'done';
      readonly id: string;
      readonly conversationId: string;
      readonly question: string;
      readonly masked: readonly string[];
      readonly outcome: string;
      readonly answer: string;
      readonly sources: readonly SourceView[];
      readonly language: string;
      readonly dutch?: string;
      readonly terms: readonly TermView[];
      readonly generatedBy?: WriterView;
      /** What goes along with the next question, of a conversation that is kept nowhere else. */
      readonly carried?: string;
      readonly screened: boolean;
      /** What the answer took, where that is told. */
      readonly took?: unknown;
    }
  | { readonly type: 'error'; readonly fault: FaultView; readonly conversationId?: string };

/** The server sends at least a comment every 15 seconds; a line that is silent for this long is dead. */
const silenceMs = 60_000;
/** Once is enough, unless the address that a phone asks from changes meanwhile. */
const maxProofs = 3;

interface Question {
  /** Where it is asked. */
  readonly path: string;
  /** Of a page in a frame. */
  readonly token?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** The same when it is sent again: it is not asked twice. */
  readonly key?: string | undefined;
}

/** Ends with exactly one `done` or `error`, or throws the signal's reason when the person stops. */
export async function* ask({ path, token, body, key }: Question, signal: AbortSignal): AsyncGenerator<Happening> {
  // Older phones lack AbortSignal.any and `for await` over a stream: a signal is passed on, a reader is read.
  const connection = new AbortController();
  const leave = () => connection.abort();
  signal.addEventListener('abort', leave);
  let timer = setTimeout(leave, silenceMs);
  let heardAt = Date.now();
  // A telephone that slept let its timers sleep too: the line may be dead for long.
  const wake = () => document.visibilityState === 'visible' && Date.now() - heardAt > silenceMs && leave();
  document.addEventListener('visibilitychange', wake);
  try {
    const send = (proof?: string) =>
      fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream', ...(token !== undefined && { 'Balie-Token': token }), ...(key !== undefined && { 'Idempotency-Key': key }), ...(proof !== undefined && { 'Balie-Proof': proof }) },
        body: JSON.stringify(body),
        signal: connection.signal,
      });
    let response = await send();
    for (let proofs = 0; proofs < maxProofs; proofs += 1) {
      const challenge = await challengeIn(response);
      if (challenge === undefined) break;
      if (!canProve()) {
        yield { type: 'error', fault: browserFaults.unproven };
        return;
      }
      if (proofs === 0) yield { type: 'status', phase: 'proving', position: 0, expectedSeconds: 0 };
      // It has all the time that it needs; what is silent after that is the line.
      clearTimeout(timer);
      const proof = await solve(challenge, signal);
      timer = setTimeout(leave, silenceMs);
      response = await send(proof);
    }
    if (!response.ok || response.body === null) {
      yield { type: 'error', fault: faultOf(await response.json().catch(() => ({}))) };
      return;
    }
    const parse = eventParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(leave, silenceMs);
      heardAt = Date.now();
      for (const event of parse(decoder.decode(read.value, { stream: true }))) {
        const happening = happeningOf(event);
        if (happening === undefined) continue;
        yield happening;
        if (happening.type === 'done' || happening.type === 'error') return;
      }
    }
    yield { type: 'error', fault: browserFaults.unfinished };
  } catch (error) {
    if (signal.aborted) throw error;
    yield { type: 'error', fault: navigator.onLine ? browserFaults.network : browserFaults.offline };
  } finally {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
    signal.removeEventListener('abort', leave);
    leave();
  }
}

function happeningOf({ event, data }: ServerEvent): Happening | undefined {
  const value = recordOf(JSON.parse(data));
  switch (event) {
    case 'status':
      return { type: 'status', phase: textOf(value['phase']), position: countOf(value['position']), expectedSeconds: countOf(value['expectedSeconds']), ...given(value, 'conversationId'), ...given(value, 'turnId') };
    case 'delta':
      return { type: 'delta', text: textOf(value['text']) };
    case 'sources':
      return { type: 'sources', sources: sourcesOf(value['sources']) };
    case 'done':
      return {
        type: 'done',
        id: textOf(value['id']),
        conversationId: textOf(value['conversationId']),
        question: textOf(value['question']),
        masked: Array.isArray(value['masked']) ? value['masked'].map(textOf) : [],
        outcome: textOf(value['outcome']),
        answer: textOf(value['answer']),
        sources: sourcesOf(value['sources']),
        language: textOf(value['language']) || 'nl',
        terms: termsOf(value['terms']),
        screened: value['screened'] === true,
        took: value['took'],
        ...given(value, 'dutch'),
        ...given(value, 'carried'),
        ...(typeof value['generatedBy'] === 'object' ? { generatedBy: writerOf(value['generatedBy']) } : {}),
      };
    case 'error':
      return { type: 'error', fault: faultOf(value), ...given(value, 'conversationId') };
    default:
      return undefined;
  }
}

/** A text that may not be there. */
function given<Name extends string>(value: Record<string, unknown>, name: Name): Partial<Record<Name, string>> {
  const text = textOf(value[name]);
  return text === '' ? {} : ({ [name]: text } as Partial<Record<Name, string>>);
}

/** From the `error` event or an `application/problem+json` body: both carry the catalogue's words. */
export function faultOf(value: unknown): FaultView {
  const { code, message, title, action, requestId, retryable } = recordOf(value);
  return {
    code: textOf(code),
    message: textOf(message) || textOf(title) || 'De digitale balie kan uw vraag nu niet beantwoorden.',
    action: textOf(action) || 'Probeer het over een paar minuten opnieuw, of neem contact op met de gemeente.',
    requestId: textOf(requestId),
    canRetry: retryable === true,
  };
}

function sourcesOf(value: unknown): SourceView[] {
  if (!Array.isArray(value)) return [];
  return value.map(recordOf).map((source) => ({
    number: Number(source['number']),
    title: textOf(source['title']),
    url: textOf(source['url']),
    quote: textOf(source['quote']),
    ...(typeof source['page'] === 'number' ? { page: source['page'] } : {}),
    headings: Array.isArray(source['headings']) ? source['headings'].map(textOf) : [],
    ...given(source, 'validFrom'),
    ...given(source, 'validUntil'),
    ...(Array.isArray(source['actions']) ? { actions: actionsOf(source['actions']) } : {}),
  }));
}

function actionsOf(value: readonly unknown[]): ActionView[] {
  return value.map(recordOf).map(({ label, url }) => ({ label: textOf(label), url: textOf(url) }));
}

function termsOf(value: unknown): TermView[] {
  if (!Array.isArray(value)) return [];
  return value.map(recordOf).map(({ term, meaning }) => ({ term: textOf(term), meaning: textOf(meaning) }));
}

function writerOf(value: unknown): WriterView {
  const model = textOf(recordOf(value)['model']);
  return model === '' ? {} : { model };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function countOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
