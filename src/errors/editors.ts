import type { ErrorEntry } from './entry.ts';

/** Faults of logging in and of the pages for editors. */
export const editorFaults = {
  'login-failed': {
    status: 401,
    message: 'Deze sleutel klopt niet, of geldt niet meer.',
    action: 'Controleer of u de hele sleutel hebt geplakt, van balie_ tot het eind. De beheerder maakt een nieuwe met: balie keys create.',
  },
  'login-ended': {
    status: 401,
    message: 'U bent niet meer ingelogd.',
    action: 'Log opnieuw in en ga verder waar u was. Wat al binnen was, is bewaard.',
  },
  'cross-site-refused': {
    status: 403,
    message: 'Dit verzoek kwam niet van een pagina van deze balie.',
    action: 'Open de pagina zelf en probeer het daar opnieuw.',
  },
  'upload-empty': {
    status: 400,
    message: 'U hebt nog geen bestand gekozen.',
    action: 'Kies een of meer bestanden en kies daarna Uploaden.',
  },
  'upload-too-many': {
    status: 413,
    message: 'Dit zijn te veel bestanden in één keer.',
    action: 'Upload hoogstens 100 bestanden tegelijk, samen hoogstens 200 MB. Staat een bestand op deze pagina als binnen? Dan is dat bewaard.',
  },
  'file-name-unusable': {
    status: 400,
    message: 'De naam van dit bestand is niet te gebruiken.',
    action: 'Geef het bestand een gewone naam van hoogstens 255 tekens en upload het opnieuw.',
  },
} as const satisfies Record<string, ErrorEntry>;
