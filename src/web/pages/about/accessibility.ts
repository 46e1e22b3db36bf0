/** The accessibility statement, after the Dutch model: what was examined, by what, when, and whom to tell of what does not work. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import type { Html } from '../html.ts';
import { link, mailLink, phoneLink } from '../link.ts';
import { article, list, paragraph, part } from './parts.ts';
import type { AccessibilityView } from './views.ts';

export function accessibilityPage(view: AccessibilityView): Html {
  const { municipality } = view;
  return article({
    municipality,
    title: 'Toegankelijkheid',
    // May be broken there on a phone.
    heading: 'Toegankelijkheids\u00ADverklaring',
    lead: `${municipality.name} wil dat iedereen de digitale balie kan gebruiken. Hier leest u hoe ver wij zijn.`,
    path: '/toegankelijkheid',
    parts: [status(view), examined(view), known(), help(view), complain(view), about(view)],
  });
}

function status({ examined: { pages }, links }: AccessibilityView): Html {
  const found = pages.reduce((sum, { violations }) => sum + violations, 0);
  return part(
    'Hoe toegankelijk is de balie?',
    paragraph('De digitale balie moet voldoen aan de wettelijke eisen: de norm EN 301 549 en de richtlijnen WCAG 2.1, niveau A en AA. Dat staat in het Besluit digitale toegankelijkheid overheid.'),
    paragraph(html`<strong>Status C: eerste maatregelen genomen.</strong>`),
    paragraph(
      `${found === 0 ? 'Een automatische controle vond geen fouten' : `Een automatische controle vond ${found === 1 ? '1 fout' : `${found} fouten`}`}. Zo’n controle vindt maar een deel van de problemen. ` +
        'Er is nog geen onderzoek door deskundigen gedaan. Daarom zeggen wij niet dat de balie helemaal voldoet.',
    ),
    ...(links.accessibility === undefined ? [] : [paragraph(link(links.accessibility, 'Bekijk de officiële verklaring in het register'))]),
  );
}

function examined({ examined: { date, tool, browser, widths, pages } }: AccessibilityView): Html {
  return part(
    'Wat is onderzocht?',
    paragraph(
      `Op ${dateWords(date)} heeft ${tool} alle schermen hieronder bekeken in ${browser}, in een venster van ${widths.join(' en ')} beeldpunten breed. ` +
        'De controle gaat over de regels van WCAG 2.0, 2.1 en 2.2 (niveau A en AA) die een computer kan nagaan.',
    ),
    html`<div class="balie-outcomes" role="region" aria-label="Uitkomst per scherm" tabindex="0">
      <table class="balie-outcomes__table">
        <thead><tr><th scope="col">Scherm</th><th scope="col">Regels bekeken</th><th scope="col">Fouten</th></tr></thead>
        <tbody>${pages.map(({ page, rules, violations }) => html`<tr><th scope="row">${page}</th><td>${rules}</td><td>${violations}</td></tr>`)}</tbody>
      </table>
    </div>`,
    paragraph('Bij elke nieuwe versie controleert een computer ook of de balie werkt met alleen een toetsenbord en zonder JavaScript.'),
  );
}

/** What is known not to be as it should, or is not known. */
function known(): Html {
  return part(
    'Wat werkt nog niet goed?',
    list([
      html`<strong>Nog niet onderzocht.</strong> Mensen met een beperking en deskundigen hebben de balie nog niet getest. Ook met schermlezers is zij nog niet volledig getest.`,
      html`<strong>Documenten van anderen.</strong> Een bron kan een pdf zijn die een schermlezer niet goed voorleest. De tekst staat dan wel leesbaar op de pagina van de bron.`,
      html`<strong>Moeilijke woorden.</strong> Antwoorden komen uit officiële documenten. De balie schrijft zo eenvoudig mogelijk en legt woorden uit, maar dat lukt niet altijd.`,
      html`<strong>Taal van citaten.</strong> In een vertaald antwoord staan zinnen die de computer niet goed kon vertalen in het Nederlands.`,
    ]),
  );
}

function help({ municipality: { email, phone, phoneHours } }: AccessibilityView): Html {
  return part(
    'Lukt iets niet?',
    paragraph(html`Mail naar ${mailLink(email)} of bel ${phoneLink(phone)} (${phoneHours}). Zeg op welke pagina het was en wat niet lukte. U hoort van ons wat wij eraan doen.`),
    paragraph('Hebt u nu hulp nodig? Een medewerker beantwoordt uw vraag ook aan de telefoon of aan de balie in het gemeentehuis.'),
  );
}

function complain({ links, municipality: { email } }: AccessibilityView): Html {
  const first = links.complaints === undefined ? html`Dien dan eerst een klacht in bij de gemeente: ${mailLink(email)}.` : html`${link(links.complaints, 'Dien dan eerst een klacht in bij de gemeente')}.`;
  return part(
    'Niet tevreden over ons antwoord?',
    paragraph(html`${first} Helpt dat niet? Dan kunt u naar de ${link('https://www.nationaleombudsman.nl/', 'Nationale ombudsman')}, of naar de ombudsman van uw gemeente als die er een heeft.`),
  );
}

function about({ examined: { date } }: AccessibilityView): Html {
  return part('Over deze verklaring', paragraph(`Deze verklaring is gemaakt uit de uitkomst van de automatische controle van ${dateWords(date)}. Bij een nieuwe controle verandert zij mee.`));
}
