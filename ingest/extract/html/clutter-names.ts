/** Prefixes that design systems (NL Design System and its communities) and content systems put before a part's name. */
const prefix =
  /^(?:utrecht|denhaag|rvo|rhc|ams|amsterdam|rotterdam|nlds|nl|todo|block|region|view|views|paragraph|field|c|o|l|m)-/;

const exact = new RegExp(
  `^(?:${[
    'cookies?(?:-?(?:bar|banner|notice|consent|melding|wall|popup|dialog|message|layer|settings))?',
    'bread-?crumbs?(?:-?(?:nav|list|block|trail|navigation))?|system-breadcrumb-block|kruimelpad|broodkruimel(?:pad)?',
    'skip(?:-?(?:links?|nav|to-?content))?',
    '(?:main|sub|top|side|mobile|mega|hoofd|zij|hamburger)?-?menu(?:-block)?',
    '(?:main|sub|top|side|site)?-?(?:navigation|navbar|nav)|nav-bar|in-?page-?nav(?:igation)?|navigatie',
    'side-?bar(?:-(?:first|second|left|right|nav))?',
    'print_pagina|print-?(?:page|link|button)',
    'social(?:-?(?:media|share|sharing|links|icons|buttons))?',
    '(?:page-?)?shar(?:e|ing)(?:-?(?:links|buttons|bar|page|this|icons))?|addtoany|a2a_kit|addthis(?:_toolbox)?',
    'deel(?:-?(?:deze-?)?pagina|-?knoppen|-?opties)?|delen',
    'related(?:-?(?:links|content|pages|items|articles|info|news))?|gerelateerd(?:e-?\\w+)?|zie-?ook',
    '(?:site|page|global)-?(?:footer|header)|footer|voettekst|paginavoet',
    '(?:site-?)?search(?:-?(?:form|box|bar|block|block-form|field))?|zoek(?:-?(?:en|formulier|balk|box|veld))?|exposed-form',
    'back-?to-?top|naar-?boven|terug-?naar-?boven',
    'pager|pagination|paginering',
    'language-?(?:switch(?:er)?|select(?:or)?)|taalkeuze',
    'feedback(?:-?(?:form|block|widget))?|page-?feedback|paginafeedback|pagina-?waardering|rating',
    'rsbtn|readspeaker(?:-?button)?|rs_skip|lees-?voor|voorlezen',
  ].join('|')})$`,
);

/** Cookie banners of third parties name all their parts. */
const thirdParty = /^(?:cybotcookiebot|onetrust|ot-sdk|cc-(?:window|banner|revoke)|klaro|usercentrics|cookiefirst|tarteaucitron)/;

/** The pages of a site are full of the same names, each looked at several times. */
const known = new Map<string, boolean>();
const maxKnown = 5_000;

/** Whether a class or id names a part around the content: a menu, a cookie bar, buttons to share a page. */
export function isClutterName(raw: string): boolean {
  if (raw === '' || raw.length > 60) return false;
  let is = known.get(raw);
  if (is === undefined) {
    is = namesClutter(raw);
    if (known.size >= maxKnown) known.clear();
    known.set(raw, is);
  }
  return is;
}

function namesClutter(raw: string): boolean {
  const name = raw.toLowerCase();
  if (thirdParty.test(name)) return true;
  // `utrecht-breadcrumb-nav__list--html`: the block counts, not its elements and variants.
  const block = name.split(/__|--/, 1)[0] ?? '';
  return exact.test(block) || exact.test(block.replace(prefix, ''));
}

/** Headings above what a page says about itself or about other pages. */
export const clutterHeading = new RegExp(
  `^(?:${[
    'deel (?:deze pagina|dit(?: artikel| bericht)?|op|via)|delen|volg ons',
    '(?:zie|lees|bekijk) ook|gerelateerd|related|meer over dit onderwerp|verwante (?:onderwerpen|pagina)',
    '(?:was|is) deze (?:informatie|pagina)|heeft (?:deze (?:informatie|pagina)|u gevonden)|hebt u gevonden',
    'vond u (?:deze|wat)|kon u vinden|bent u geholpen|help ons (?:deze|de) (?:website|pagina)',
    'cookies? op (?:deze|onze)|wij gebruiken cookies|deze (?:web)?site gebruikt cookies',
    'kruimelpad|u bent hier|snel naar|in dit onderdeel',
  ].join('|')})`,
  'i',
);
