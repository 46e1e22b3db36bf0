/** Which processings are recorded, and what of the audit log they are found by. What concerns no person whom the desk serves, or who works with it, is in the audit log alone. */

export const ACTIVITIES = ['turn-resident', 'turn-employee', 'task-run', 'program-call', 'handover', 'feedback', 'sharing', 'opening', 'avg-request', 'erasure', 'account'] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** By the beginning of an entry's kind. Of a turn that ended it depends on who asked. */
const KINDS: readonly (readonly [start: string, activity: Activity])[] = [
  ['call.ended', 'program-call'],
  ['handover.', 'handover'],
  ['turn.feedback', 'feedback'],
  ['turn.judged', 'opening'],
  ['review.', 'opening'],
  ['replay.', 'opening'],
  ['opening.', 'opening'],
  ['avg.', 'avg-request'],
  ['turn.corrected', 'avg-request'],
  ['turn.erased', 'erasure'],
  ['conversation.erased', 'erasure'],
  ['person.erased', 'erasure'],
  ['content.erased', 'erasure'],
  ['share.', 'sharing'],
  ['login.', 'account'],
  ['person.', 'account'],
  ['passkey.', 'account'],
];

/** @returns undefined for what is no processing of its own, such as the receipt of a question of which the end is to come. */
export function activityOf(kind: string): Activity | undefined {
  return KINDS.find(([start]) => kind.startsWith(start))?.[1];
}

/** What a record is called. The register says what the activity is; this says what was done. */
const NAMES: Readonly<Record<Activity, string>> = {
  'turn-resident': 'Vraag van een inwoner beantwoorden',
  'turn-employee': 'Vraag van een medewerker beantwoorden',
  'task-run': 'Taak uitvoeren voor een medewerker',
  'program-call': 'Taalmodel aanroepen voor een programma',
  handover: 'Gesprek doorgeven aan een medewerker',
  feedback: 'Reactie op een antwoord bewaren',
  sharing: 'Gesprek delen met collega’s',
  opening: 'Gesprek inzien',
  'avg-request': 'AVG-verzoek behandelen',
  erasure: 'Gesprek wissen',
  account: 'Inloggen en accounts',
};

const OF_A_KIND: Readonly<Record<string, string>> = {
  'turn.judged': 'Antwoord beoordelen',
  'content.erased': 'Gesprekken wissen na de bewaartermijn',
  'login.opened': 'Inloggen',
  'login.ended': 'Uitloggen',
  'turn.corrected': 'Gesprek corrigeren',
};

export function nameOf(activity: Activity, kind: string): string {
  return OF_A_KIND[kind] ?? NAMES[activity];
}
