import type { ErrorEntry } from './entry.ts';

/** Faults of saying what one thinks of an answer, and of judging it. */
export const reviewFaults = {
  'turn-unknown': {
    status: 404,
    message: 'Wij kennen dit antwoord niet in dit gesprek.',
    action: 'Stel uw vraag opnieuw. Bij het nieuwe antwoord kunt u zeggen of het u helpt.',
    retryable: false,
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
    retryable: false,
  },
  'feedback-too-long': {
    status: 400,
    message: 'Uw toelichting is te lang. Een toelichting mag maximaal 500 tekens hebben.',
    action: 'Maak uw toelichting korter en verstuur hem opnieuw.',
    retryable: false,
  },
  'feedback-closed': {
    status: 409,
    message: 'U kunt niet meer zeggen of dit antwoord u helpt: het is te lang geleden.',
    action: 'Stel uw vraag opnieuw. Bij het nieuwe antwoord kan het wel.',
    retryable: false,
  },
  'feedback-too-often': {
    status: 429,
    message: 'U hebt al tien keer gezegd of dit antwoord u helpt.',
    action: 'Wij houden het bij wat u het laatst zei. Wilt u nog iets kwijt? Neem dan contact op met de gemeente.',
    retryable: false,
  },
  'review-key-required': {
    status: 403,
    message: 'Met deze sleutel kunt u geen antwoorden beoordelen.',
    action: 'Vraag de beheerder om een sleutel waarmee dat mag. Die maakt hij met: balie keys create --review.',
    retryable: false,
  },
  'review-unknown': {
    status: 404,
    message: 'Dit antwoord staat niet in de lijst om te beoordelen.',
    action: 'Ga terug naar de lijst. Misschien is het antwoord intussen gewist.',
    retryable: false,
  },
  'review-changed': {
    status: 409,
    message: 'Iemand anders heeft dit intussen veranderd.',
    action: 'Kijk wat er nu staat. Wat u invulde, staat er nog. Klopt het zo? Bewaar het dan opnieuw.',
    retryable: false,
  },
  'case-unknown': {
    status: 404,
    message: 'Deze toetsvraag is er niet.',
    action: 'Ga terug naar de lijst. Misschien heeft iemand de vraag verwijderd.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorEntry>;
