/** A conversation as one file that opens anywhere, also without this desk: no scripts, nothing that is loaded. */
import { html } from 'hono/html';
import { momentWords } from '../../../dutch-time.ts';
import { keptTurnTree, UNFINISHED_THEN } from '../../markup/unfinished.ts';
import type { TurnView } from '../../turn-views.ts';
import type { MunicipalityView } from '../../views.ts';
import { corrections } from '../corrections.ts';
import type { Html } from '../html.ts';
import { fileHead } from './file-head.ts';
import { mailLink, phoneLink } from '../link.ts';
import { render } from '../render.ts';
import { fileStyles } from './file-styles.ts';

interface ConversationFile {
  readonly municipality: MunicipalityView;
  /** With which the municipality finds it, for who asks what it has of them. */
  readonly conversationId: string;
  /** Without what only works at the desk: nobody is asked whether an answer helps. */
  readonly turns: readonly TurnView[];
  /** Of this desk, with which the addresses of sources are whole. */
  readonly origin: string;
  readonly at: Date;
}


export function conversationFile({ municipality, conversationId, turns, origin, at }: ConversationFile): Html {
  return html`<!doctype html>
<html lang="nl">
  ${fileHead(`Gesprek met de digitale balie | ${municipality.name}`, fileStyles)}
  <body>
    <main>
      <h1>Uw gesprek met de digitale balie</h1>
      <p>${municipality.name}, bewaard op ${momentWords(at)}.</p>
      ${municipality.isSample ? html`<p><strong>Voorbeeld.</strong> Deze gemeente bestaat niet.</p>` : ''}
      <p class="note"><strong>U praatte met een computer (AI), niet met een medewerker.</strong> De AI kan fouten maken. Controleer het antwoord bij de bronnen.
        Prijzen en regels kunnen na deze datum veranderd zijn.</p>
      <h2>Vragen en antwoorden</h2>
      ${turns.map((turn, index) => html`${render(keptTurnTree(whole(turn, origin), index + 1, municipality, undefined, UNFINISHED_THEN))}${corrections(turn)}`)}
      <h2>Nummer van dit gesprek</h2>
      <p>${conversationId}</p>
      <p>Met dit nummer kunt u de gemeente vragen wat zij van dit gesprek heeft, er iets bij laten zetten, of het laten wissen. Geef het aan niemand anders: wie het nummer heeft, kan het gesprek ook lezen en wissen.</p>
      <h2>Contact</h2>
      <ul>
        <li>Telefoon ${phoneLink(municipality.phone)} (${municipality.phoneHours})</li>
        <li>E-mail ${mailLink(municipality.email)}</li>
        <li class="balie-lines">${municipality.address}</li>
        <li>Digitale balie: ${origin}/</li>
      </ul>
    </main>
  </body>
</html>
`;
}

/** With addresses that hold from anywhere. */
function whole(turn: TurnView, origin: string): TurnView {
  return { ...turn, sources: turn.sources.map((source) => ({ ...source, url: source.url.startsWith('/') ? `${origin}${source.url}` : source.url })) };
}
