import type { ErrorEntry } from './entry.ts';

/** Faults of reporting that something is wrong in a source. */
export const reportFaults = {
  'report-empty': {
    status: 400,
    message: 'U hebt nog niet gezegd wat er niet klopt.',
    action: 'Schrijf op wat er in de bron niet klopt en verstuur uw melding opnieuw.',
  },
  'report-too-long': {
    status: 400,
    message: 'Uw melding is te lang. Een melding mag maximaal 2.000 tekens hebben.',
    action: 'Maak uw melding korter en verstuur haar opnieuw.',
  },
  'report-too-often': {
    status: 429,
    message: 'U hebt in een uur al twintig fouten gemeld.',
    action: 'Wacht een uur, of bel met wie deze bron beheert. Uw tekst staat nog in het formulier.',
    retryable: true,
  },
  'report-unknown': {
    status: 404,
    message: 'Deze melding is er niet (meer).',
    action: 'Ga terug naar de lijst met meldingen. Misschien is de bewaartermijn voorbij.',
  },
  'report-done': {
    status: 409,
    message: 'Iemand anders heeft deze melding al afgehandeld.',
    action: 'Kijk in de lijst wie dat deed, en wat diegene erbij schreef.',
  },
  'report-note-too-long': {
    status: 400,
    message: 'Uw bericht is te lang. Een bericht mag maximaal 1.000 tekens hebben.',
    action: 'Maak uw bericht aan de melder korter en verstuur het opnieuw.',
  },
} as const satisfies Record<string, ErrorEntry>;
