import type { ErrorEntry } from './entry.ts';

/** Faults of the Algoritmeregister, and of what is brought there. */
export const registerFaults = {
  'register-off': {
    status: 404,
    message: 'De balie is niet verbonden met het Algoritmeregister.',
    action: 'De beheerder maakt de verbinding met algorithmRegister in de configuratie. Tot die tijd kunt u het bestand downloaden en de velden zelf invullen in het register.',
  },
  'register-rejected': {
    status: 409,
    message: 'Het Algoritmeregister zou dit weigeren. Er is niets verstuurd.',
    action: 'Verbeter de velden die bij ‘Wat wordt geweigerd’ staan en probeer het dan opnieuw.',
  },
  'register-changed': {
    status: 409,
    message: 'In het Algoritmeregister staat nu iets anders dan u hebt gezien. Er is niets overschreven.',
    action: 'Bekijk de verschillen en kies dan opnieuw.',
  },
  'register-step': {
    status: 409,
    message: 'Dit kan niet met hoe het nu in het Algoritmeregister staat.',
    action: 'Bekijk de stand op deze pagina en kies een knop die er staat.',
  },
  'register-person': {
    status: 409,
    message: 'Alleen iemand die met een eigen account is ingelogd, kan dit.',
    action: 'Log in met uw eigen account en probeer het opnieuw.',
  },
  'register-busy': {
    status: 409,
    message: 'Er wordt al iets met deze registratie gedaan, of het is niet zeker hoe de vorige poging afliep.',
    action: 'Wacht twee minuten en open de pagina opnieuw. Balie zoekt dan eerst in het register, zodat er nooit twee registraties komen.',
    retryable: true,
  },
  'register-unreachable': {
    status: 502,
    message: 'Het Algoritmeregister is niet bereikbaar.',
    action: 'Probeer het later opnieuw. Blijft het zo? Controleer dan het adres bij algorithmRegister en of de balie daarheen mag verbinden.',
    retryable: true,
  },
  'register-slow': {
    status: 504,
    message: 'Het Algoritmeregister antwoordt niet op tijd.',
    action: 'Wacht twee minuten en open de pagina opnieuw. Balie kijkt dan eerst of het toch is aangekomen.',
    retryable: true,
  },
  'register-login': {
    status: 502,
    message: 'De balie kan niet inloggen bij het Algoritmeregister.',
    action: 'Controleer tokenUrl, clientId, username en het bestand met het wachtwoord bij algorithmRegister.',
  },
  'register-forbidden': {
    status: 502,
    message: 'Het account van de balie mag dit niet in het Algoritmeregister.',
    action: 'Vraag de beheerder van uw organisatie in het register welke rol het account heeft. Controleer ook of de klok van de server goed loopt.',
  },
  'register-unknown': {
    status: 502,
    message: 'Het Algoritmeregister kent deze organisatie of registratie niet.',
    action: 'Controleer organisation bij algorithmRegister. Is de registratie in het register weggehaald? Stuur dan een nieuw concept.',
  },
  'register-conflict': {
    status: 409,
    message: 'Het Algoritmeregister kan dit nu niet doen, omdat de registratie daar in een andere stand staat.',
    action: 'Open de pagina opnieuw, bekijk de stand en de verschillen, en kies dan opnieuw.',
  },
  'register-invalid': {
    status: 502,
    message: 'Het Algoritmeregister neemt een of meer velden niet aan.',
    action: 'Bekijk de genoemde velden. Staan er geen, vraag dan de beheerder van het register waarom.',
    isDetailShown: true,
  },
  'register-limit': {
    status: 503,
    message: 'Het Algoritmeregister neemt hoogstens 25 verzoeken in een minuut aan.',
    action: 'Wacht een minuut en probeer het opnieuw.',
    retryable: true,
  },
  'register-fault': {
    status: 502,
    message: 'Er is een fout in het Algoritmeregister, of het antwoordt anders dan is afgesproken.',
    action: 'Probeer het later opnieuw. Blijft het zo? Meld het bij het register.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
