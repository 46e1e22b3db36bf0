import type { ErrorEntry } from './entry.ts';

/** Faults of what people ask of what the desk has of them. */
export const privacyFaults = {
  'erasure-held': {
    status: 409,
    message: 'Dit mag nu niet worden gewist: de gemeente moet het nog even bewaren (AVG, artikel 17 lid 3).',
    action: 'Dat kan zijn voor een bezwaar of een rechtszaak. De functionaris gegevensbescherming weet hoe lang; het adres staat op de pagina Privacy, en de blokkade onder Beheer, Bewaren.',
  },
  'receipt-unknown': {
    status: 404,
    message: 'Er is geen wisbewijs van dit gesprek.',
    action: 'Een bewijs is er alleen van wat op verzoek is gewist. Wat na de bewaartermijn vanzelf verdween, heeft er geen.',
  },
  'request-keeper-required': {
    status: 403,
    message: 'Verzoeken over persoonsgegevens zijn er voor de functionaris gegevensbescherming en voor beheerders.',
    action: 'Geef een verzoek dat bij u binnenkwam door aan een van hen.',
  },
  'request-unknown': {
    status: 404,
    message: 'Dit verzoek is er niet.',
    action: 'Ga terug naar de lijst met verzoeken.',
  },
  'request-subject-unknown': {
    status: 400,
    message: 'Daarbij is niets te vinden.',
    action: 'Controleer het nummer van het gesprek, het kenmerk van het doorgegeven gesprek of het e-mailadres van het account. Wat de bewaartermijn voorbij is, is er niet meer.',
  },
  'request-subject-ambiguous': {
    status: 400,
    message: 'Dit is van meer dan één gesprek of account.',
    action: 'Gebruik het volledige nummer van het gesprek, of het nummer van het account (balie people list).',
  },
  'request-turn-unknown': {
    status: 400,
    message: 'Die vraag staat niet in dit gesprek, of is al gewist.',
    action: 'Tel de vragen in het gesprek: de eerste is nummer 1.',
  },
  'request-text-empty': {
    status: 400,
    message: 'Er staat nog niet wat er moet worden aangevuld.',
    action: 'Schrijf op wat de verzoeker bij het antwoord wil zien staan.',
  },
  'request-text-too-long': {
    status: 400,
    message: 'De aanvulling is te lang. Zij mag maximaal 2.000 tekens hebben.',
    action: 'Maak de aanvulling korter en verstuur het formulier opnieuw.',
  },
  'request-invalid': {
    status: 400,
    message: 'Het formulier klopt niet helemaal.',
    action: 'Kies wat er gevraagd wordt, en vul de dag van ontvangst in: vandaag of eerder.',
  },
  'request-own': {
    status: 403,
    message: 'U hebt dit verzoek zelf vastgelegd. Iemand anders moet erover beslissen.',
    action: 'Vraag een andere functionaris gegevensbescherming om te beslissen.',
  },
  'request-decided': {
    status: 409,
    message: 'Over dit verzoek is al beslist.',
    action: 'Open het verzoek opnieuw: daar staat wie dat deed, en wat het werd.',
  },
  'request-decider-too-new': {
    status: 403,
    message: 'Uw account is gemaakt nadat dit verzoek is vastgelegd. Daarom kunt u er niet over beslissen.',
    action: 'Vraag een functionaris gegevensbescherming die er al was toen het verzoek werd vastgelegd.',
  },
  'request-file-over': {
    status: 410,
    message: 'Dit bestand is niet meer op te halen: dat kan een beperkte tijd na het besluit.',
    action: 'Heeft de verzoeker het nog nodig? Leg het verzoek opnieuw vast en laat er een collega over beslissen.',
  },
  'request-not-granted': {
    status: 409,
    message: 'Dit bestand is er pas als het verzoek is ingewilligd.',
    action: 'Laat eerst een functionaris gegevensbescherming beslissen die het verzoek niet zelf vastlegde.',
  },
} as const satisfies Record<string, ErrorEntry>;
