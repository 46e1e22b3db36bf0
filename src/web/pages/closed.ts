/** What stands in the place of the form when the desk was turned off: calm, and with the way to a person. */
import { html } from 'hono/html';
import { withLinks } from '../markup/text-links.ts';
import { el } from '../markup/tree.ts';
import type { DeskView } from '../views.ts';
import type { Html } from './html.ts';
import { phoneLink } from './link.ts';
import { render } from './render.ts';

const TITLE = 'De digitale balie is nu gesloten';

/** The heading of the page where there is no conversation. */
export function closedNotice({ municipality: { website }, turns, draft }: DeskView, { message, contact }: NonNullable<DeskView['closed']>): Html {
  const question = draft?.trim() ?? '';
  const ours = { website, isOurs: true };
  return html`<section class="balie-closed" id="${draft === undefined ? 'gesloten' : 'antwoord'}" tabindex="-1" aria-labelledby="gesloten-titel">
      ${turns.length === 0 ? html`<h1 class="utrecht-heading-2" id="gesloten-titel">${TITLE}</h1>` : html`<h2 class="utrecht-heading-3" id="gesloten-titel">${TITLE}</h2>`}
      ${render(withLinks(el('p', 'utrecht-paragraph balie-lines', message), ours))}
      ${question === '' || question === turns.at(-1)?.question ? '' : asked(question)}
      ${render(withLinks(el('p', 'utrecht-paragraph', el('strong', {}, 'Een medewerker helpt u wel.'), ` ${contact}`), ours))}
      <p class="utrecht-paragraph balie-closed__danger">Is er direct gevaar? Bel ${phoneLink('112')}.</p>
    </section>`;
}

/** Nothing a person typed is lost: it can be asked of somebody else. */
function asked(question: string): Html {
  return html`<p class="utrecht-paragraph">Uw vraag is niet beantwoord. Dit vroeg u:</p>
      <blockquote class="balie-closed__asked balie-lines" dir="auto">${question}</blockquote>`;
}
