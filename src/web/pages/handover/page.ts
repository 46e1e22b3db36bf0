/** A page of the handover: in the language of the conversation, amid what every page says in Dutch. */
import { html } from 'hono/html';
import { inLanguage } from '../../markup/words-in.ts';
import type { MunicipalityView } from '../../views.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';

interface HandoverPage {
  readonly municipality: MunicipalityView;
  readonly language: string;
  readonly title: string;
  readonly main: Html;
  readonly aside: Html;
}

export function handoverLayout({ municipality, language, title, main, aside }: HandoverPage): Html {
  const { lang = 'nl', dir = 'ltr' } = inLanguage(language);
  return layout({
    municipality,
    title,
    main: html`<div class="balie-desk" lang="${lang}" dir="${dir}">
      <div class="balie-desk__talk">
        ${main}
      </div>
      <aside class="balie-desk__aside">${aside}</aside>
    </div>`,
  });
}
