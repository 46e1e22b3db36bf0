/** What happens with a person's question, in plain words. */
import { html } from 'hono/html';
import { durationWords } from '../../durations.ts';
import type { PrivacyView } from '../views.ts';
import { contactCard } from './contact.ts';
import { layout } from './layout.ts';
import type { Html } from './html.ts';
import { link, mailLink } from './link.ts';

export function privacyPage({ municipality }: PrivacyView): Html {
  const main = html`<div class="balie-desk">
      <article class="balie-desk__talk balie-prose">
        <p class="balie-back">${link('/', 'Naar de digitale balie')}</p>
        <h1 class="utrecht-heading-1">Privacy: zo gaan wij om met uw vraag</h1>
        <p class="utrecht-paragraph utrecht-paragraph--lead">U kunt de digitale balie gebruiken zonder te zeggen wie u bent.
          Op deze pagina leest u wat er met uw vraag gebeurt.</p>
        <h2 class="utrecht-heading-3">Vul geen persoonlijke gegevens in</h2>
        <p class="utrecht-paragraph">Wij hebben uw naam, adres of burgerservicenummer niet nodig om uw vraag te beantwoorden. Vul ze dus niet in.
          Staan ze toch in uw vraag? Dan haalt de computer ze eruit voordat wij uw vraag bewaren. Dat lukt niet altijd.
          Gaat uw vraag over uw eigen situatie? Neem dan contact op met een medewerker.</p>
        <h2 class="utrecht-heading-3">Wat doen wij met uw vraag?</h2>
        <ul class="utrecht-unordered-list">
          <li class="utrecht-unordered-list__item">De digitale balie zoekt in documenten van ${municipality.name}.</li>
          <li class="utrecht-unordered-list__item">Een AI-model schrijft met die documenten een antwoord. Is er geen AI-model, dan ziet u de tekst uit de documenten zelf.</li>
          <li class="utrecht-unordered-list__item">Geen medewerker leest tijdens het gesprek mee. Er wordt geen besluit over u genomen.</li>
        </ul>
        <h2 class="utrecht-heading-3">Wat bewaren wij?</h2>
        <p class="utrecht-paragraph">Wij bewaren uw vraag en het antwoord versleuteld. Zo kunnen wij achteraf controleren of de digitale balie goed
          werkt. Na ${durationWords(municipality.keeps.resident)} wissen wij ze. Wat u doorgeeft aan een medewerker, bewaren wij tot ${durationWords(municipality.keeps.handovers)} daarna.</p>
        <p class="utrecht-paragraph">Tegen misbruik tellen wij hoeveel vragen er vanaf een internetadres komen. Het adres zelf bewaren wij niet, alleen een code ervan.
          Die wissen wij na een kwartier. De sleutel van die code wissen wij elke nacht.</p>
        <p class="utrecht-paragraph">Wilt u niet zo lang wachten? Onder uw gesprek staat een knop om het te wissen. Dan gooit de digitale balie meteen
          de sleutel weg waarmee uw vragen en onze antwoorden te lezen zijn. Wij zien alleen nog dat er een gesprek was en hoe het afliep. Hebt u het gesprek doorgegeven aan een medewerker? Dan gaat
          ook dat bij ons weg, en houdt de medewerker wat al is verstuurd. Is er een toetsvraag van gemaakt? Die gaat mee. U krijgt een wisbewijs dat iedereen kan controleren.
          Moet iets langer bewaard blijven, bijvoorbeeld voor een rechtszaak, dan kan het nog niet weg. De digitale balie zegt dat dan.</p>
        <p class="utrecht-paragraph">Wilt u weten wat wij van uw gesprek hebben, of wilt u er iets bij laten zetten? Dat kan met het nummer dat in uw bewaarde gesprek staat.
          Schrijf naar ${mailLink(municipality.privacyOfficer)}. U krijgt binnen een maand antwoord.</p>
        <p class="utrecht-paragraph">Van onze gegevens kunnen reservekopieën bestaan. Daarin kan nog staan wat wij hebben gewist: versleuteld, met de sleutel erbij.
          ${copiesSentence(municipality.backupDays)}</p>
        <h2 class="utrecht-heading-3">Wie leest uw vraag na?</h2>
        <p class="utrecht-paragraph">Een paar medewerkers kijken na of de antwoorden goed zijn. Zij kunnen alleen vragen lezen waarbij iemand zei dat het antwoord
          niet hielp, vragen die vaak worden gesteld en waar geen antwoord op kwam, en een klein deel van de andere vragen. Moet iemand iets anders teruglezen, bijvoorbeeld bij een klacht? Dat kan alleen als een
          collega met een andere rol het vooraf goedkeurt, en voor korte tijd. Wij leggen vast wie welke vraag leest.
          Soms maken zij er een toetsvraag van. Die blijft langer bewaard, zonder gegevens over u. Wist u uw gesprek, dan gaat zij mee.</p>
        <p class="utrecht-paragraph">Zegt u of een antwoord u helpt? Dan bewaren wij dat bij het antwoord, net zo lang. Uw uitleg bewaren wij versleuteld.</p>
        <h2 class="utrecht-heading-3">Wat doen wij niet?</h2>
        <ul class="utrecht-unordered-list">
          <li class="utrecht-unordered-list__item">Wij plaatsen geen cookies en volgen u niet.</li>
          <li class="utrecht-unordered-list__item">Deze pagina’s halen niets op bij andere bedrijven.</li>
          <li class="utrecht-unordered-list__item">Leest uw apparaat een antwoord voor? Dat doet het met een eigen stem. De tekst gaat nergens heen.</li>
          <li class="utrecht-unordered-list__item">Uw browser onthoudt uw gesprek niet. Sluit u de pagina, dan is het gesprek daar weg.</li>
        </ul>
        <h2 class="utrecht-heading-3">Uw rechten</h2>
        <p class="utrecht-paragraph">Hebt u toch persoonlijke gegevens ingevuld? Of wilt u weten wat wij van u bewaren, of het laten wissen?
          Onze functionaris gegevensbescherming helpt u: ${mailLink(municipality.privacyOfficer)}. Bent u het niet met ons eens?
          Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens.</p>
      </article>
      <aside class="balie-desk__aside" aria-label="Contact met de gemeente">${contactCard(municipality)}</aside>
    </div>`;
  return layout({ municipality, title: 'Privacy', main, about: { path: '/privacy', description: 'Zo gaat de gemeente om met wat u aan de digitale balie vraagt.' } });
}

function copiesSentence(days: number | undefined): string {
  if (days === undefined) return 'Onze functionaris gegevensbescherming weet hoe lang wij die kopieën bewaren.';
  return days === 1 ? 'Die kopieën bewaren wij hoogstens één dag.' : `Die kopieën bewaren wij hoogstens ${days} dagen.`;
}
