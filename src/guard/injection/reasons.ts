/** Why a text looks like an attempt to make an assistant leave its role. A closed set. */
export const INJECTION_REASONS = ['ignore-rules', 'reveal-prompt', 'role-play', 'system-tag', 'tool-syntax', 'encoded', 'hidden-text', 'exfiltration', 'fence', 'false-promise', 'other-people', 'split-turns'] as const;
export type InjectionReason = (typeof INJECTION_REASONS)[number];

/** Reasons in words, a Dutch sentence each. */
export function explain(reasons: readonly InjectionReason[]): string[] {
  return reasons.map((reason) => REASON_WORDS[reason]);
}

export const REASON_WORDS: Readonly<Record<InjectionReason, string>> = {
  'ignore-rules': 'Vraagt om de regels van de assistent los te laten.',
  'reveal-prompt': 'Vraagt naar de verborgen opdracht van de assistent.',
  'role-play': 'Vraagt de assistent om iets of iemand anders te zijn.',
  'system-tag': 'Doet alsof de tekst van de beheerder of het systeem komt.',
  'tool-syntax': 'Bevat een opdracht in de taal van een programma.',
  encoded: 'Bevat een opdracht in geheimschrift.',
  'hidden-text': 'Bevat tekst die mensen niet kunnen zien.',
  exfiltration: 'Vraagt om gegevens via een link of plaatje naar buiten te sturen.',
  fence: 'Probeert de scheiding tussen bron en opdracht te doorbreken.',
  'false-promise': 'Vraagt de assistent om namens de gemeente iets toe te zeggen.',
  'other-people': 'Vraagt naar gegevens of gesprekken van anderen.',
  'split-turns': 'Verdeelt een opdracht over meer vragen.',
};
