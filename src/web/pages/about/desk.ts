/** What the desk is, in plain words: models, documents, limits, and who answers for it. */
import { html } from 'hono/html';
import { dateWords } from '../../../dutch-time.ts';
import { withLinks } from '../../markup/text-links.ts';
import { el } from '../../markup/tree.ts';
import type { Html } from '../html.ts';
import { link, mailLink, phoneLink } from '../link.ts';
import { article, facts, list, paragraph, part } from './parts.ts';
import { render } from '../render.ts';
import type { AboutView, HoldingView, ModelView } from './views.ts';

export function aboutPage(view: AboutView): Html {
  const { municipality } = view;
  return article({
    municipality,
    title: 'Over de digitale balie',
    heading: 'Over de digitale balie',
    lead: `Wat de digitale balie van ${municipality.name} is, wat zij kan en wat zij niet kan.`,
    path: '/over',
    parts: [...closed(view), what(view), limits(view), models(view), documents(view), responsible(view), more(view)],
  });
}

/** First of all: who reads on would take what follows for true now. */
function closed({ municipality: { website }, closed: off }: AboutView): Html[] {
  if (off === undefined) return [];
  const ours = { website, isOurs: true };
  return [
    part(
      'De digitale balie is nu gesloten',
      render(withLinks(el('p', 'utrecht-paragraph balie-lines', off.message), ours)),
      render(withLinks(el('p', 'utrecht-paragraph', el('strong', {}, 'Een medewerker helpt u wel.'), ` ${off.contact}`), ours)),
    ),
  ];
}

function what({ municipality }: AboutView): Html {
  return part(
    'Hoe werkt het?',
    paragraph('U stelt een vraag in gewone woorden. Een computer zoekt in documenten van de gemeente en schrijft daarmee een kort antwoord. U praat dus niet met een medewerker.'),
    list([
      'Onder elk antwoord staan de bronnen. Klik op een bron om de tekst zelf te lezen.',
      'Elke zin wordt vergeleken met de documenten. Staat iets daar niet in, dan laat de computer het weg.',
      'Vindt de computer niets? Dan zegt hij dat, en wijst hij u naar een medewerker.',
      'Is er geen taalmodel beschikbaar? Dan ziet u letterlijke stukken uit de documenten.',
    ]),
    paragraph(`Een antwoord van de balie is informatie. U kunt er geen rechten aan ontlenen. Wat ${municipality.name} besluit, staat in een brief of besluit van de gemeente.`),
  );
}

/** `Engels, Duits en Frans`. */
const inWords = new Intl.ListFormat('nl', { type: 'conjunction' });

function limits({ languages }: AboutView): Html {
  return part(
    'Wat kan de balie niet?',
    list([
      'De balie neemt geen besluiten. Zij zegt ook niet of u iets krijgt of mag.',
      'De balie kent uw situatie niet en kan niet in uw dossier kijken. Vragen over uw eigen zaak beantwoordt een medewerker.',
      'De balie kan fouten maken. Zij begrijpt een vraag soms verkeerd, of vindt het goede document niet.',
      'De balie weet alleen wat in de documenten hieronder staat. Is een document oud, dan is het antwoord dat ook.',
      languages.length === 0
        ? 'U kunt alleen in het Nederlands vragen stellen.'
        : `U kunt ook vragen stellen in het ${inWords.format(languages)}. De computer vertaalt dan het antwoord. Alleen het Nederlandse antwoord telt, en dat staat erbij.`,
    ]),
  );
}

const TASKS: Readonly<Record<ModelView['task'], string>> = {
  answers: 'Schrijft en vertaalt antwoorden',
  rewrites: 'Maakt van een vervolgvraag een hele vraag',
  searches: 'Zoekt documenten die over hetzelfde gaan als uw vraag',
  orders: 'Zet gevonden teksten op volgorde',
};

function models({ models: used }: AboutView): Html {
  const isNear = used.every((model) => model.isNear);
  return part(
    used.length === 1 ? 'Welk AI-model gebruiken wij?' : 'Welke AI-modellen gebruiken wij?',
    paragraph(
      isNear
        ? 'Alles draait op computers van de gemeente zelf. Uw vraag gaat niet naar een ander bedrijf, en niemand traint er een AI-model mee.'
        : 'De AI draait op computers die de gemeente daarvoor heeft gekozen. De gemeente gebruikt uw vraag niet om een AI-model te trainen.',
    ),
    ...used.map((model) =>
      facts(model.name, [
        ['Taak', TASKS[model.task]],
        ['Grootte', model.billions === undefined ? undefined : `${model.billions} miljard parameters (getallen waar het model uit bestaat)`],
        ['Maker', model.origin],
        ['Licentie', model.licence],
        ['Draait op', model.places === 0 ? 'nu nergens' : `${model.places === 1 ? '1 computer' : `${model.places} computers`} met ${model.software.join(' en ')}`],
      ]),
    ),
  );
}

function documents({ holdings }: AboutView): Html {
  if (holdings === undefined) return part('In welke documenten zoekt de balie?', paragraph('De lijst is nu niet op te vragen. Probeer het later opnieuw.'));
  const filled = holdings.filter(({ documents: number }) => number > 0);
  const count = (documents: number) => (documents === 1 ? '1 document' : `${documents.toLocaleString('nl-NL')} documenten`);
  const line = ({ title, owner, documents: number, newest }: HoldingView) =>
    html`<strong>${title}</strong>: ${count(number)}, van ${owner}.${newest === undefined ? '' : ` Laatst bijgewerkt op ${dateWords(newest)}.`}`;
  return part('In welke documenten zoekt de balie?', filled.length === 0 ? paragraph('Er zijn nu geen documenten om in te zoeken.') : list(filled.map(line)), paragraph('De balie gebruikt geen andere websites, en niets wat het taalmodel uit zichzelf meent te weten.'));
}

function responsible({ municipality, links }: AboutView): Html {
  const { name, email, phone, phoneHours } = municipality;
  return part(
    'Wie is verantwoordelijk?',
    paragraph(`${name} is verantwoordelijk voor deze balie en voor wat zij zegt. Medewerkers kijken na of de antwoorden goed zijn.`),
    paragraph(html`Klopt een antwoord niet? Zeg het onder het antwoord, of bel ${phoneLink(phone)} (${phoneHours}).`),
    paragraph(
      links.complaints === undefined
        ? html`Hebt u een klacht? Mail naar ${mailLink(email)} of bel. U krijgt antwoord van een medewerker. Bent u het daar niet mee eens, dan kunt u naar de Nationale ombudsman.`
        : html`Hebt u een klacht? ${link(links.complaints, 'Dien uw klacht in bij de gemeente')}.`,
    ),
  );
}

function more({ links, version }: AboutView): Html {
  const known = (address: string | undefined, text: string) => (address === undefined ? [] : [link(address, text)]);
  return part(
    'Meer weten?',
    list([
      link('/privacy', 'Privacy: zo gaan wij om met uw vraag'),
      link('/toegankelijkheid', 'Toegankelijkheid van deze balie'),
      ...known(links.factsheet, 'Gegevensblad: doel, gegevens en controles van deze balie'),
      ...known(links.algorithmRegister, 'Deze balie in het Algoritmeregister'),
      ...known(links.sourceCode, 'De broncode van Balie'),
    ]),
    paragraph(`De balie werkt met Balie ${version}. Dat is open software: iedereen mag de code lezen, gebruiken en verbeteren (licentie EUPL-1.2).`),
  );
}
