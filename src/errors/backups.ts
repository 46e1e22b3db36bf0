import type { ErrorEntry } from './entry.ts';

/** Faults of backups, and of putting one back. */
export const backupFaults = {
  'backup-key-invalid': {
    status: 400,
    message: 'Dit is geen sleutel voor reservekopieën die hier nodig is.',
    action: 'Geef bij het maken het bestand met de openbare sleutel (.pub), en bij het controleren of terugzetten het bestand met de geheime. Nog geen sleutel? Maak er een met de opdracht balie backup key.',
  },
  'backup-key-wrong': {
    status: 400,
    message: 'Deze sleutel opent de reservekopie niet.',
    action: 'Geef de geheime sleutel die hoort bij een openbare sleutel waarmee de reservekopie is gemaakt.',
  },
  'backup-unwritable': {
    status: 500,
    message: 'De reservekopie kan hier niet worden geschreven.',
    action: 'Kies een bestand dat er nog niet is, in een map waarin u mag schrijven en waar genoeg ruimte is.',
  },
  'backup-unreadable': {
    status: 400,
    message: 'De reservekopie is niet te lezen.',
    action: 'Controleer of het bestand er is, en of u het mag lezen.',
  },
  'backup-damaged': {
    status: 400,
    message: 'De reservekopie is beschadigd, veranderd of niet compleet. Er is niets van teruggezet.',
    action: 'Gebruik een andere kopie van hetzelfde bestand, of een oudere reservekopie.',
  },
  'backup-newer': {
    status: 400,
    message: 'De reservekopie is van een nieuwere versie van Balie. Er is niets van teruggezet.',
    action: 'Zet haar terug met die versie of een latere.',
  },
  'backup-foreign': {
    status: 400,
    message: 'De sleutel van het logboek die hier staat, hoort niet bij deze reservekopie. Er is niets van teruggezet.',
    action: 'Zet de sleutel terug die bij de reservekopie hoort: het bestand audit.key in de gegevensmap, AUDIT_KEY, of de sleutel die AUDIT_KEY_COMMAND geeft.',
  },
  'restore-not-empty': {
    status: 409,
    message: 'De database waarin de reservekopie moet komen, is niet leeg. Er is niets veranderd.',
    action: 'Kies een lege database met DATABASE_URL, of een lege gegevensmap met DATA_DIR. Wat er nu staat, blijft zo bewaard.',
  },
  'restore-never': {
    status: 409,
    message: 'In deze database is geen reservekopie teruggezet: er is niets af te maken.',
    action: 'Zet eerst een reservekopie terug met balie restore BESTAND --key GEHEIME-SLEUTEL, of kies de database met DATABASE_URL of DATA_DIR.',
  },
  'restore-unfinished': {
    status: 409,
    message: 'In deze database is een reservekopie teruggezet, en dat is niet afgemaakt. De balie start zo niet: er kan in staan wat gewist hoort te zijn.',
    action: 'Voer eerst balie restore --finish uit, met --erasures EXPORT als u dat bij het terugzetten gaf. Is dat logboek er niet meer? Zet de reservekopie dan opnieuw terug in een lege database, zonder --erasures.',
  },
  'database-none': {
    status: 409,
    message: 'Hier staat geen database van Balie. Er is niets gemaakt.',
    action: 'Kies de database met DATABASE_URL of DATA_DIR. Is er nog niets teruggezet? Doe dat eerst: balie restore BESTAND --key GEHEIME-SLEUTEL. Een nieuwe database maakt de balie zelf, als zij voor het eerst start.',
  },
  'erasures-missing': {
    status: 400,
    message: 'Bij het terugzetten gaf u een logboek met --erasures. Wat sindsdien gewist is, is nog niet opnieuw gewist.',
    action: 'Geef dat logboek opnieuw: balie restore --finish --erasures EXPORT.',
  },
  'erasures-invalid': {
    status: 400,
    message: 'Dit bestand zegt niet wat er sinds de reservekopie gewist is.',
    action: 'Geef een heel logboek, zoals balie audit export het schrijft, van dezelfde balie en ongewijzigd, dat verder gaat dan de reservekopie.',
  },
} as const satisfies Record<string, ErrorEntry>;
