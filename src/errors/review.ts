import type { ErrorEntry } from './entry.ts';

/** Faults of saying what one thinks of an answer, of judging it, and of looking back at it. */
export const reviewFaults = {
  'turn-unknown': {
    status: 404,
    message: 'Wij kennen dit antwoord niet in dit gesprek.',
    action: 'Stel uw vraag opnieuw. Bij het nieuwe antwoord kunt u zeggen of het u helpt.',
  },
  'turn-running': {
    status: 409,
    message: 'Dit antwoord is nog niet klaar.',
    action: 'Wacht tot het antwoord er is en probeer het dan opnieuw.',
    retryable: true,
  },
  'feedback-invalid': {
    status: 400,
    message: 'Wij weten niet of het antwoord u helpt.',
    action: 'Kies ‘Dit helpt mij’ of ‘Dit helpt mij niet’.',
  },
  'feedback-too-long': {
    status: 400,
    message: 'Uw toelichting is te lang. Een toelichting mag maximaal 500 tekens hebben.',
    action: 'Maak uw toelichting korter en verstuur hem opnieuw.',
  },
  'feedback-closed': {
    status: 409,
    message: 'U kunt niet meer zeggen of dit antwoord u helpt: het is te lang geleden.',
    action: 'Stel uw vraag opnieuw. Bij het nieuwe antwoord kan het wel.',
  },
  'feedback-too-often': {
    status: 429,
    message: 'U hebt al tien keer gezegd of dit antwoord u helpt.',
    action: 'Wij houden het bij wat u het laatst zei. Wilt u nog iets kwijt? Neem dan contact op met de gemeente.',
  },
  'review-key-required': {
    status: 403,
    message: 'Met deze sleutel kunt u geen antwoorden beoordelen.',
    action: 'Vraag de beheerder om een sleutel waarmee dat mag. Die maakt hij met: balie keys create --review.',
  },
  'reviewer-required': {
    status: 403,
    message: 'Met uw account kunt u geen antwoorden beoordelen.',
    action: 'Vraag de beheerder van de balie om u in de groep van beoordelaars te zetten.',
  },
  'overseer-required': {
    status: 403,
    message: 'Deze pagina is voor wie toezicht houdt op de balie: de auditor, de functionaris gegevensbescherming en de beheerder.',
    action: 'Log in met een eigen account dat een van die rollen heeft, of vraag de beheerder erom.',
  },
  'privacy-officer-required': {
    status: 403,
    message: 'Deze pagina is voor de functionaris gegevensbescherming.',
    action: 'Log in met een eigen account dat die rol heeft, of vraag de beheerder erom.',
  },
  'review-unknown': {
    status: 404,
    message: 'Dit antwoord staat niet in de lijst om te beoordelen.',
    action: 'Ga terug naar de lijst. Misschien is het antwoord intussen gewist.',
  },
  'review-changed': {
    status: 409,
    message: 'Iemand anders heeft dit intussen veranderd.',
    action: 'Kijk wat er nu staat. Wat u invulde, staat er nog. Klopt het zo? Bewaar het dan opnieuw.',
  },
  'case-unknown': {
    status: 404,
    message: 'Deze toetsvraag is er niet.',
    action: 'Ga terug naar de lijst. Misschien heeft iemand de vraag verwijderd.',
  },
  'turn-unrecorded': {
    status: 404,
    message: 'Deze vraag staat niet in het logboek.',
    action: 'Controleer het nummer van de vraag. Het staat bij het antwoord van een programma (id), en in de meldingen van de balie.',
  },
  'turn-erased': {
    status: 410,
    message: 'Wat hier is gezegd, is gewist omdat de bewaartermijn voorbij is.',
    action: 'Het is niet terug te halen. Dat de vraag er was en hoe zij afliep, staat nog in het logboek.',
  },
} as const satisfies Record<string, ErrorEntry>;
