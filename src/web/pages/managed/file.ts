/** One text of an assistant: changed, compared, tried, and only then published. */
import { html } from 'hono/html';
import { answerTrees } from '../../markup/answer.ts';
import { sourceId, sourcesTree } from '../../markup/sources.ts';
import { el } from '../../markup/tree.ts';
import { inLanguage } from '../../markup/words-in.ts';
import { back, faultBox } from '../admin/parts.ts';
import type { Html } from '../html.ts';
import { answerLanguage } from '../judging/details.ts';
import { outcomeWords } from '../judging/words.ts';
import { layout } from '../layout.ts';
import { render } from '../render.ts';
import { faultList, textArea, textField } from '../work/tasks/parts.ts';
import { diffBox } from './diff.ts';
import { MAX_REASON } from './history.ts';
import { measureBox } from './measure.ts';
import { assistantFilePath, assistantPath } from './paths.ts';
import type { AssistantFileView, TriedView } from './views.ts';

const LABELS = { tekst: 'De tekst', reden: 'Reden', vraag: 'Vraag om te proberen' } as const;

export function assistantFilePage(view: AssistantFileView): Html {
  const { municipality, editor, name, file, about, text, expected, question, reason, faults, fault, lines, moved, tried } = view;
  const wrong = (Object.keys(LABELS) as (keyof typeof LABELS)[]).flatMap((field) => (faults[field] === undefined ? [] : [{ field, text: LABELS[field] }]));
  const main = html`<div class="balie-manage balie-tune">
      ${back(assistantPath(name), `Assistent ${name}`)}
      <h1 class="utrecht-heading-1">${file}</h1>
      <p class="utrecht-paragraph utrecht-paragraph--lead">${about}. Zolang u niet publiceert, merkt niemand iets.</p>
      ${faultBox(fault)}
      ${faultList('Er is niets bewaard. Verbeter:', wrong)}
      ${moved === undefined ? '' : html`<section class="balie-panel balie-told" aria-labelledby="intussen"><h2 class="utrecht-heading-4" id="intussen">Intussen kwam versie ${moved.number}, van ${moved.by}</h2>
        <p class="utrecht-paragraph">Reden: <span class="balie-lines">${moved.reason}</span></p><p class="utrecht-paragraph">Hieronder staat nog uw tekst, vergeleken met wat nu geldt. Klopt die? Publiceer dan nog een keer.</p></section>`}
      <form class="balie-fields" method="post" action="${assistantFilePath(name, file)}" novalidate>
        <input type="hidden" name="versie" value="${expected}">
        <div class="balie-panel balie-fields balie-tune__text">
          ${textArea({ name: 'tekst', label: LABELS.tekst, value: text, hint: hintFor(file), fault: faults.tekst }, Math.min(30, Math.max(8, text.split('\n').length + 2)))}
          <div class="balie-buttons">${act('bekijk', 'Bekijk wat er verandert', 'secondary-action')}</div>
        </div>
        ${lines === undefined ? '' : html`<section class="balie-panel" aria-labelledby="verschil"><h2 class="utrecht-heading-4" id="verschil">Wat er verandert</h2>${diffBox(lines)}</section>`}
        <section class="balie-panel balie-fields" aria-labelledby="proberen"><h2 class="utrecht-heading-4" id="proberen">Eerst proberen</h2>
          ${textField({ name: 'vraag', label: LABELS.vraag, value: question, max: 2_000, required: false, hint: 'De assistent antwoordt met uw tekst hierboven. Vraag en antwoord worden niet bewaard.', fault: faults.vraag })}
          <div class="balie-buttons">${act('probeer', 'Stel de vraag', 'secondary-action')}</div>
          ${tried === undefined ? '' : triedBox(tried, municipality.website)}
        </section>
        ${measureBox(name, view.measurable)}
        <section class="balie-panel balie-fields" aria-labelledby="publiceren"><h2 class="utrecht-heading-4" id="publiceren">Publiceren</h2>
          ${textField({ name: 'reden', label: 'Waarom verandert u dit?', value: reason, max: MAX_REASON, hint: 'Voor uw collega’s, later. Noem geen namen: dit blijft staan.', fault: faults.reden })}
          <div class="balie-buttons">${act('publiceer', 'Publiceer en gebruik', 'primary-action')}</div>
        </section>
      </form>
    </div>`;
  return layout({ municipality, title: `${file} van ${name} - Beheer`, main, editor });
}

function hintFor(file: string): string {
  return file.endsWith('.md')
    ? 'Bovenaan, tussen streepjes, staan versie en uitleg. Daaronder staat wat het taalmodel leest. Laat woorden tussen {{ }} staan.'
    : 'Dit is YAML: inspringen telt. Laat woorden tussen {{ }} staan.';
}

function act(value: string, text: string, kind: 'primary-action' | 'secondary-action'): Html {
  return html`<button class="utrecht-button utrecht-button--${kind} balie-press" type="submit" name="actie" value="${value}">${text}</button>`;
}

function triedBox({ outcome, answer, sources, details }: TriedView, website: string): Html {
  const language = answerLanguage(details);
  const known = new Set(sources.map(({ number }) => number));
  const trees = answerTrees(answer, (number) => (known.has(number) ? sourceId(1, number) : undefined), language);
  return html`<div class="balie-tune__tried" id="antwoord" role="status"><h3 class="utrecht-heading-5">Het antwoord (${outcomeWords(outcome)})</h3>
      ${answer === '' ? html`<p class="utrecht-paragraph">Er was geen antwoord.</p>` : render(el('div', { class: 'balie-answer__text', ...inLanguage(language) }, ...trees))}
      ${sources.length === 0 ? '' : render(sourcesTree(sources, 1, { website }, 'h4'))}</div>`;
}
