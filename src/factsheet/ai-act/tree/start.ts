import { END, type TreeQuestion, yesNo } from './question.ts';

/** Whether the Regulation is about it at all, and as what the organisation stands in it. */
export const START: readonly TreeQuestion[] = [
  yesNo(
    {
      id: 'ai-systeem', article: 'artikel 3, onder 1', answeredBy: 'functioneel beheerder of informatieadviseur',
      text: 'Leidt deze toepassing zelf uit gegevens af wat zij zegt, voorspelt of voorstelt?',
      help: 'Dan is het een AI-systeem. Een taalmodel doet dat altijd. Volgt de computer alleen regels die mensen vooraf hebben bedacht? Dan is het geen AI-systeem.',
      example: 'Een balie met een taalmodel is een AI-systeem. Een formulier dat bij elke keuze een vaste tekst toont, is dat niet.',
    },
    { to: 'uitzondering' },
  ),
  yesNo(
    {
      id: 'impactvol', article: 'niet in de AI-verordening; handreiking Algoritmeregister', answeredBy: 'functionaris gegevensbescherming',
      text: 'Heeft de toepassing wel gevolgen voor mensen, of deelt zij mensen in groepen in?',
      help: 'De AI-verordening geldt dan niet. Het kan wel een algoritme zijn dat in het Algoritmeregister hoort.',
      example: 'Een rekenregel die bepaalt wie voorrang krijgt voor een woning, is impactvol. Een agenda voor afspraken is dat meestal niet.',
    },
    { marks: ['no-ai', 'impact'], to: END }, { marks: ['no-ai'], to: END },
  ),
  {
    id: 'uitzondering', article: 'artikel 2, leden 3, 6 en 8', answeredBy: 'jurist',
    text: 'Valt dit gebruik buiten de AI-verordening?',
    help: 'Dat is zo als het alleen voor wetenschappelijk onderzoek is, als het nog nergens wordt gebruikt, of als het alleen voor defensie of de nationale veiligheid is. Een proef met echte inwoners valt er niet buiten.',
    example: 'Twee ontwikkelaars proberen een model uit met verzonnen vragen: dat valt erbuiten. Zodra inwoners ermee praten, geldt de verordening.',
    choices: [
      { id: 'nee', text: 'Nee, mensen gebruiken het of gaan het gebruiken' },
      { id: 'ja', text: 'Ja, het is alleen voor onderzoek, nog niet in gebruik, of voor defensie of nationale veiligheid', marks: ['exempt'], to: END },
    ],
  },
  {
    id: 'gemaakt', article: 'artikel 3, onder 3, en artikel 25', answeredBy: 'functioneel beheerder',
    text: 'Wie heeft deze toepassing gemaakt, en onder welke naam wordt zij gebruikt?',
    help: 'Wie een AI-systeem maakt of laat maken en het onder eigen naam in gebruik neemt, heet ‘aanbieder’. Ook wie bestaande onderdelen samenvoegt tot een eigen balie, maakt haar zelf.',
    example: 'Een gemeente zet Balie neer met eigen documenten, eigen instructies en de eigen naam erop. Zij is dan aanbieder.',
    choices: [
      { id: 'zelf', text: 'Wij maakten of stelden haar zelf samen, en zij draagt onze naam', marks: ['provider'] },
      { id: 'laten', text: 'Een ander maakte haar voor ons, en zij draagt onze naam', marks: ['provider'] },
      { id: 'overgenomen', text: 'Wij namen haar over zoals zij is, onder de naam van de maker' },
    ],
  },
  yesNo(
    {
      id: 'gebruikt', article: 'artikel 3, onder 4', answeredBy: 'teammanager',
      text: 'Gebruikt uw organisatie deze toepassing zelf, voor haar eigen taken?',
      help: 'Wie een AI-systeem onder eigen verantwoordelijkheid gebruikt, heet ‘gebruiksverantwoordelijke’. U kunt aanbieder en gebruiksverantwoordelijke tegelijk zijn.',
      example: 'De balie beantwoordt vragen van uw inwoners: ja. U geeft haar alleen door aan een andere gemeente: nee.',
    },
    { marks: ['deployer'] },
  ),
];
