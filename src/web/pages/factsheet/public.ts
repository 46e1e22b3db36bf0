/** The factsheet for everybody: of the whole desk, and of each assistant. */
import { html } from 'hono/html';
import { calledIn, type FactsheetDocument } from '../../../factsheet/public/document.ts';
import type { LiveState } from '../../../factsheet/live/live.ts';
import type { Publication } from '../../../factsheet/factsheet.ts';
import type { SpokenPage } from '../../markup/page/spoken.ts';
import type { MunicipalityView } from '../../views.ts';
import { list, paragraph, part } from '../about/parts.ts';
import { contactCard } from '../contact.ts';
import { PUBLIC_DILIGENCE_PATH } from '../diligence/paths.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { link } from '../link.ts';
import { FACTSHEET_PATH, factsheetPath } from './paths.ts';
import { sheetLines, sheetParts } from './parts.ts';
import { assistantSheet, deskSheet } from './sheet.ts';
import { dayIn, SHEET_WORDS, type SheetLanguage } from './words.ts';

export interface PublicFactsheetView {
  readonly municipality: MunicipalityView;
  readonly document: FactsheetDocument;
  readonly publication?: Omit<Publication, 'document'>;
  readonly language: SheetLanguage;
  /** How assistants for residents stand at this moment: that is not part of what was published. */
  readonly live: readonly LiveState[];
  /** Absent: Dutch, also around a sheet in English where the desk has no words in it. */
  readonly spoken?: SpokenPage | undefined;
  /** Whether it is there in English. */
  readonly hasEnglish: boolean;
  /** Whether a due diligence is public besides. */
  readonly hasDiligence: boolean;
}

export function factsheetPage(view: PublicFactsheetView): Html {
  const { document, language } = view;
  const words = SHEET_WORDS[language];
  const assistants = document.facts.assistants.map(({ name }) => {
    const called = calledIn(document, name);
    const about = document.statements.find((one) => one.assistant === name && one.question === 'description_short')?.answer;
    return html`<strong>${called}</strong>: <span lang="nl">${typeof about === 'string' ? about : words.notSaid}</span> ${link(withLanguage(factsheetPath(name), language), `${words.assistant} ${called}`)}`;
  });
  return sheetPage(view, words.title, FACTSHEET_PATH, [...exceptions(view), part(words.what, list(assistants)), ...sheetParts(deskSheet(document, language), words)]);
}

/** @returns undefined where there is no such assistant. */
export function assistantFactsheetPage(view: PublicFactsheetView, name: string): Html | undefined {
  const { document, language } = view;
  const words = SHEET_WORDS[language];
  const parts = assistantSheet(document, name, language);
  if (parts === undefined) return undefined;
  return sheetPage(view, `${words.title}: ${calledIn(document, name)}`, factsheetPath(name), [paragraph(link(withLanguage(FACTSHEET_PATH, language), words.back)), ...exceptions(view, name), ...sheetParts(parts, words)]);
}

/** Why assistants are on, or are not, while something is missing. The reason is in Dutch. */
function exceptions({ document, live, language }: PublicFactsheetView, name?: string): readonly Html[] {
  const words = SHEET_WORDS[language];
  return live.filter((one) => one.standing !== 'complete' && (name === undefined || one.name === name)).map(({ name: of, standing, exception }) => {
    const called = calledIn(document, of);
    if (standing === 'closed') return paragraph(html`<strong>${called}: ${words.closed}</strong>`);
    const until = exception?.until === undefined ? '' : ` ${words.until} ${dayIn(exception.until, language)}`;
    return paragraph(html`<strong>${called}: ${words.excepted}${until}.</strong> ${words.reason}: <span lang="nl">${exception?.reason}</span>`);
  });
}

/** Of one whose form this version cannot show: which it is, and where all of it stands. */
export function olderFactsheetPage(view: Omit<PublicFactsheetView, 'document'>): Html {
  const words = SHEET_WORDS[view.language];
  return sheetPage(view, words.title, FACTSHEET_PATH, [paragraph(html`${words.older} ${link('/factsheet.json', words.json)}.`)]);
}

function sheetPage(view: Omit<PublicFactsheetView, 'document'>, heading: string, path: string, parts: readonly Html[]): Html {
  const { municipality, publication, language, spoken, hasEnglish, hasDiligence } = view;
  const words = SHEET_WORDS[language];
  const other = language === 'nl' ? 'en' : 'nl';
  const main = html`<div class="balie-desk">
      <article class="balie-desk__talk balie-prose">
        <h1 class="utrecht-heading-1">${heading}</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">${words.lead}</p>
        ${publication === undefined ? paragraph(html`<strong>${words.draft}</strong>`) : ''}
        ${hasEnglish ? html`<p class="utrecht-paragraph" lang="${other}">${link(withLanguage(path, other), words.other)}</p>` : ''}
        ${parts}
        ${part(words.proof, ...(publication === undefined ? [paragraph(words.draft)] : [proof(publication, language)]))}
        ${part(words.files, list([...(hasDiligence ? [link(PUBLIC_DILIGENCE_PATH, words.diligence)] : []), link('/factsheet.pdf', words.pdf), link('/factsheet.json', words.json), link('/factsheet.schema.json', words.schema)]))}
      </article>
      <aside class="balie-desk__aside" aria-label="${language === 'nl' ? 'Contact met de gemeente' : 'Contact'}"${language === 'nl' ? '' : html` lang="nl"`}>${contactCard(municipality)}</aside>
    </div>`;
  return layout({ municipality, title: heading, main, about: { path, description: words.lead }, spoken });
}

function proof({ number, at, keyId, sha256 }: Omit<Publication, 'document'>, language: SheetLanguage): Html {
  const words = SHEET_WORDS[language];
  return sheetLines([{ label: words.number, value: String(number) }, { label: words.date, value: dayIn(at.toISOString(), language) }, { label: words.digest, value: sha256 }, { label: words.key, value: keyId }]);
}

function withLanguage(path: string, language: SheetLanguage): string {
  return language === 'nl' ? path : `${path}?taal=${language}`;
}
