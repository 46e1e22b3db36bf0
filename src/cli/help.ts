import type { Command } from './command.ts';

/** The list of commands, a line each. */
export async function overview(load: readonly (() => Promise<Command>)[]): Promise<string> {
  const commands = await Promise.all(load.map((one) => one()));
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return ['Gebruik: balie OPDRACHT [OPTIES]', '', ...lines, '', 'Meer over een opdracht: balie OPDRACHT --help'].join('\n');
}

/** What options do, by name; an option that does something else in one command has its name before it. */
const explained: Readonly<Record<string, string>> = {
  actions: 'wat iemand daarna kan doen: "tekst | adres", elk op een eigen regel',
  admin: 'sleutel van een beheerder, die ook sleutels beheert',
  'no-admin': 'neemt het beheren weer af',
  review: 'sleutel waarmee iemand antwoorden leest en beoordeelt',
  'no-review': 'neemt het beoordelen weer af',
  all: 'alles wat mislukt is',
  assistant: 'welke assistent antwoordt',
  assistants: 'voor welke assistenten, met komma’s ertussen, of * voor alle',
  anchor: 'bestand met controlepunten die elders bewaard zijn; mag vaker',
  attention: 'alleen documenten waar iets mee is',
  audience: 'voor wie: resident (iedereen) of employee (medewerkers)',
  baseline: 'vergelijkt met een eerdere meting',
  collection: 'in welke collectie',
  collections: 'voor welke collecties, met komma’s ertussen',
  language: 'alleen documenten in deze taal, zoals nl of en; mag vaker',
  'dry-run': 'proef: laat zien wat er zou gebeuren en slaat niets op',
  key: 'bestand met de geheime sleutel voor reservekopieën',
  'backup key': 'bestand met een openbare sleutel (bij verify: de geheime); mag vaker',
  erasures: 'export van een nieuwer logboek: wat daarin gewist is, wordt opnieuw gewist',
  finish: 'doet wat na het terugzetten niet lukte, of bij een afbreken nog niet was gedaan',
  try: 'probeert het uit in een database die daarna weg is',
  into: 'bestand met het adres (postgres://…) van een lege database voor de proef',
  expect: 'het kenmerk dat eerder is getoond',
  sovereignty: 'toont elke plaats waarmee de balie praat, waarvoor, en of die buiten het gebouw is',
  expires: 'laatste dag dat de sleutel geldt',
  from: 'vanaf dit nummer van het logboek',
  group: 'organisatie of team waarvan de sleutels grenzen delen',
  explain: 'toont elke passage met haar plaats en tekst',
  failed: 'alleen wat mislukt is',
  limit: 'hoogstens zoveel passages',
  'evaluate limit': 'alleen zoveel vragen, van voren af',
  documents: 'map die ook gelezen wordt',
  kind: 'alleen vragen van deze soorten, met komma’s ertussen',
  published: 'meet wat in Beheer is gepubliceerd, niet wat de bestanden zeggen',
  'diligence assistant': 'alleen deze assistent meten',
  'factsheet reason': 'waarom u publiceert; zonder namen',
  'factsheet format': 'json, yaml of csv (zoals het Algoritmeregister)',
  report: 'schrijft een verslag als webpagina (HTML)',
  exception: 'waarom de assistent aan mag terwijl er iets ontbreekt: 20 tot 500 tekens, voor iedereen te lezen',
  until: 'laatste dag van de uitzondering (JJJJ-MM-DD)',
  message: 'tekst op de gesloten balie',
  run: 'stelt de vraag opnieuw en toont wat er anders is',
  models: 'voor welke modellen, met komma’s ertussen, of * voor alle',
  name: 'naam die voor de documenten uit deze map komt',
  'keys name': 'van wie de sleutel is',
  'out-of-scope': 'vragen die nergens beantwoord worden',
  for: 'nummer van het account dat een passkey erbij krijgt',
  'people name': 'hoe de nieuwe medewerker heet',
  roles: 'rollen van het nieuwe account, met komma’s ertussen (employee heeft iedereen)',
  out: 'bestand waarin het komt; zonder dit gaat het naar het scherm',
  opening: 'nummer van de inzage die is goedgekeurd',
  overlap: 'zo lang werkt de oude sleutel nog: 30m, 12u of 7d',
  owner: 'het team dat het document bijhoudt',
  'remove-missing': 'verwijdert wat niet meer in de bron staat, ook als dat veel is',
  'requests-per-minute': 'hoogstens zoveel verzoeken per minuut (geen: zonder grens)',
  'review-by': 'dag waarvoor het nagekeken moet zijn',
  'review-due': 'alleen wat nagekeken moet worden',
  'tokens-per-day': 'hoogstens zoveel tokens per dag (geen: zonder grens)',
  'tokens-per-month': 'hoogstens zoveel tokens per maand (geen: zonder grens)',
  title: 'de titel die bewoners zien',
  to: 'tot en met dit nummer van het logboek',
  url: 'het openbare adres van het document',
  'valid-from': 'eerste dag dat het geldt',
  'valid-until': 'laatste dag dat het geldt',
  variant: 'welke manieren van zoeken, met komma’s ertussen',
  vectors: 'bestand waarin vectoren worden bewaard',
  'write-baseline': 'schrijft de meting op om later mee te vergelijken',
};

/** What one command does, how it is called and which options it has. */
export function commandHelp({ name, usage, summary, options }: Command): string {
  const rows = Object.entries(options).map(([option, { type, default: standard }]) => {
    const value = type === 'string' ? ' WAARDE' : '';
    const words = explained[`${name} ${option}`] ?? explained[option] ?? '';
    const usual = standard === undefined || standard === false ? '' : ` (standaard: ${String(standard)})`;
    return { left: `  --${option}${value}`, right: `${words}${usual}`.trim() };
  });
  rows.push({ left: '  --json', right: 'uitvoer als JSON' }, { left: '  --help', right: 'deze uitleg' });
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  return [
    `Gebruik: balie ${name} ${usage}`.trimEnd(),
    '',
    summary,
    '',
    'Opties:',
    ...rows.map(({ left, right }) => `${left.padEnd(width)}${right}`.trimEnd()),
    '',
    'Uitkomst: 0 gelukt, 1 niet gelukt, 2 verkeerd gebruikt.',
  ].join('\n');
}
