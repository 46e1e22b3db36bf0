import type { Question } from './questions.ts';

const of = 'assistant';

export const THEMES = [
  'Organisatie en bedrijfsvoering', 'Cultuur en recreatie', 'Economie', 'Overheidsfinanciën', 'Wonen', 'Internationaal', 'Migratie en integratie', 'Natuur en milieu',
  'Onderwijs en wetenschap', 'Openbare orde en veiligheid', 'Recht', 'Ruimte en infrastructuur', 'Sociale zekerheid', 'Verkeer', 'Werk', 'Zorg en gezondheid',
];

/** What is said of each assistant. */
export const ASSISTANT_QUESTIONS: readonly Question[] = [
  {
    id: 'name', of, group: 'wat', kind: 'text', max: 100, isRequired: true, label: 'Naam',
    help: 'Hoe deze toepassing heet voor mensen van buiten.', example: 'Digitale balie', answeredBy: 'teammanager',
  },
  {
    id: 'description_short', of, group: 'wat', kind: 'area', max: 400, isRequired: true, label: 'Korte omschrijving',
    help: 'In twee of drie zinnen: wat doet het, voor wie, en waarmee. Schrijf voor iemand die er niets van weet.',
    example: 'De digitale balie beantwoordt vragen van inwoners over producten en diensten van de gemeente. De antwoorden komen uit documenten van de gemeente en hebben bronnen.', answeredBy: 'teammanager',
  },
  {
    id: 'status', of, group: 'wat', kind: 'choice', max: 20, choices: ['In ontwikkeling', 'In gebruik', 'Buiten gebruik'], isRequired: true, label: 'Status',
    help: 'Is het ook al een beetje in gebruik? Kies dan ‘In gebruik’.', example: 'In gebruik', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'begin_date', of, group: 'wat', kind: 'month', max: 7, isRequired: false, label: 'Begindatum',
    help: 'De maand waarin het in gebruik is genomen (jaar-maand).', example: '2026-11', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'end_date', of, group: 'wat', kind: 'month', max: 7, isRequired: false, label: 'Einddatum',
    help: 'De maand waarin het gebruik stopte. Laat dit leeg zolang het in gebruik is.', example: '2030-12', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'category', of, group: 'wat', kind: 'choices', max: 100, choices: THEMES, isRequired: false, label: 'Thema',
    help: 'Onderwerpen waar deze toepassing over gaat.', example: 'Organisatie en bedrijfsvoering', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'website', of, group: 'wat', kind: 'url', max: 500, isRequired: false, label: 'Link naar publiekspagina',
    help: 'De pagina van uw organisatie over deze toepassing.', example: 'https://www.lindewaarde.example/digitale-balie', answeredBy: 'webredacteur',
  },
  {
    id: 'publication_category', of, group: 'recht', kind: 'choice', max: 40, choices: ['Hoog-risico AI-systeem', 'Impactvolle algoritmes', 'Overige algoritmes'], isRequired: true, label: 'Publicatiecategorie',
    help: 'Een balie die antwoordt en niets besluit is geen hoog-risico AI-systeem. Twijfelt u tussen impactvol en overig? Kies dan impactvol.', example: 'Impactvolle algoritmes', answeredBy: 'functionaris gegevensbescherming',
  },
  {
    id: 'goal', of, group: 'verantwoord', kind: 'area', max: 2_500, isRequired: true, label: 'Doel en impact',
    help: 'Waarom gebruikt u dit, en wat merken mensen ervan?', example: 'Inwoners krijgen ook buiten openingstijden snel antwoord. Wie liever met een medewerker praat, kan altijd bellen of langskomen.', answeredBy: 'teammanager',
  },
  {
    id: 'proportionality', of, group: 'verantwoord', kind: 'area', max: 2_500, isRequired: true, label: 'Afwegingen',
    help: 'Welke voordelen en nadelen zijn tegen elkaar afgewogen? Kon het ook met minder gegevens of zonder AI?', example: 'Een lijst met veelgestelde vragen dekte te weinig. De balie gebruikt geen gegevens over personen om te antwoorden.', answeredBy: 'teammanager met de functionaris gegevensbescherming',
  },
  {
    id: 'human_intervention', of, group: 'verantwoord', kind: 'area', max: 2_500, isRequired: true, label: 'Menselijke tussenkomst',
    help: 'Wie kijkt mee, wie kan ingrijpen, en hoe komt iemand bij een medewerker?', example: 'Medewerkers beoordelen elke week een steekproef van antwoorden. Bij elk antwoord staat hoe u een medewerker bereikt.', answeredBy: 'teammanager',
  },
  {
    id: 'risks', of, group: 'verantwoord', kind: 'area', max: 2_500, isRequired: true, label: 'Risicobeheer',
    help: 'Wat kan er misgaan, en wat doet u daartegen?', example: 'Een antwoord kan verkeerd of oud zijn. Daarom staan er bronnen bij en controleert de balie elke zin.', answeredBy: 'CISO',
  },
  {
    id: 'lawful_basis', of, group: 'recht', kind: 'area', max: 2_500, isRequired: true, label: 'Wettelijke basis',
    help: 'Op welke wet of taak berust dit?', example: 'Taak van algemeen belang (AVG, artikel 6, lid 1, onder e): informatie geven over gemeentelijke dienstverlening.', answeredBy: 'jurist',
  },
  {
    id: 'lawful_basis_grouping', of, group: 'recht', kind: 'links', max: 500, isRequired: false, label: 'Verwijzingen wettelijke basis',
    help: 'Wetten met hun adres, elk op een regel: titel, dan een spatie en het adres.', example: 'Gemeentewet https://wetten.overheid.nl/BWBR0005416', answeredBy: 'jurist',
  },
  {
    id: 'impacttoetsen_grouping', of, group: 'recht', kind: 'links', max: 500, isRequired: false, label: 'Impacttoetsen',
    help: 'Toetsen die zijn gedaan, elk op een regel; een adres mag erachter.', example: 'Data Protection Impact Assessment (DPIA)', answeredBy: 'functionaris gegevensbescherming',
  },
  {
    id: 'impacttoetsen', of, group: 'recht', kind: 'area', max: 2_500, isRequired: false, label: 'Toelichting op impacttoetsen',
    help: 'Wat kwam eruit? Is er geen toets gedaan, zeg dan waarom.', example: 'De DPIA van maart 2026 vond drie risico’s. Die zijn opgelost.', answeredBy: 'functionaris gegevensbescherming',
  },
  {
    id: 'provider', of, group: 'organisatie', kind: 'text', max: 200, isRequired: false, label: 'Leverancier',
    help: 'Wie de toepassing levert of beheert. Doet u het zelf? Schrijf ‘Intern ontwikkeld’.', example: 'Intern ontwikkeld', answeredBy: 'functioneel beheerder',
  },
  {
    id: 'tags', of, group: 'wat', kind: 'text', max: 2_500, isRequired: false, label: 'Zoektermen',
    help: 'Woorden waarop mensen zoeken, met komma’s ertussen. Zij staan nergens op een pagina.', example: 'chatbot, digitale balie, taalmodel', answeredBy: 'webredacteur',
  },
];
