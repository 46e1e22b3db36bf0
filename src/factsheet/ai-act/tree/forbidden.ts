import { END, type TreeQuestion, yesNo } from './question.ts';

const practice = (id: string, letter: string, answeredBy: string, text: string, help: string, example: string): TreeQuestion =>
  yesNo({ id, article: `artikel 5, lid 1, onder ${letter}`, answeredBy, text, help, example }, { marks: ['forbidden'], to: END });

/** What nobody may do with AI: each practice of article 5. */
export const FORBIDDEN: readonly TreeQuestion[] = [
  practice('misleiding', 'a', 'teammanager met de jurist', 'Stuurt de toepassing mensen ongemerkt of met misleiding, zodat zij schade kunnen lijden?', 'Het gaat om technieken die mensen niet doorhebben en die hun keuze verstoren. Fouten in een antwoord vallen hier niet onder.', 'Een balie die mensen met opzet ontmoedigt om bijstand aan te vragen.'),
  practice('kwetsbaarheid', 'b', 'teammanager met de jurist', 'Maakt de toepassing misbruik van leeftijd, handicap of armoede, zodat mensen schade kunnen lijden?', 'Het gaat om misbruik maken. Rekening houden met kwetsbare mensen mag juist wel.', 'Een balie die schulden van iemand gebruikt om een dure lening aan te prijzen.'),
  practice('sociale-score', 'c', 'jurist', 'Geeft de toepassing mensen een score voor hun gedrag of karakter, met nadelen die daar niet bij passen?', 'Dit heet sociale scoring. Het is ook verboden als een ander de score maakt.', 'Minder snel geholpen worden omdat iemand vaak klaagde.'),
  practice('misdaad-voorspellen', 'd', 'adviseur openbare orde en veiligheid', 'Schat de toepassing alleen op grond van iemands profiel in of die persoon een misdrijf zal plegen?', 'Een inschatting die op feiten over een concreet misdrijf berust, valt hier niet onder.', 'Een lijst met jongeren die volgens de computer crimineel worden.'),
  practice('gezichten', 'e', 'functioneel beheerder', 'Verzamelt de toepassing zomaar gezichten van internet of van camera’s voor gezichtsherkenning?', 'Dit gaat over het vullen van een databank voor gezichtsherkenning.', 'Foto’s van sociale media opslaan om bezoekers te herkennen.'),
  practice('emoties', 'f', 'teammanager of HR-adviseur', 'Leidt de toepassing op het werk of op school emoties van mensen af uit hun gezicht, stem of lichaam?', 'Is het alleen om medische redenen of voor de veiligheid? Kies dan ‘Nee’. Emoties in getypte tekst vallen hier niet onder.', 'Aan de stem van een medewerker horen of zij gestrest is.'),
  practice('biometrisch-indelen', 'g', 'functionaris gegevensbescherming', 'Deelt de toepassing mensen op grond van hun gezicht of lichaam in naar ras, geloof, politieke mening, vakbond of seksuele voorkeur?', 'Dit geldt voor lichaamskenmerken, niet voor wat iemand typt.', 'Een camera die bijhoudt welke afkomst bezoekers hebben.'),
  practice('herkennen-op-afstand', 'h', 'adviseur openbare orde en veiligheid', 'Herkent de toepassing mensen direct en op afstand in de openbare ruimte, voor de opsporing?', 'Alleen de politie mag dit soms, met toestemming van een rechter. Een gemeente mag dit niet.', 'Camera’s op een plein die gezichten vergelijken met een lijst.'),
];
