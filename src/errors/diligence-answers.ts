import type { ErrorEntry } from './entry.ts';

/** Faults of what people answer, fix and compare in the due diligence. */
export const diligenceAnswerFaults = {
  'diligence-moved': {
    status: 409,
    message: 'Iemand anders heeft de doorlichting intussen veranderd.',
    action: 'Open de pagina opnieuw, bekijk wat er nu staat en doe het zo nodig nog eens.',
  },
  'diligence-file-kind': {
    status: 415,
    message: 'Dit soort bestand kan geen bewijs zijn.',
    action: 'Kies een PDF, een document van Word (docx) of OpenDocument (odt), een afbeelding (PNG of JPG) of een CSV-bestand.',
  },
  'diligence-file-large': {
    status: 413,
    message: 'Dit bestand is te groot.',
    action: 'Een bewijs mag hoogstens 5 MB zijn, een rapport van een ander hoogstens 2 MB. Maak het bestand kleiner of verwijs ernaar met een adres.',
  },
  'diligence-report-malformed': {
    status: 400,
    message: 'Dit bestand is geen rapport van een doorlichting.',
    action: 'Kies het JSON-bestand dat een andere balie van haar doorlichting gaf.',
    isDetailShown: true,
  },
  'diligence-others-full': {
    status: 409,
    message: 'Er zijn al 20 rapporten van anderen bewaard.',
    action: 'Haal er eerst een weg.',
  },
} as const satisfies Record<string, ErrorEntry>;
