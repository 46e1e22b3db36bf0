/** Pieces that the pages of the AI Act share. */
import { html } from 'hono/html';
import { dateWords } from '../../../../dutch-time.ts';
import type { AiActOutcome } from '../../../../factsheet/ai-act/paths.ts';
import type { Step } from '../../../../factsheet/ai-act/walk.ts';
import { CLASS_WORDS, labelsOf } from '../../../../factsheet/ai-act/words.ts';
import { button, tag } from '../../admin/parts.ts';
import type { Html } from '../../html.ts';

const TONES = { forbidden: 'bad', 'high-risk': 'warning', model: 'warning', transparency: 'good', minimal: 'good', 'no-ai': 'calm', exempt: 'calm' } as const;

export function classTag({ class: kind }: Pick<AiActOutcome, 'class'>): Html {
  return tag(CLASS_WORDS[kind].title, TONES[kind]);
}

/** What it comes to: the class, what that means, and what has to be done. */
export function outcomeParts(outcome: AiActOutcome): Html {
  const { title, meaning } = CLASS_WORDS[outcome.class];
  return html`<section class="balie-section" aria-labelledby="uitkomst"><h2 class="utrecht-heading-3" id="uitkomst">Uitkomst: ${title}</h2>
      <p class="utrecht-paragraph">${meaning}</p>
      <p class="utrecht-paragraph">Labels: ${labelsOf(outcome).join(', ')}.</p></section>
    <section class="balie-section" aria-labelledby="plichten"><h2 class="utrecht-heading-3" id="plichten">Wat u moet doen</h2>
      ${outcome.duties.length === 0
        ? html`<p class="utrecht-paragraph">Uit deze antwoorden volgen geen plichten in de AI-verordening.</p>`
        : html`<ul class="balie-rows">${outcome.duties.map(({ article, text, of, from, note }) => html`<li class="balie-row"><p class="balie-row__head"><span class="balie-row__title">${text}</span></p>
            <p class="balie-row__facts">${capital(article)}. Voor: ${of.filter((role) => outcome.roles.includes(role)).join(' en ')}. Vanaf ${dateWords(from)}.${note === undefined ? '' : ` ${note}`}</p></li>`)}</ul>`}
    </section>`;
}

/** The answers so far. @param isChangeable whether each can be answered anew, in the form around it. */
export function pathList(path: readonly Step[], isChangeable = false): Html {
  return html`<ol class="balie-rows">${path.map(({ id, question, article, answer, remark }) => html`<li class="balie-row ${isChangeable ? 'balie-step--answered' : ''}">${isChangeable ? change(id, question) : ''}<p class="balie-step">${question}</p>
      <p class="balie-step"><strong>${answer}</strong> <span class="balie-byhand">${article}</span></p>${remark === undefined ? '' : html`<p class="balie-step balie-lines">${remark}</p>`}</li>`)}</ol>`;
}

function change(id: string, question: string): Html {
  return html`<button class="utrecht-button utrecht-button--secondary-action balie-press" type="submit" name="terug" value="${id}">Verander<span class="balie-hidden">: ${question}</span></button>`;
}

/** Answers travel in the form: nothing is kept before somebody records it. */
export function givenFields(given: ReadonlyMap<string, { readonly choice: string; readonly remark?: string }>): Html[] {
  return [...given].map(([id, { choice, remark }]) => html`<input type="hidden" name="antwoord-${id}" value="${choice}">${remark === undefined ? '' : html`<input type="hidden" name="toelichting-${id}" value="${remark}">`}`);
}

export const recordButton = (): Html => html`<div class="balie-buttons">${button('Vastleggen', 'primary-action')}</div>`;

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
