/** The result of a task, as the server draws it in a page and the browser once it has come. */
import { answerTrees } from './answer.ts';
import { personalWords } from './masked-words.ts';
import { el, type Tree } from './tree.ts';

/** Stands with what a model wrote, here and in files. */
export const CONCEPT = 'Concept, gemaakt met AI. Controleer voor gebruik.';

export interface TaskResultView {
  /** With which the result can be had as a file. */
  readonly conversationId: string;
  readonly outcome: string;
  readonly answer: string;
  /** Kinds of personal data that were left out. */
  readonly masked: readonly string[];
  /** Whether what looked like an order to the computer was left out. */
  readonly screened: boolean;
}

const FORMATS = [['docx', 'Word'], ['pdf', 'PDF'], ['md', 'Markdown']] as const;
const kinds = new Intl.ListFormat('nl');

export const STOPPED = 'Gestopt. Dit resultaat is niet af.';

/** In the order in which it is read. */
export function resultTrees({ conversationId, outcome, answer, masked, screened }: TaskResultView): Tree[] {
  const isWritten = outcome === 'answered';
  const isStopped = outcome === 'interrupted';
  return [
    ...(isWritten ? [el('p', 'balie-result__mark', CONCEPT)] : []),
    ...(isStopped ? [el('p', 'balie-result__mark', STOPPED)] : []),
    ...(masked.length > 0 ? [el('p', 'utrecht-paragraph balie-result__note', `Weggelaten uit uw tekst, en niet bewaard: ${kinds.format(masked.map((kind) => personalWords[kind] ?? kind))}. Vul dat zelf weer in waar het hoort.`)] : []),
    ...(screened ? [el('p', 'utrecht-paragraph balie-result__note', 'In uw tekst stonden zinnen die een opdracht aan de computer leken. Die zijn weggelaten. Controleer of er niets mist.')] : []),
    el('div', { class: 'balie-answer__text', id: 'resultaat-tekst', dir: 'auto' }, ...resultText(answer)),
    ...(isWritten && conversationId !== '' ? [el('p', 'balie-result__files', 'Haal het op als bestand:', ...FORMATS.flatMap(([format, name]) => [' ', el('a', { class: 'utrecht-link utrecht-link--html-a', href: exportPath(conversationId, format) }, name)]))] : []),
  ];
}

/** What looks like a reference is the text's own: there are no sources. */
export function resultText(answer: string): Tree[] {
  return answerTrees(answer, () => undefined);
}

/** A conversation as a file. */
export function exportPath(conversationId: string, format: string): string {
  return `/api/v1/work/conversations/${conversationId}/export?format=${format}`;
}
