import { EDGE, GAP, NEAR } from './parts.ts';
import type { Wording } from './wording.ts';

/**
 * What an assistant was told, what binds it and who decides over it: matters of its own, of which a question for a municipality has
 * nothing to say. In Dutch and English; a person is "u" or "ik" in a question, an assistant "je" or "you".
 */
const YOU = '(?:jij|je|jou|you)';
const YOUR = '(?:je|jouw|your)';
const TOLD = '(?:kreeg|kreegt|gekregen|krijgt|meekreeg|meegekregen|ingefluisterd|ingegeven|ingeprent|opgedragen|opgelegd|meegegeven|geleerd|voorgezegd|verteld|gezegd|handed|given|told|fed|received|got|taught)';
const BEFORE = '(?:vooraf|tevoren|tot nu toe|tot nog toe|hiervoor|eerder|aan het begin|bij de start|bij het begin|bij aanvang|(?:voor|vóór|voordat) (?:mijn|dit|deze|ik|het) ?(?:eerste)?|at (?:the )?(?:start|startup|beginning|outset)|before (?:this|my|we|i)|beforehand|earlier|so far|up front|initially)';
const INNER = '(?:systeem|system|verborgen|geheime|hidden|secret|oorspronkelijke|originele|original|initiële|initial|onderliggende|underlying)';
const PAPER = '(?:tekst|text|bericht|message|instelling(?:en)?|settings?|configuratie|config(?:uration)?|brief|briefing|opdracht|aanwijzing(?:en)?|notities|notes|instructies?|instructions?|handleiding|handboek|manual)';
const RULES = '(?:regels?|richtlijn(?:en)?|beperking(?:en)?|instructies?|grenzen|rules?|guidelines?|constraints?|restrictions?|limits?|instructions?|guardrails?|policies)';
const LIMITLESS = '(?:(?:zonder|geen|without|no|sans|sin|ohne|senza|bez)(?: (?:enig|enige|enkele|any|de|je|all|aucune|ninguna?|jegliche))? (?:filters?|beperking(?:en)?|restricties|remmen|regels|grenzen|censuur|guardrails?|restrictions?|limits?|limitations?|rules|censorship|restriction|restricción|einschränkung(?:en)?))';
const ACTOR = '(?:assistent|assistant|bot|chatbot|robot|ai|model|taalmodel|versie|version|tweeling(?:broer|zus)?|twin|agent|ambtenaar|personage|character|persona)';

