/** Parts of patterns that wordings in Dutch and English share. */

export const EDGE = String.raw`(?<![\p{L}\p{N}])`;
/** A few words between, none of them longer than a word is. */
export const GAP = String.raw`(?:[^\s]{1,24}\s{1,3}){0,5}?`;
export const NEAR = String.raw`(?:[^\s]{1,24}\s{1,3}){0,2}?`;
export const AI = '(?:ai|a\\.i\\.|taalmodel|llm|language model|chatbot|ai-assistent|ai assistant|ai-model|ai model)';
export const DROP_NL = String.raw`(?:negeer|vergeet|sla over|omzeil|overschrijf|schrap|wis|verwerp|doorbreek|overtreed|laat los|neem afstand van|hou(?:d)? (?:je )?niet (?:langer |meer )?aan|schakel uit|trek je niets aan van)`;
export const DROP_EN = String.raw`(?:ignore|disregard|forget|bypass|override|overrule|skip|drop|neglect|discard|violate|stop following|do not follow|don't follow)`;
export const RULES_NL = String.raw`(?:instructies?|opdracht(?:en)?|richtlijn(?:en)?|prompts?|regels|regel|beperkingen|restricties|aanwijzingen|voorschriften|systeemprompt|systeeminstructies?|bevelen|programmering|veiligheidsregels|veiligheidsfilters?|veiligheidsmaatregelen|moderatie|filters?|bericht(?:en)?|context)`;
export const RULES_EN = String.raw`(?:instructions?|rules?|guidelines?|prompts?|directives?|restrictions?|orders?|commands?|programming|safety (?:rules|guidelines|filters?)|filters?|constraints?|training|messages?|context)`;
export const WHOSE_NL = String.raw`(?:alle|alles|al|je|jouw|jullie|uw|vorige|voorgaande|eerdere|bovenstaande|voorafgaande|oude|deze|die|bestaande|huidige|systeem|interne|eigen|gegeven)`;
export const WHOSE_EN = String.raw`(?:all|any|your|previous|prior|above|earlier|preceding|former|existing|these|those|system|initial|original|every)`;
