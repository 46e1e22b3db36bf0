import type { ErrorEntry } from './entry.ts';

/** Faults of opening what people said, on a request that a second person approves. */
export const openingFaults = {
  'opener-required': {
    status: 403,
    message: 'Met deze login kunt u geen inzage vragen.',
    action: 'Log in met een eigen account dat beoordelaar, redacteur, beheerder, auditor of functionaris gegevensbescherming is. Met een sleutel kan het niet.',
  },
  'opening-unknown': {
    status: 404,
    message: 'Er is geen inzageverzoek met dit nummer.',
    action: 'Kijk in de lijst met inzageverzoeken welk nummer u zoekt.',
  },
  'opening-nothing': {
    status: 404,
    message: 'Er is geen vraag of gesprek waar deze inzage over kan gaan.',
    action: 'Controleer het nummer, of de assistent en de dagen. Het nummer van een vraag staat bij het antwoord van een programma (id) en in de meldingen van de balie.',
  },
  'opening-own': {
    status: 403,
    message: 'Over uw eigen verzoek beslist u niet zelf.',
    action: 'Vraag een collega met een andere rol om te beslissen: meestal de functionaris gegevensbescherming.',
  },
  'opening-other-role': {
    status: 403,
    message: 'Over dit verzoek beslist iemand met een andere rol dan die van u.',
    action: 'Bij het verzoek staat wie erover beslist.',
  },
  'opening-not-to-end': {
    status: 403,
    message: 'Dit verzoek kunt u niet intrekken.',
    action: 'Zolang niemand heeft beslist, kan alleen wie het vroeg het intrekken. Beslist u erover, en wilt u het niet? Weiger het dan.',
  },
  'opening-decider-too-new': {
    status: 403,
    message: 'Uw account is gemaakt nadat deze inzage is gevraagd. Daarom kunt u er niet over beslissen.',
    action: 'Vraag een collega die er al was toen de inzage werd gevraagd.',
  },
  'opening-decided': {
    status: 409,
    message: 'Dit verzoek is al afgehandeld.',
    action: 'Kijk bij het verzoek wat er is besloten, en door wie.',
  },
  'opening-closed': {
    status: 409,
    message: 'Deze inzage geldt niet: zij is niet goedgekeurd, is ingetrokken of is voorbij.',
    action: 'Vraag opnieuw inzage als u haar nog nodig hebt.',
  },
  'opening-elsewhere': {
    status: 403,
    message: 'Dit valt niet onder deze inzage.',
    action: 'Alleen wie de inzage vroeg ziet wat eronder valt. Hebt u meer nodig? Vraag dan inzage daarvoor.',
  },
  'opening-required': {
    status: 409,
    message: 'Om te lezen wat mensen vroegen, is een goedgekeurde inzage nodig.',
    action: 'Vraag inzage aan bij Beheer, onder Inzage. Een collega met een andere rol beslist daarover.',
  },
  'opening-too-long': {
    status: 400,
    message: 'Zo lang mag deze inzage niet duren.',
    action: 'Kies een kortere tijd. Bij het formulier staat hoe lang zij mag duren.',
  },
  'opening-too-wide': {
    status: 400,
    message: 'Zo’n lange periode mag één inzage niet beslaan.',
    action: 'Kies minder dagen. Bij het formulier staat hoeveel het er mogen zijn.',
  },
  'opening-too-often': {
    status: 429,
    message: 'U hebt vandaag al twintig keer inzage gevraagd.',
    action: 'Vraag morgen verder, of vraag inzage in een assistent over een periode.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
