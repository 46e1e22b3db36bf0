/** A conversation of an employee, or the form to begin one. Works wholly without JavaScript. */
import { html } from 'hono/html';
import { dateWords, dutchDay } from '../../../dutch-time.ts';
import { faultTree } from '../../markup/fault.ts';
import { exportPath } from '../../markup/task-result.ts';
import { keptTurnTree } from '../../markup/unfinished.ts';
import { workEditTree } from '../../markup/work-edit.ts';
import { button } from '../admin/parts.ts';
import { corrections } from '../corrections.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { render } from '../render.ts';
import { workComposer } from './composer.ts';
import { pair } from './pair.ts';
import { shortcuts } from './keys.ts';
import { spokenBy } from './speaker.ts';
import { documentsPath } from './files/paths.ts';
import { uploadForm, uploadHint } from './files/upload.ts';
import { conversationList } from './listed.ts';
import { deletePath, DOCUMENTS_PATH, earlierPath, EXPLAIN_PATH, LIST_PATH, namePath, pinPath, SHARED_PATH, sharePath, talkPath, taskPath, WORK_PATH } from './paths.ts';
import type { HeldView, TalkView } from './views.ts';

export function workTalkPage(view: TalkView): Html {
  const { municipality, name, hasAdmin, held, unasked, carried, turns, before, isEarlier, fault } = view;
  const isConfidential = carried !== undefined && turns.length > 0;
  const title = held?.title ?? (isConfidential ? 'Vertrouwelijk gesprek' : unasked ? 'Vraag over uw documenten' : 'Nieuwe vraag');
  const main = html`<div class="balie-desk balie-work" id="balie" data-turns="${before + turns.length}" data-speaker="${speakerOf(view)}"
      data-website="${municipality.website}" ${held ? html`data-conversation="${held.id}"` : ''}>
      <div class="balie-desk__talk">
        <h1 id="titel" class="${turns.length === 0 ? 'utrecht-heading-1' : 'utrecht-heading-2'} balie-work__title">${title}</h1>
        ${held === undefined ? html`${turns.length === 0 ? html`${opening(view)}${unaskedNote(view)}` : ''}${confidentialNote(isConfidential)}` : ''}
        ${conversation(view)}
        ${fault ? html`<div class="balie-fault" id="antwoord" tabindex="-1">${render(faultTree(fault))}</div>` : ''}
        ${isEarlier && held ? html`<p class="utrecht-paragraph">${link(talkPath(held.id), 'Naar het eind van dit gesprek')}</p>` : html`${sharedNote(held)}${workComposer(view)}${addFiles(view)}${taskLinks(view)}${shortcuts()}`}
        <p class="balie-new" id="nieuw-gesprek" ${turns.length === 0 ? 'hidden' : ''}><a class="balie-button-link" href="${WORK_PATH}">Nieuw gesprek beginnen</a></p>
      </div>
      ${aside(view)}
    </div>`;
  return layout({
    municipality,
    title: `${title} - Werkplek`,
    main,
    editor: { name, work: { current: held || isConfidential ? LIST_PATH : WORK_PATH, hasAdmin } },
    ...(!isEarlier && { script: 'work' as const, skipTo: { id: 'vraag', text: 'Naar het vak voor uw vraag' } }),
  });
}

/** Closed until somebody wants it, or drops a file. */
function addFiles({ filesFor }: TalkView): Html | string {
  if (filesFor === undefined) return '';
  return html`<details class="balie-work__files balie-upload" id="bestanden-erbij">
      <summary class="balie-work__summary">Bestanden toevoegen</summary>
      <noscript><p class="utrecht-paragraph">Voeg eerst uw bestand toe, en stel daarna uw vraag: op deze pagina gaat niet beide tegelijk.</p></noscript>
      ${uploadForm(filesFor)}
      ${uploadHint()}
    </details>`;
}

