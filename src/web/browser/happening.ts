/** What happens to a question, as the API tells it: checked to be of the shape that pages can show. */
import type { WriterView } from '../ai-mark.ts';
import type { FaultView, SourceView, TermView } from '../turn-views.ts';
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

/** @returns undefined for an event of a kind that no page shows. */
export function happeningOf({ event, data }: ServerEvent): Happening | undefined {
  const value = recordOf(JSON.parse(data));
  switch (event) {
    case 'status':
      return { type: 'status', phase: textOf(value['phase']), position: countOf(value['position']), expectedSeconds: countOf(value['expectedSeconds']), ...given(value, 'conversationId'), ...given(value, 'turnId') };
    case 'delta':
      return { type: 'delta', ...textsOf(value, 'text') };
    case 'sources':
      return { type: 'sources', sources: sourcesOf(value['sources']) };
    case 'done':
      return {
        type: 'done',
        ...textsOf(value, 'id', 'conversationId', 'question', 'outcome', 'answer'),
        masked: listOf(value['masked'], textOf),
        sources: sourcesOf(value['sources']),
        language: textOf(value['language']) || 'nl',
        terms: listOf(value['terms'], (term) => textsOf(recordOf(term), 'term', 'meaning')),
        screened: value['screened'] === true,
        took: value['took'],
        ...given(value, 'dutch'),
        ...given(value, 'carried'),
        ...(typeof value['generatedBy'] === 'object' ? { generatedBy: given(recordOf(value['generatedBy']), 'model') } : {}),
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
  return listOf(value, recordOf).map((source) => ({
    number: Number(source['number']),
    ...textsOf(source, 'title', 'url', 'quote'),
    ...(typeof source['page'] === 'number' ? { page: source['page'] } : {}),
    headings: listOf(source['headings'], textOf),
    ...given(source, 'validFrom'),
    ...given(source, 'validUntil'),
    ...(Array.isArray(source['actions']) ? { actions: listOf(source['actions'], (action) => textsOf(recordOf(action), 'label', 'url')) } : {}),
  }));
}

/** Texts that are empty where they are not there. */
function textsOf<Name extends string>(value: Record<string, unknown>, ...names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(value[name])])) as Record<Name, string>;
}

function listOf<One>(value: unknown, one: (value: unknown) => One): One[] {
  return Array.isArray(value) ? value.map(one) : [];
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
