import type { ErrorEntry } from './entry.ts';

/** Faults of logging in by name, with the municipality's own provider. */
export const loginFaults = {
  'login-unavailable': {
    status: 404,
    message: 'Inloggen met een account van de gemeente is bij deze balie niet ingesteld.',
    action: 'Vraag uw beheerder om een inlogdienst in te stellen (login.provider in de configuratie).',
  },
  'login-address-unknown': {
    status: 400,
    message: 'Op dit adres kunt u niet inloggen.',
    action: 'Open de balie op het adres dat uw gemeente ervoor gebruikt, en log daar in.',
  },
  'login-state-unknown': {
    status: 400,
    message: 'Deze poging om in te loggen is verlopen, al gebruikt of in een andere browser begonnen.',
    action: 'Begin hieronder opnieuw met inloggen.',
  },
  'login-refused': {
    status: 403,
    message: 'U bent niet ingelogd: het inloggen is afgebroken of niet toegestaan.',
    action: 'Probeer het opnieuw. Lukt het niet? Vraag uw beheerder of u de balie mag gebruiken.',
  },
  'login-answer-wrong': {
    status: 400,
    message: 'Het antwoord van de inlogdienst klopt niet. U bent niet ingelogd.',
    action: 'Begin opnieuw met inloggen. Gebeurt dit vaker? Meld het bij uw beheerder.',
  },
  'login-desk-refused': {
    status: 502,
    message: 'De inlogdienst herkent de balie niet.',
    action: 'Meld dit bij uw beheerder: login.provider in de configuratie past niet bij wat bij de inlogdienst is ingesteld.',
  },
  'login-misconfigured': {
    status: 502,
    message: 'De inlogdienst is bij deze balie niet goed ingesteld.',
    action: 'Meld dit bij uw beheerder: login.provider.hosts in de configuratie noemt niet elke plaats waar de inlogdienst antwoordt (balie doctor zegt welke ontbreekt).',
  },
  'login-provider-away': {
    status: 503,
    message: 'De inlogdienst van de gemeente is nu niet bereikbaar.',
    action: 'Wacht een paar minuten en probeer het dan opnieuw. De digitale balie voor inwoners werkt gewoon door.',
    retryable: true,
  },
  'login-shut-out': {
    status: 403,
    message: 'Uw toegang tot de balie is ingetrokken.',
    action: 'Denkt u dat dit niet klopt? Vraag het uw beheerder.',
  },
  'login-without-group': {
    status: 403,
    message: 'U bent ingelogd bij de inlogdienst, maar u zit in geen groep van de balie.',
    action: 'Vraag uw beheerder om u in een groep van de balie te zetten. Log daarna opnieuw in.',
  },
  'login-groups-overage': {
    status: 403,
    message: 'U zit in zo veel groepen dat de inlogdienst ze niet meestuurt.',
    action: 'Vraag uw beheerder om de inlogdienst alleen de groepen te laten meesturen die aan de balie zijn toegewezen.',
  },
  'step-up-required': {
    status: 403,
    message: 'Hiervoor moet u opnieuw bevestigen dat u het bent.',
    action: 'Open /inloggen/bevestigen, bevestig dat u het bent en probeer het opnieuw.',
  },
  'step-up-weak': {
    status: 403,
    message: 'De inlogdienst heeft niet sterk genoeg gecontroleerd dat u het bent.',
    action: 'Bevestig het met uw tweede stap, zoals een app of een sleutel. Hebt u die niet? Vraag uw beheerder.',
  },
  'logout-message-wrong': {
    status: 400,
    message: 'Dit bericht over uitloggen klopt niet.',
    action: 'Stuur een logout_token van de ingestelde inlogdienst, ondertekend, van kort geleden en niet eerder verstuurd.',
  },
} as const satisfies Record<string, ErrorEntry>;
