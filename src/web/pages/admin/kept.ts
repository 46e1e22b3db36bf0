/** Asks whether what is gone from a source may go from the desk too. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { back, button } from './parts.ts';
import { collectionPath, keptPath } from './paths.ts';
import type { KeptView } from './views.ts';
import { count, sourceName } from './words.ts';

export function keptPage({ municipality, editor, collection, run, limit }: KeptView): Html {
  const { kept } = run;
  const going = kept.slice(0, limit);
  const main = html`<div class="balie-narrow">
      ${back(collectionPath(collection.id), collection.title)}
      <h1 class="utrecht-heading-1">Verwijderen wat verdwenen is?</h1>
      <div class="balie-panel">
        <p class="utrecht-paragraph"><strong>${count(kept.length, 'document staat', 'documenten staan')} niet meer in de bron ${sourceName(run.source)}</strong> van de collectie ${collection.title}. Dat zag de balie op ${momentWords(run.startedAt)}.</p>
        <p class="utrecht-paragraph">Kan het een vergissing zijn, zoals een map die even weg was? Verwijder dan niets: de balie kijkt bij de volgende ronde opnieuw.</p>
        ${kept.length > going.length ? html`<p class="utrecht-paragraph">De eerste ${going.length} gaan nu weg. Herhaal dit daarna voor de rest.</p>` : ''}
        <form class="balie-buttons" method="post" action="${keptPath(collection.id, run.id)}">
          ${button('Ja, verwijder wat verdwenen is', 'danger')}
          <a class="balie-button-link" href="/beheer">Nee, ga terug</a>
        </form>
      </div>
      <h2 class="utrecht-heading-3">Deze documenten</h2>
      <ul class="balie-names">${going.map((sourceId) => html`<li>${sourceId}</li>`)}</ul>
    </div>`;
  return layout({ municipality, title: 'Verwijderen wat verdwenen is - Beheer', main, editor });
}
