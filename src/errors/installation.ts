import type { ErrorEntry } from './entry.ts';

/** Faults that keep Balie from starting. */
export const installationFaults = {
  'config-invalid': {
    status: 500,
    message: 'De instellingen van Balie kloppen niet.',
    action: 'Verbeter de genoemde instellingen en start opnieuw.',
  },
  'data-dir-unusable': {
    status: 500,
    message: 'De gegevensmap is niet te gebruiken.',
    action: 'Zorg dat de map bestaat en dat Balie erin mag schrijven, of kies een andere map met DATA_DIR.',
  },
  'data-dir-in-use': {
    status: 500,
    message: 'De gegevensmap is al in gebruik door een ander Balie-proces.',
    action: 'Stop het andere proces, of kies een andere map met DATA_DIR.',
  },
  'data-dir-starting': {
    status: 503,
    message: 'Een ander Balie-proces heeft de gegevensmap en is nog niet klaar met starten.',
    action: 'Wacht tot daar staat dat de balie klaarstaat, en geef de opdracht opnieuw.',
    retryable: true,
  },
  'audit-key-wrong': {
    status: 500,
    message: 'De sleutel van het logboek past niet bij deze database.',
    action: 'Zet de oorspronkelijke sleutel terug: het bestand audit.key in de gegevensmap, AUDIT_KEY, of de sleutel die AUDIT_KEY_COMMAND geeft.',
  },
  'audit-key-missing': {
    status: 500,
    message: 'De sleutel van het logboek ontbreekt.',
    action: 'Zet het bestand audit.key terug uit uw reservekopie, of geef de sleutel met AUDIT_KEY of AUDIT_KEY_COMMAND. Zonder die sleutel is niets van wat gevraagd is nog te lezen.',
  },
  'audit-key-command-failed': {
    status: 500,
    message: 'De sleutel van het logboek kwam niet van het programma dat haar moet geven.',
    action: 'Voer het programma van AUDIT_KEY_COMMAND uit als de gebruiker van Balie: het moet binnen 20 seconden 64 hexadecimale tekens geven, en verder niets.',
  },
  'port-in-use': {
    status: 500,
    message: 'De poort is al in gebruik.',
    action: 'Stop het andere programma, of kies een andere poort met PORT.',
  },
  'schema-newer': {
    status: 500,
    message: 'De database is van een nieuwere versie van Balie.',
    action: 'Start de nieuwere versie, of zet een reservekopie terug die bij deze versie hoort.',
  },
  'schema-held': {
    status: 500,
    message: 'De database kon niet worden bijgewerkt: iets anders houdt haar tabellen vast. Er is niets veranderd.',
    action: 'Wacht tot een reservekopie die wordt gemaakt klaar is, of beëindig wat de tabellen vasthoudt (zie pg_stat_activity op de databaseserver), en start opnieuw.',
  },
  'schema-changed': {
    status: 500,
    message: 'Een migratie die al is uitgevoerd, is daarna veranderd.',
    action: 'Gebruik de oorspronkelijke bestanden van deze versie.',
  },
} as const satisfies Record<string, ErrorEntry>;
