import type { ErrorEntry } from './entry.ts';

/** Faults of tasks, prompts and files of the workplace. */
export const taskFaults = {
  'task-unknown': {
    status: 404,
    message: 'Deze taak is er niet (meer), of is niet voor uw groep.',
    action: 'Kies een taak uit de lijst op uw werkplek.',
  },
  'task-too-long': {
    status: 400,
    message: 'Uw tekst is te lang voor dit taalmodel.',
    action: 'Maak uw tekst korter, of voer de taak in delen uit.',
  },
  'task-editor-required': {
    status: 403,
    message: 'Taken voor een groep maakt en beoordeelt alleen een redacteur van die groep.',
    action: 'Vraag een redacteur van uw groep om hulp.',
  },
  'task-own-proposal': {
    status: 403,
    message: 'Dit voorstel is van uzelf. Iemand anders moet het beoordelen.',
    action: 'Vraag een andere redacteur van uw groep om het te bekijken.',
  },
  'task-decided': {
    status: 409,
    message: 'Over dit voorstel is al beslist.',
    action: 'Open de lijst met voorstellen opnieuw.',
  },
  'task-proposed': {
    status: 409,
    message: 'Voor deze taak wacht al een voorstel op een beoordeling.',
    action: 'Laat dat voorstel eerst goedkeuren of afwijzen.',
  },
  'tasks-full': {
    status: 409,
    message: 'Uw groep heeft het hoogste aantal taken of voorstellen.',
    action: 'Trek eerst een taak in die niemand meer gebruikt, of beslis over een voorstel.',
  },
  'prompt-unknown': {
    status: 404,
    message: 'Deze prompt is er niet (meer), of is niet van u of uw groep.',
    action: 'Kies een prompt uit uw lijst.',
  },
  'prompts-full': {
    status: 409,
    message: 'U hebt het hoogste aantal prompts bewaard.',
    action: 'Verwijder eerst een prompt die u niet meer gebruikt.',
  },
  'prompt-not-yours': {
    status: 403,
    message: 'Deze prompt van uw groep is door iemand anders gemaakt.',
    action: 'Vraag de maker of een redacteur van uw groep om hem te veranderen, of maak zelf een nieuwe.',
  },
  'export-letters': {
    status: 400,
    message: 'Deze tekst heeft letters die wij niet in een PDF kunnen zetten, zoals Arabisch of Oekraïens.',
    action: 'Kies Word (docx) of Markdown: die kunnen alle letters aan.',
  },
  'export-busy': {
    status: 503,
    message: 'Er worden nu al veel bestanden gemaakt.',
    action: 'Wacht een minuut en probeer het opnieuw, of kies Markdown.',
    retryable: true,
  },
  'export-too-long': {
    status: 400,
    message: 'Dit gesprek is te lang voor dit soort bestand.',
    action: 'Kies Markdown: dat kan met een gesprek van elke lengte.',
  },
} as const satisfies Record<string, ErrorEntry>;
