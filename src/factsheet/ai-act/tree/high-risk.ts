import { END, type TreeQuestion, yesNo } from './question.ts';

const OPEN = 'open-source';
const area = (id: string, point: string, answeredBy: string, text: string, help: string, example: string, to?: string): TreeQuestion =>
  yesNo({ id, article: `artikel 6, lid 2, en bijlage III, punt ${point}`, answeredBy, text, help, example }, { marks: ['area'], to: 'profilering' }, to === undefined ? {} : { to });

/** What kind of system it is, and whether its risk is high: annexes I and III, and the exception of article 6(3). */
export const HIGH_RISK: readonly TreeQuestion[] = [
  {
    id: 'soort', article: 'artikel 3, onder 1, 63 en 66', answeredBy: 'informatieadviseur',
    text: 'Wat voor toepassing is het?',
    help: 'Een AI-systeem voor algemene doeleinden kan mensen met heel verschillende taken helpen. Een model is alleen de motor, zonder scherm of toepassing eromheen. Een balie die een model van een ander gebruikt, is geen model.',
    example: 'Een balie die vragen over de gemeente beantwoordt, heeft één doel. Een schrijfhulp waar medewerkers alles aan kunnen vragen, is voor algemene doeleinden.',
    choices: [
      { id: 'doel', text: 'Een toepassing met een eigen doel, zoals vragen beantwoorden over de gemeente' },
      { id: 'algemeen', text: 'Een toepassing voor allerlei taken (algemene doeleinden)', marks: ['general-purpose'] },
      { id: 'model', text: 'Een model dat wij zelf trainden en aan anderen geven', marks: ['whole-model'], to: 'systeemrisico' },
    ],
  },
  yesNo(
    {
      id: 'product', article: 'artikel 6, lid 1, en bijlage I', answeredBy: 'inkoper of jurist',
      text: 'Is de toepassing een product dat een onafhankelijke keuring nodig heeft, of regelt zij de veiligheid van zo’n product?',
      help: 'Het gaat om producten met Europese regels, zoals liften, machines, speelgoed en medische hulpmiddelen.',
      example: 'AI die de deuren van een lift in het stadhuis bedient.',
    },
    { marks: ['product', 'high-risk'], to: OPEN },
  ),
  area('biometrie', '1', 'functionaris gegevensbescherming', 'Herkent de toepassing mensen op afstand aan hun lichaam, deelt zij hen zo in, of leidt zij zo emoties af?', 'Alleen nagaan of iemand is wie hij zegt te zijn, zoals bij inloggen, valt hier niet onder.', 'Een camera die bij de ingang bezoekers herkent.'),
  area('infrastructuur', '2', 'beheerder openbare ruimte', 'Regelt de toepassing de veiligheid van verkeer, water, gas, warmte, stroom of belangrijke digitale netwerken?', 'Het gaat om onderdelen die voor de veiligheid nodig zijn. Uitleg geven over wegwerk hoort hier niet bij.', 'AI die bruggen of verkeerslichten bedient.'),
  area('onderwijs', '3', 'beleidsadviseur onderwijs', 'Beslist de toepassing mee over toelating tot een school, over toetsen of over het niveau van leerlingen?', 'Vertellen hoe iemand een kind aanmeldt, hoort hier niet bij.', 'AI die kinderen verdeelt over scholen.'),
  area('werk', '4', 'HR-adviseur', 'Kiest of beoordeelt de toepassing sollicitanten of medewerkers, of verdeelt zij taken op grond van hun gedrag?', 'Ook het sorteren van brieven van sollicitanten hoort hierbij.', 'AI die brieven bij een vacature op volgorde zet.'),
  area('diensten', '5', 'teammanager sociaal domein', 'Beslist of beoordeelt de toepassing of iemand recht heeft op een uitkering, een voorziening of hulp, of hoe snel hulpdiensten komen?', 'Dit is het gebied waar een gemeente het meest mee te maken heeft. Uitleg geven over een regeling valt er niet onder, zolang de balie niets over één persoon beoordeelt, voorspelt of besluit.', 'AI die een aanvraag voor bijstand of Wmo-hulp beoordeelt. Een balie die zegt welke papieren nodig zijn, doet dat niet.'),
  area('handhaving', '6', 'adviseur openbare orde en veiligheid', 'Helpt de toepassing bij opsporing: bewijs wegen, daders zoeken, of inschatten wie dader of slachtoffer wordt?', 'Het gaat om rechtshandhaving. Uitleg over parkeerboetes hoort hier niet bij.', 'AI die voorspelt in welke straat wordt ingebroken, op grond van gegevens over personen.'),
  area('migratie', '7', 'beleidsadviseur asiel en integratie', 'Beoordeelt de toepassing mensen bij migratie, asiel of grensbewaking?', 'Informatie geven over inburgering hoort hier niet bij.', 'AI die inschat of een verhaal van een asielzoeker klopt.'),
  area('rechtspraak', '8', 'jurist of griffier', 'Helpt de toepassing een rechter of bemiddelaar bij een uitspraak, of is zij gemaakt om stemgedrag te beïnvloeden?', 'Vertellen waar iemand kan stemmen, hoort hier niet bij.', 'AI die berichten over een verkiezing afstemt op de kiezer.', OPEN),
  yesNo(
    {
      id: 'profilering', article: 'artikel 6, lid 3, laatste alinea', answeredBy: 'functionaris gegevensbescherming',
      text: 'Maakt de toepassing daarbij een profiel van mensen?',
      help: 'Een profiel is een beeld van een persoon dat de computer zelf maakt uit gegevens: gedrag, gezondheid, betrouwbaarheid. Met een profiel is het risico altijd hoog.',
      example: 'Een inschatting hoe groot de kans is dat iemand fraude pleegt.',
    },
    { marks: ['profiles', 'high-risk'], to: OPEN },
  ),
  {
    id: 'beperkte-taak', article: 'artikel 6, lid 3', answeredBy: 'jurist met de functionaris gegevensbescherming',
    text: 'Doet de toepassing in dat gebied alleen een kleine taak, die geen besluit over mensen stuurt?',
    help: 'Dan is het risico toch niet hoog. De aanbieder legt deze beoordeling vast en registreert haar (artikel 6, lid 4, en artikel 49, lid 2). Twijfelt u? Kies dan het laatste antwoord.',
    example: 'Binnenkomende post over de Wmo alleen op soort sorteren, waarna een medewerker alles zelf leest.',
    choices: [
      { id: 'procedure', text: 'Ja: een kleine taak in een procedure, zoals sorteren op soort', marks: ['narrow-task'], to: OPEN },
      { id: 'verbeteren', text: 'Ja: zij verbetert werk dat een mens al af had', marks: ['narrow-task'], to: OPEN },
      { id: 'patronen', text: 'Ja: zij zoekt afwijkingen in eerdere besluiten, en vervangt geen oordeel van een mens', marks: ['narrow-task'], to: OPEN },
      { id: 'voorbereiden', text: 'Ja: zij bereidt alleen een beoordeling voor', marks: ['narrow-task'], to: OPEN },
      { id: 'nee', text: 'Nee, of wij weten het niet zeker', marks: ['high-risk'], to: OPEN },
    ],
  },
  yesNo(
    {
      id: 'systeemrisico', article: 'artikel 51 en bijlage XIII', answeredBy: 'informatieadviseur',
      text: 'Is het een heel groot model, dat de Europese Commissie een systeemrisico noemt?',
      help: 'Dat is zo vanaf 10^25 rekenstappen bij het trainen, of als de Commissie het model heeft aangewezen.',
      example: 'Een gemeente die een klein model bijtraint, blijft daar ver onder.',
    },
    { marks: ['systemic'] },
  ),
  yesNo(
    {
      id: 'open-model', article: 'artikel 53, lid 2', answeredBy: 'functioneel beheerder',
      text: 'Geeft u het model vrij, met alle gewichten en een open licentie?',
      help: 'Voor een vrij model zonder systeemrisico gelden minder plichten.',
      example: 'Een bijgetraind model dat onder Apache-2.0 op internet staat.',
    },
    { marks: ['open'], to: END }, { marks: ['closed'], to: END },
  ),
  {
    id: OPEN, article: 'artikel 2, lid 12, en artikel 53, lid 2', answeredBy: 'functioneel beheerder',
    text: 'Zijn de software en het AI-model vrij te gebruiken, te bekijken en te veranderen (open source)?',
    help: 'Let op de licentie van het model. De plicht om te zeggen dat het AI is, geldt ook voor open source.',
    example: 'Balie (EUPL-1.2) met een model onder Apache-2.0 is open source.',
    choices: [
      { id: 'ja', text: 'Ja, allebei', marks: ['open'] },
      { id: 'nee', text: 'Nee, of niet allebei', marks: ['closed'] },
    ],
  },
];