export const ITS_OWN: readonly Wording[] = [
  // What it was told before.
  { reason: 'reveal-prompt', weight: 0.6, pattern: String.raw`${EDGE}${YOU}\s{1,3}${GAP}${BEFORE}\s{1,3}${NEAR}${TOLD}(?!\p{L})|${EDGE}${YOU}\s{1,3}${GAP}${TOLD}\s{1,3}${NEAR}${BEFORE}(?!\p{L})|${EDGE}${BEFORE}\s{1,3}${NEAR}${YOU}\s{1,3}${NEAR}${TOLD}(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.55, pattern: String.raw`${EDGE}${INNER}(?:[ _-]?(?:e|se)? ?|_)${PAPER}(?!\p{L})\s{0,3}["'=:(]|${EDGE}(?:system|systeem)[_-]?(?:prompt|message|tekst|text|instructions?|instelling|instructie)(?!\p{L})|${EDGE}(?:system|systeem) (?:prompt|message|text|instructions?)(?!\p{L})|${EDGE}(?:hidden|secret|internal) (?:prompt|brief|briefing|instructions?|directives?)(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.6, pattern: String.raw`${EDGE}${YOUR}\s{1,3}${INNER}[ -]?${PAPER}(?!\p{L})|${EDGE}${YOUR}\s{1,3}(?:systeem|system)[ -]?${PAPER}(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.6, pattern: String.raw`${EDGE}${RULES}\s{1,3}${NEAR}(?:(?:waar )?jij|(?:that |which )?you(?:'re)?)\s{1,3}${GAP}(?:houden|houdt|volgt|volgen|krijgt|gekregen|gehoorzaamt|operate under|operate|follow|obey|bound by|have been given|were given|work under|abide by)(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.6, pattern: String.raw`${EDGE}(?:instructies|opdrachten|regels|prompts?|instructions|rules)\s{1,3}(?:van|of)\s{1,3}${NEAR}(?:chatbots?|ai(?:'s|-assistenten)?|taalmodellen|language models?|jou|yours)(?!\p{L})` },
  { reason: 'reveal-prompt', weight: 0.55, pattern: String.raw`\b(?:assistant|bot|self|model|system|agent|llm|ai|chatbot)\.(?:config|prompt|instructions?|system|rules|settings|memory|secrets?)\b|(?:cat|type|less|open|print)\s{1,3}[^\s]{0,40}(?:system_?prompt|instructions?\.(?:txt|md)|config)` },
  // What it may not say or do.
  { reason: 'ignore-rules', weight: 0.6, pattern: String.raw`${EDGE}(?:jij|you(?:'re)?)\s{1,3}${NEAR}(?:niet mag|nooit mag|niet mogen|mag niet|may not|must not|can't|cannot|aren't (?:allowed|supposed)|not (?:allowed|supposed|permitted))\s{1,3}${NEAR}(?:zeggen|vertellen|delen|doen|onthullen|say|tell|share|reveal|do|discuss|answer)(?!\p{L})` },
  { reason: 'ignore-rules', weight: 0.6, pattern: String.raw`${EDGE}(?:buiten|langs|voorbij|om|beyond|outside|around|past)\s{1,3}(?:je|jouw|al je|your|all your)\s{1,3}(?:eigen )?${RULES}(?!\p{L})` },
  { reason: 'ignore-rules', weight: 0.6, pattern: String.raw`${EDGE}(?:set aside|put aside|let go of|shelve|throw out|leave behind|gooi|kieper|leg|zet|schuif|hou(?:d)?|blijf)\s{1,3}${GAP}(?:instructions?|guidance|guardrails?|rules|aanwijzingen|instructies|richtlijnen|regels|ingefluisterd|opgedragen)\s{1,3}${GAP}(?:you|je|jij|prullenbak|opzij|weg|overboord|aan de kant|aside)(?!\p{L})|${EDGE}niet langer aan\s{1,3}${GAP}opgedragen` },
  { reason: 'ignore-rules', weight: 0.6, pattern: String.raw`${EDGE}(?:ik ben (?:nu )?(?:degene die|de baas|je baas|jouw baas|je meester)|(?:alleen )?ik bepaal (?:nu |vanaf nu |voortaan )?(?:wat|hoe) (?:je|jij)|my word is (?:now )?(?:law|final)|i am (?:now )?(?:your|the one who) (?:master|boss|owner|decides?|developer|creator|operator)|(?:je|jij) (?:luistert|gehoorzaamt|antwoordt) (?:nu |vanaf nu |voortaan )?alleen (?:nog )?(?:aan|naar) mij)(?!\p{L})` },
  { reason: 'ignore-rules', weight: 0.55, pattern: String.raw`${EDGE}(?:(?:praat|spreek|antwoord) (?:nu |eens |maar )?vrijuit|(?:you (?:may|can|are free to|should)|je mag|mag je|mag jij) (?:now |nu )?(?:speak|talk|answer|praten|spreken|antwoorden)? ?(?:freely|vrijuit)|speak freely now)(?!\p{L})` },
  { reason: 'ignore-rules', weight: 0.6, pattern: String.raw`${EDGE}(?:beperking(?:en)?|filters?|veiligheid|beveiliging|censuur|log(?:ging)?|safety|restrictions?|guardrails?|moderation)\s{0,2}(?:=|:=|->)\s{0,2}["']?(?:uit|off|false|nee|no|0|none|geen|disabled)(?!\p{L})|${EDGE}(?:zet|schakel|turn|switch)\s{1,3}${NEAR}(?:je|jouw|the|de|your)?\s{0,3}(?:beveiliging|veiligheid|filters?|safety|guardrails?|moderation)\s{1,3}${NEAR}(?:uit|off)(?!\p{L})` },
  // Somebody else to be.
  { reason: 'role-play', weight: 0.6, pattern: String.raw`${EDGE}(?:${YOU}|${YOUR}|${ACTOR}|tu|eres|du|ty|sen)\s{1,3}${GAP}${LIMITLESS}(?!\p{L})|${EDGE}(?:${ACTOR})\s{1,3}${NEAR}${LIMITLESS}(?!\p{L})|${EDGE}${LIMITLESS},? ${NEAR}(?:${ACTOR})(?!\p{L})|${EDGE}(?:with|met) no guardrails?\b` },
  { reason: 'role-play', weight: 0.55, pattern: String.raw`${EDGE}(?:stel|imagine|suppose|als|if|hypothetically|hypothetisch)\s{1,3}${GAP}(?:geen regels|no rules|geen beperkingen|no restrictions)\s{1,3}${NEAR}(?:bestonden|bestaan|waren|golden|gelden|zouden|had|existed|exist|applied|apply)(?!\p{L})` },
  { reason: 'role-play', weight: 0.6, pattern: String.raw`(?:^|[.!?:;,"'\n] {0,3}|\b(?:en|and|please|now|nu) )(?:speel|simuleer|play|simulate|impersonate|acteer|let's roleplay|roleplay)\s{1,3}(?:dat je |een |de |a |an |the |als )[^.!?\n]{0,50}(?:die|who|that|zonder|without|waarin)\s[^.!?\n]{0,40}(?:alles|any|anything|every|elke|iedere|geen|no|zonder|mag|may)(?!\p{L})` },
  { reason: 'role-play', weight: 0.55, pattern: String.raw`${EDGE}(?:like you|zoals jij|als jij)\s[^.!?\n]{0,40}(?:leak(?:ed|s)?|lekt(?:e)?|onthul\p{L}{0,3}|reveal(?:ed|s)?|prijsgeeft|verklap\p{L}{0,2})(?!\p{L})` },
  // Work that is given in a roundabout way.
  { reason: 'encoded', weight: 0.6, pattern: String.raw`${EDGE}(?:decodeer|decode|ontcijfer|decrypt|decrypteer|vertaal|translate|keer om|unscramble|draai om|base64|hex|rot-?13|lees alleen de (?:hoofdletters|eerste letters))(?!\p{L})[^\n]{0,160}(?:voer\s{1,3}${NEAR}uit|doe (?:precies |dan |daarna )?(?:wat er staat|het|dat)|volg (?:het|dat|die|op)|gehoorzaam|and (?:then )?(?:execute|follow|obey|do (?:it|that|what))|run it|carry it out)(?!\p{L})` },
  { reason: 'split-turns', weight: 0.55, pattern: String.raw`${EDGE}(?:plak|voeg|zet|combineer|combine|join|concatenate|put|merge)\s{1,3}${GAP}(?:aan elkaar|samen|achter elkaar|bij elkaar|together)\s{1,3}${GAP}(?:doe|voer|volg|execute|do|follow|obey|run)(?!\p{L})` },
];
