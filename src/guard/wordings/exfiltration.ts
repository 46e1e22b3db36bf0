import { EDGE, GAP } from './parts.ts';
import type { Wording } from './wording.ts';

/** Data that is to leave the building, and data of others. In Dutch and English. */
export const EXFILTRATION: readonly Wording[] = [
  { reason: 'exfiltration', weight: 0.7, pattern: String.raw`https?://[^\s)]{1,120}(?:[?&#][^\s=]{0,24}=|/(?=[{[<]))(?:\{|\[|<|%7b|\$|"|'|\s{0,2}\+|(?:het_?|de_?|full_?)?(?:gesprek|geschiedenis|conversation|history|prompt|chat(?!gpt)|antwoord|summary|samenvatting|userdata|data\b|gegevens|secret|base64|encoded))` },
  { reason: 'exfiltration', weight: 0.65, pattern: String.raw`${EDGE}(?:(?:stuur|verzend|post|send|upload|exfiltrate|verstuur|lek|leak|forward|mail)\s{1,3}${GAP}(?:gesprek|geschiedenis|prompt|gegevens|history|conversation|data|inhoud|documenten|antwoorden|alles|everything)[^.!?\n]{0,60}(?:https?://|naar [^\s]{1,60}@|to [^\s]{1,60}@))` },
  { reason: 'exfiltration', weight: 0.65, pattern: String.raw`${EDGE}(?:(?:toon|maak|zet|voeg|render|show|include|embed|laad|open|bezoek|plaats|begin|eindig|append|add|insert)\s{1,3}${GAP}(?:plaatje|afbeelding|image|img|pixel|link|url|markdown)[^.!?\n]{0,80}(?:https?://|gesprek|geschiedenis|history|conversation|prompt))` },
  { reason: 'exfiltration', weight: 0.35, pattern: String.raw`!\[[^\]\n]{0,80}\]\s?\(\s?(?:https?:)?//[^)\s]{1,120}\?|<(?:iframe|script|object|embed)\b|<img\b[^>\n]{0,120}(?:src|onerror)` },
  { reason: 'exfiltration', weight: 0.65, pattern: String.raw`${EDGE}(?:mail|e-mail|stuur|verzend|verstuur|send|post|forward)\s{1,3}${GAP}[^\s@]{1,60}@[^\s]{1,60}\s{1,3}${GAP}(?:gesprek|geschiedenis|conversation|history|chat|prompt|gegevens|data|documenten)` },
  { reason: 'other-people', weight: 0.6, pattern: String.raw`${EDGE}(?:(?:geef|toon|laat|noem|vertel|lijst|show|give|list|reveal|print|tell|wat vroeg|wat vroegen|what did)\s{1,3}${GAP}(?:(?:vorige|andere|eerdere|alle) (?:gebruikers?|bezoekers?|klanten|gesprekken|inwoners)|(?:previous|other|all) (?:users?|visitors?|conversations?|chats?|customers?)|database|databank|logbestand(?:en)?|api[- ]?keys?|inloggegevens|credentials|wachtwoorden))` },
  { reason: 'other-people', weight: 0.55, pattern: String.raw`${EDGE}(?:welke|toon|geef|noem|deel|lijst|wat zijn|show|list|give)\s{1,3}${GAP}(?:gegevens|persoonsgegevens|adressen|bsn|bsn's|dossiers?|vragen|gesprekken|data|addresses)\s{1,3}(?:van|of) (?:andere|alle|mijn buren|de vorige|other|all)\s{0,3}(?:inwoners|gebruikers|bewoners|mensen|bezoekers|burgers|klanten|users|residents|people)?` },
  { reason: 'other-people', weight: 0.6, pattern: String.raw`${EDGE}(?:vorige|andere|eerdere|previous|other|last) (?:bezoekers?|gebruikers?|klanten?|users?|visitors?)\s{1,3}${GAP}(?:gevraagd|vroeg|vroegen|gezegd|besproken|asked|said|gesprekken|chatte)\b` },
];