/** AI Act, article 50, and what is kept: said before the first question. */
function opening({ assistants, unasked, chosen, municipality }: TalkView): Html {
  const greeting = assistants.find(({ value }) => value === chosen.assistant)?.greeting;
  return html`<div id="begroeting">
      ${unasked ? html`<p class="utrecht-paragraph utrecht-paragraph--lead">Ik zoek het antwoord in deze bestanden, en in de documenten van ${municipality.name}.</p>` : assistants.length === 1 && greeting !== undefined ? html`<p class="utrecht-paragraph utrecht-paragraph--lead">${greeting}</p>` : ''}
      <p class="utrecht-paragraph balie-notice"><strong>U praat met een computer (AI).</strong> Zij kan fouten maken: controleer het antwoord bij de bronnen.
        Wat u vraagt, wordt vastgelegd. ${link(EXPLAIN_PATH, 'Wat wij vastleggen, wie dat kan zien en hoe lang')}</p>
    </div>`;
}

/** Beside the field in which more is said: what is shared is read along as it is now. */
function sharedNote(held: HeldView | undefined): Html {
  if (held === undefined || held.shares === 0) return html``;
  return html`<p class="utrecht-paragraph balie-notice"><strong>Anderen lezen dit gesprek mee.</strong> Zij zien ook wat u hierna vraagt. ${link(sharePath(held.id), 'Met wie u het deelt')}</p>`;
}

/** What the first question is about: it is looked for in these, and in what the municipality has. */
function unaskedNote({ unasked }: TalkView): Html | string {
  if (unasked === undefined) return '';
  const { conversationId, files } = unasked;
  const item = ({ name, state }: (typeof files)[number]) => html`<li>${name}${state === 'waiting' ? ' (wordt nog gelezen)' : state === 'failed' ? ' (niet te lezen)' : ''}</li>`;
  return html`<div class="balie-work__beside"><h2 class="utrecht-heading-4">Bij deze vraag</h2><ul>${files.map(item)}</ul>
      <p class="utrecht-paragraph">${link(documentsPath(conversationId), 'Bestanden toevoegen of weghalen, samenvatten, vergelijken')}</p></div>`;
}

/** What somebody may have come for instead of a question. */
function taskLinks({ tasks = [], turns }: TalkView): Html | string {
  if (turns.length > 0 || tasks.length === 0) return '';
  return html`<nav class="balie-work__tasks" id="beginnen" aria-labelledby="beginnen-titel"><h2 class="utrecht-heading-4" id="beginnen-titel">Of begin met</h2>
      <ul>${tasks.map(({ name, title }) => html`<li><a class="balie-button-link" href="${taskPath(name)}">${title}</a></li>`)}
        <li><a class="balie-button-link" href="${DOCUMENTS_PATH}">Een document</a></li></ul></nav>`;
}

/** There before the first question too: the browser module shows it with that. */
function confidentialNote(isShown: boolean): Html {
  return html`<p class="utrecht-paragraph balie-notice" id="vertrouwelijk-melding" ${isShown ? '' : 'hidden'}><strong>Dit gesprek is vertrouwelijk.</strong> Wat u vraagt en wat het antwoord is, bewaren wij niet; ook niet in het logboek.
      Dat u iets vroeg, wanneer, en met welk model, leggen wij wel vast. Sluit u deze pagina, dan is het gesprek weg. ${link(EXPLAIN_PATH, 'Meer uitleg')}</p>`;
}

function speakerOf({ held, assistants, chosen }: TalkView): string {
  return held?.assistant ?? assistants.find(({ value }) => value === chosen.assistant)?.text ?? chosen.assistant;
}

