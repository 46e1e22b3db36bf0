import type { RecordedAct } from '../../audit/management-log.ts';

const KINDS: Readonly<Record<string, string>> = {
  'key.made': 'sleutel gemaakt',
  'key.changed': 'sleutel veranderd',
  'key.rotated': 'sleutel vervangen',
  'key.revoked': 'sleutel ingetrokken',
  'key-group.made': 'groep gemaakt',
  'key-group.changed': 'groep veranderd',
  'backend.changed': 'modelserver ingesteld',
  'backend.removed': 'modelserver weggehaald',
  'model.changed': 'model ingesteld',
  'model.removed': 'model weggehaald',
  'turn.judged': 'antwoord beoordeeld',
  'review.opened': 'antwoord gelezen',
  'own-case.made': 'toetsvraag gemaakt',
  'own-case.changed': 'toetsvraag veranderd',
  'own-case.removed': 'toetsvraag verwijderd',
  'replay.read': 'vraag teruggelezen',
  'replay.run': 'vraag teruggelezen en opnieuw gesteld',
};

const moment = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });

/** One line about an act: when, what, by whom, and what it was and became. */
export function actLine({ number, at, kind, facts }: RecordedAct): string {
  const { key, group, name, turn, case: ownCase, byKey, byUser, from, to, isRenamed, ...more } = facts;
  const isOfGroup = kind.startsWith('key-group.');
  const rest = isOfGroup ? more : { group, ...more };
  return [
    String(number), moment.format(new Date(at)), KINDS[kind] ?? kind, text(name ?? turn ?? ownCase ?? (isOfGroup ? group : key)),
    byKey === undefined ? `door ${text(byUser)} op de opdrachtregel` : `door sleutel ${text(byKey)}`,
    ...(isRenamed === true ? ['andere naam'] : []),
    ...Object.entries(entriesOf(to)).map(([field, value]) => `${field}: ${from === undefined ? '' : `${text(entriesOf(from)[field])} > `}${text(value)}`),
    ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([field, value]) => `${field}: ${text(value)}`),
  ].join('  ');
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'geen';
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
