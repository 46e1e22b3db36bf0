import type { ErrorEntry } from './entry.ts';

/** Faults of accounts of the desk itself, and of passkeys. */
export const passkeyFaults = {
  'invitation-invalid': {
    status: 404,
    message: 'Deze uitnodiging geldt niet (meer).',
    action: 'Een uitnodiging werkt één keer en hoogstens 24 uur. Vraag uw beheerder om een nieuwe (balie people invite). Heeft de balie nog geen beheerder? Start haar dan opnieuw: zij toont een nieuwe.',
  },
  'name-missing': {
    status: 400,
    message: 'U hebt uw naam nog niet ingevuld.',
    action: 'Vul uw naam in, zoals uw collega’s u kennen, en probeer het opnieuw.',
  },
  'passkey-refused': {
    status: 401,
    message: 'Inloggen met deze passkey is niet gelukt.',
    action: 'Probeer het opnieuw, of kies een andere passkey. Lukt het niet? Vraag uw beheerder om een nieuwe uitnodiging.',
  },
  'passkey-unusable': {
    status: 400,
    message: 'Deze passkey kon niet worden bewaard.',
    action: 'Probeer het opnieuw. De passkey moet uw vingerafdruk, gezicht of pincode controleren.',
  },
  'passkey-known': {
    status: 409,
    message: 'Deze passkey is hier al bekend.',
    action: 'Log ermee in, of kies een ander apparaat.',
  },
  'passkey-too-many': {
    status: 409,
    message: 'U hebt al het grootste aantal passkeys.',
    action: 'Verwijder een passkey die u niet meer gebruikt en voeg de nieuwe dan toe.',
  },
  'passkey-last': {
    status: 409,
    message: 'Dit is uw enige passkey. Zonder passkey kunt u niet meer inloggen.',
    action: 'Voeg eerst een andere passkey toe. Daarna kunt u deze verwijderen.',
  },
  'passkey-place': {
    status: 400,
    message: 'Passkeys werken alleen op het eigen adres van de balie.',
    action: 'Open de balie op dat adres en probeer het daar opnieuw. Is er nog geen? Dan zet de beheerder publicUrl in de configuratie; op de machine zelf werkt localhost.',
    isDetailShown: true,
  },
  'account-elsewhere': {
    status: 403,
    message: 'U logt in met het account van uw gemeente.',
    action: 'Hoe u inlogt, regelt u bij de ICT-afdeling van uw gemeente.',
  },
  'person-unknown': {
    status: 404,
    message: 'Er is geen account met dit nummer dat dit kan.',
    action: 'Vraag de lijst op met: balie people list. Een uitnodiging kan alleen voor een account van de balie zelf dat niet is uitgezet.',
  },
} as const satisfies Record<string, ErrorEntry>;