function conversation(view: TalkView): Html {
  const { municipality, held, carried, turns, before, fault, instead, isEarlier, compared } = view;
  const last = turns.length - 1;
  const about = spokenBy(speakerOf(view), municipality);
  return html`<section class="balie-conversation" id="gesprek" aria-labelledby="gesprek-titel" ${turns.length === 0 ? 'hidden' : ''}>
      <h2 class="balie-hidden" id="gesprek-titel">Uw gesprek</h2>
      <p class="utrecht-paragraph utrecht-paragraph--small" id="helpt-uitleg" ${carried === undefined ? '' : 'hidden'}>Zegt u dat een antwoord niet helpt? Dan kan wie antwoorden beoordeelt die vraag en dat antwoord lezen. ${link(EXPLAIN_PATH, 'Wie kan wat zien')}</p>
      ${held && before > 0 ? html`<p class="utrecht-paragraph">${link(earlierPath(held.id, before), `Toon wat hieraan voorafging (${before} ${before === 1 ? 'vraag' : 'vragen'})`)}</p>` : ''}
      ${turns.map((turn, index) => {
        const number = before + index + 1;
        const newest = index === last && !fault && !instead && !isEarlier;
        if (index === last && compared) return pair({ turn, number, compared, isNewest: newest, about }, view);
        const tree = keptTurnTree(turn, number, about, newest ? 'antwoord' : undefined);
        return html`${render(held && turn.isThere === true ? { ...tree, children: [...tree.children, workEditTree(held.id, turn.id, number)] } : tree)}${corrections(turn)}`;
      })}
    </section>`;
}

function aside({ held, recent, carried, turns }: TalkView): Html {
  if (held !== undefined) return html`<aside class="balie-desk__aside balie-work__aside" aria-label="Dit gesprek">${tools(held)}</aside>`;
  if (recent === undefined || (carried !== undefined && turns.length > 0)) return html``;
  return html`<aside class="balie-desk__aside balie-work__aside" aria-labelledby="laatste">
      <h2 class="utrecht-heading-4" id="laatste">Uw laatste gesprekken</h2>
      ${recent.length === 0 ? html`<p class="utrecht-paragraph">U hebt nog geen gesprekken.</p>` : html`${conversationList(recent)}<p class="utrecht-paragraph">${link(LIST_PATH, 'Alle gesprekken, en zoeken')}</p>`}
      <p class="utrecht-paragraph">${link(SHARED_PATH, 'Gedeeld met mij')}</p>
    </aside>`;
}

function tools({ id, title, pinned, assistant, erasedFrom, erasedAt, shares }: HeldView): Html {
  const [first, last] = [dateWords(dutchDay(erasedFrom)), dateWords(dutchDay(erasedAt))];
  return html`<h2 class="utrecht-heading-4">Dit gesprek</h2>
      <p class="utrecht-paragraph">Met ${assistant}.</p>
      <p class="utrecht-paragraph">Wordt gewist op <strong>${last}</strong>${first === last ? '' : html`; wat er het eerst is gezegd al op ${first}`}. Gaat u verder, dan blijft het nieuwe langer staan.</p>
      <form class="balie-work__tool" method="post" action="${namePath(id)}">
        <label class="utrecht-form-label" for="naam">Naam van het gesprek</label>
        <input class="utrecht-textbox utrecht-textbox--html-input balie-field" id="naam" name="naam" value="${title}" maxlength="100" required autocomplete="off">
        ${button('Naam bewaren')}
      </form>
      <form class="balie-work__tool" method="post" action="${pinPath(id)}">
        <input type="hidden" name="vast" value="${pinned ? 'nee' : 'ja'}">
        ${button(pinned ? 'Niet meer vastzetten' : 'Bovenaan vastzetten')}
      </form>
      <p class="utrecht-paragraph balie-work__tool">${link(documentsPath(id), 'Documenten bij dit gesprek')}</p>
      <p class="utrecht-paragraph balie-work__tool">${link(sharePath(id), shares === 0 ? 'Dit gesprek delen' : `Gedeeld met ${shares}: bekijken of stoppen`)}</p>
      <p class="utrecht-paragraph balie-work__tool">Bewaar het als ${link(exportPath(id, 'docx'), 'Word')}, ${link(exportPath(id, 'pdf'), 'PDF')} of ${link(exportPath(id, 'md'), 'Markdown')}.</p>
      <p class="balie-work__tool"><a class="balie-button-link balie-button-link--danger" href="${deletePath(id)}">Gesprek wissen</a></p>`;
}
