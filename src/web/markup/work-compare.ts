/** Two answers to one question of an employee, side by side. Drawn by the server and by the browser. */
import { el, type Tree } from './tree.ts';

/** What an answer took. */
export interface TookView {
  /** Absent: no model was asked. */
  readonly model?: string;
  readonly durationMs: number;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
}

/** Ids in the page are made of the number of a turn: the second answer has one that no turn has. */
export function otherPlace(number: number): number {
  return 1_000_000 + number;
}

const count = (value: number) => value.toLocaleString('nl-NL');

export function sideTitle(model: string | undefined): Tree {
  return el('h3', 'balie-versus__title', model === undefined ? 'Zonder taalmodel' : `Met ${model}`);
}

export function tookTree({ durationMs, promptTokens, answerTokens }: TookView): Tree {
  const seconds = (durationMs / 1_000).toLocaleString('nl-NL', { maximumFractionDigits: durationMs < 10_000 ? 1 : 0 });
  const tokens = promptTokens === undefined || answerTokens === undefined ? '' : ` · ${count(promptTokens)} tokens gelezen · ${count(answerTokens)} geschreven`;
  return el('p', 'balie-versus__took', `${seconds} ${seconds === '1' ? 'seconde' : 'seconden'}${tokens}`);
}

export const goesOnTree = (): Tree => el('p', 'balie-versus__current', 'Het gesprek gaat verder met dit antwoord.');

/** @param action the place that takes it. @param fields what goes along. */
export function chooseTree(action: string, fields: Readonly<Record<string, string>>, model: string | undefined): Tree {
  return el(
    'form',
    { class: 'balie-versus__choose', method: 'post', action },
    ...Object.entries(fields).map(([name, value]) => el('input', { type: 'hidden', name, value })),
    el('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'submit' }, 'Verder met dit antwoord', el('span', 'balie-hidden', model === undefined ? ' (zonder taalmodel)' : ` (${model})`)),
  );
}

/** Of a conversation that is kept. */
export function chooseKeptTree(conversationId: string, turnId: string, model: string | undefined): Tree {
  return chooseTree(`/werk/gesprekken/${encodeURIComponent(conversationId)}/keuze`, { antwoord: turnId }, model);
}

/** Of a confidential one, which goes along with its page. */
export function chooseCarriedTree({ assistant, model, carried }: { readonly assistant: string; readonly model: string; readonly carried: string }, shown: string | undefined): Tree {
  return chooseTree('/werk#antwoord', { vertrouwelijk: 'ja', assistent: assistant, model, gezegd: carried, verder: 'ja' }, shown);
}
