import type { ErrorEntry } from './entry.ts';

/** Faults of documents and of the places that they come from. */
export const documentFaults = {
  'document-corrupt': {
    status: 400,
    message: 'Het bestand is beschadigd en kan niet worden gelezen.',
    action: 'Open het bestand zelf om te zien of het werkt, en lever een goede versie aan.',
  },
  'document-empty': {
    status: 400,
    message: 'Dit bestand is leeg: er staat geen tekst in.',
    action: 'Lever een bestand met tekst aan. Is het een scan? Lever dan een scherpere aan.',
  },
  'document-encrypted': {
    status: 400,
    message: 'Het bestand is beveiligd met een wachtwoord.',
    action: 'Haal de beveiliging eraf en lever het bestand opnieuw aan.',
  },
  'document-too-large': {
    status: 400,
    message: 'Het bestand is te groot.',
    action: 'Maak het bestand kleiner, of splits het en lever de delen aan. Een bestand mag hoogstens 50 MB zijn, uitgepakt hoogstens 200 MB, met hoogstens 5 miljoen tekens in hoogstens 10.000 stukken tekst.',
  },
  'document-type-unknown': {
    status: 400,
    message: 'Dit soort bestand kan Balie niet lezen.',
    action: 'Lever PDF, een scan of foto, Word, PowerPoint, Excel, OpenDocument, HTML, Markdown, tekst, CSV, e-mail of een zip aan. Is het tekst? Geef de bestandsnaam dan een uitgang, zoals .md of .txt, of stuur een Content-Type mee.',
  },
  'document-metadata-invalid': {
    status: 400,
    message: 'De gegevens bij het document kloppen niet.',
    action: 'Verbeter wat u opgaf, de kop van het document (front matter) of het .yaml-bestand ernaast.',
  },
  'document-too-slow': {
    status: 400,
    message: 'Het lezen van het bestand duurde te lang.',
    action: 'Controleer het bestand, of splits het in delen.',
  },
  'document-unsafe': {
    status: 400,
    message: 'Het bestand is niet veilig om te openen.',
    action: 'Vraag wie het bestand maakte om een gewone versie, en lever die aan.',
  },
  'document-interrupted': {
    status: 503,
    message: 'Het verwerken van het document is meer dan eens afgebroken.',
    action: 'Probeer het opnieuw. Gaat het weer mis? Controleer dan het bestand.',
    retryable: true,
  },
  'document-withdrawn': {
    status: 409,
    message: 'Een redacteur heeft dit document verwijderd. De balie neemt het niet meer over uit zijn bron.',
    action: 'Moet het toch gebruikt worden? Neem het dan weer op. Wilt u een ander bestand aanleveren? Geef dat een andere naam.',
    retryable: false,
  },
  'document-unknown': {
    status: 404,
    message: 'Dit document is er niet (meer).',
    action: 'Controleer het kenmerk van het document, of vraag de lijst van documenten op.',
  },
  'upload-too-slow': {
    status: 408,
    message: 'Het document kwam te langzaam binnen.',
    action: 'Controleer de verbinding en lever het document opnieuw aan.',
    retryable: true,
  },
  'document-elsewhere': {
    status: 409,
    message: 'Er is al een document met deze naam, en dat komt uit de map of de website van de collectie.',
    action: 'Vervang het daar, of geef uw bestand een andere naam.',
  },
  'upload-busy': {
    status: 503,
    message: 'Er worden nu te veel documenten tegelijk aangeleverd.',
    action: 'Wacht een minuut en lever het document opnieuw aan, liefst met minder tegelijk.',
    retryable: true,
  },
  'address-not-allowed': {
    status: 400,
    message: 'Dit adres valt buiten wat deze bron mag ophalen.',
    action: 'Voeg het adres toe aan de bron in de configuratie, als het erbij hoort.',
  },
  'address-refused': {
    status: 502,
    message: 'De website geeft deze pagina niet.',
    action: 'Controleer of de pagina nog bestaat en of Balie haar mag lezen.',
  },
  'address-unreachable': {
    status: 502,
    message: 'De website is niet te bereiken, of antwoordt te langzaam.',
    action: 'Balie probeert het later opnieuw. Controleer of de website werkt.',
    retryable: true,
  },
  'source-busy': {
    status: 409,
    message: 'Deze bron wordt op dit moment al gelezen.',
    action: 'Wacht tot dat klaar is. Daarna kunt u het opnieuw proberen.',
    retryable: true,
  },
  'path-unreadable': {
    status: 400,
    message: 'Het bestand of de map is niet te lezen.',
    action: 'Controleer het pad en de rechten.',
  },
  'collection-unknown': {
    status: 400,
    message: 'Deze collectie bestaat niet.',
    action: 'Noem een collectie die in de configuratie staat.',
  },
} as const satisfies Record<string, ErrorEntry>;
