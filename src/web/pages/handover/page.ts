/** A page of the handover: in the language of the conversation, or in that which the page was put in. */
import { html } from 'hono/html';
import { inLanguage } from '../../markup/words-in.ts';
import type { MunicipalityView } from '../../views.ts';
import type { HandoverView } from './views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';

interface HandoverPage {
  readonly municipality: MunicipalityView;
  readonly language: string;
  readonly spoken: HandoverView['page'];
  readonly title: string;
  readonly main: Html;
  readonly aside: Html;
}

export function handoverLayout({ municipality, language, spoken, title, main, aside }: HandoverPage): Html {
  const { lang, dir } = inLanguage(language);
  return layout({
    municipality,
    title,
    spoken,
    main: html`<div class="balie-desk" lang="${lang}" dir="${dir}">
      <div class="balie-desk__talk">
        ${main}
      </div>
      <aside class="balie-desk__aside">${aside}</aside>
    </div>`,
  });
}

/** To the desk with the conversation that was left for this page: it stands in no address, so a form takes it there. */
export function wayBack({ conversationId, language, words }: Pick<HandoverView, 'conversationId' | 'language' | 'words'>, box: string, look: string): Html {
  return html`<form class="${box}" method="post" action="/#antwoord">
          <input type="hidden" name="conversationId" value="${conversationId}">
          <input type="hidden" name="taal" value="${language}">
          <button class="${look}" type="submit">${words.back}</button>
        </form>`;
}
