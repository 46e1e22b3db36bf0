import { END, type TreeQuestion, yesNo } from './question.ts';

/** What people must be told: article 50, also of what is not of high risk. */
export const TRANSPARENCY: readonly TreeQuestion[] = [
  yesNo(
    {
      id: 'praat', article: 'artikel 50, lid 1', answeredBy: 'functioneel beheerder',
      text: 'Praten mensen rechtstreeks met de toepassing?',
      help: 'Ook typen is praten. Het maakt niet uit of het inwoners of medewerkers zijn.',
      example: 'Een inwoner stelt een vraag aan de balie en krijgt antwoord van de computer.',
    },
    {}, { to: 'maakt' },
  ),
  {
    id: 'vanzelfsprekend', article: 'artikel 50, lid 1', answeredBy: 'teammanager',
    text: 'Is het voor iedereen die ermee praat meteen duidelijk dat het een computer is?',
    help: 'Dan hoeft u het niet ook nog te zeggen. Denk aan mensen die weinig met computers doen. Twijfelt u? Kies dan ‘Nee’: het zeggen kost niets.',
    example: 'Een balie die hele zinnen schrijft, kan op een medewerker lijken: dat is niet vanzelfsprekend.',
    choices: [
      { id: 'nee', text: 'Nee, niet voor iedereen', marks: ['talks'] },
      { id: 'ja', text: 'Ja, dat ziet iedereen meteen' },
    ],
  },
  yesNo(
    {
      id: 'maakt', article: 'artikel 50, lid 2', answeredBy: 'functioneel beheerder',
      text: 'Maakt de toepassing tekst, beeld, geluid of video?',
      help: 'Antwoorden in zinnen zijn tekst. Zoekt zij alleen bestaande stukken op, dan maakt zij niets.',
      example: 'Het model schrijft een antwoord van drie zinnen.',
    },
    {}, { to: 'leest-mensen' },
  ),
  {
    id: 'hulp', article: 'artikel 50, lid 2', answeredBy: 'functioneel beheerder',
    text: 'Helpt zij alleen een tekst van een mens netjes te maken, zonder de betekenis te veranderen?',
    help: 'Dan is een merkteken niet nodig. Een nieuw antwoord, een samenvatting of een vertaling is meer dan dat.',
    example: 'Spelfouten verbeteren in een brief die iemand zelf schreef.',
    choices: [
      { id: 'nee', text: 'Nee, zij maakt ook nieuwe tekst of andere inhoud', marks: ['makes-content'] },
      { id: 'ja', text: 'Ja, alleen dat' },
    ],
  },
  yesNo(
    {
      id: 'leest-mensen', article: 'artikel 50, lid 3', answeredBy: 'functionaris gegevensbescherming',
      text: 'Herkent de toepassing emoties van mensen, of deelt zij hen in op grond van hun gezicht of stem?',
      help: 'Dan moet u de mensen om wie het gaat dat vertellen. Wat iemand typt, telt hier niet.',
      example: 'Een camera die schat hoe oud bezoekers zijn.',
    },
    { marks: ['reads-people'] },
  ),
  {
    id: 'openbaar', article: 'artikel 50, lid 4', answeredBy: 'hoofdredacteur of communicatieadviseur',
    text: 'Plaatst u wat de computer schreef ergens, om het publiek te informeren over zaken van algemeen belang?',
    help: 'Het gaat om publiceren: een nieuwsbericht, een webpagina, een persbericht. Een antwoord op de vraag van één persoon is dat niet.',
    example: 'Een bericht over de begroting dat de computer schreef en dat zo op de website komt.',
    choices: [
      { id: 'nee', text: 'Nee' },
      { id: 'nagekeken', text: 'Ja, maar een mens kijkt het na en is er verantwoordelijk voor' },
      { id: 'ja', text: 'Ja, zonder dat een mens het nakijkt', marks: ['informs-public'] },
    ],
  },
  yesNo(
    {
      id: 'deepfake', article: 'artikel 50, lid 4', answeredBy: 'communicatieadviseur',
      text: 'Maakt de toepassing beeld, geluid of video die echt lijkt, van mensen, plaatsen of gebeurtenissen?',
      help: 'Dit heet een deepfake. U moet erbij zeggen dat het niet echt is.',
      example: 'Een filmpje waarin de burgemeester iets lijkt te zeggen.',
    },
    { marks: ['deep-fakes'], to: END }, { to: END },
  ),
];
