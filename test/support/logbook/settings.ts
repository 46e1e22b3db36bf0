import { ACTIVITIES } from '../../../src/logbook/activities.ts';
import type { Making } from '../../../src/logbook/record.ts';
import type { LogbookSettings, Receiver } from '../../../src/logbook/rules.ts';
import { createPseudonyms } from '../../../src/logbook/pseudonym.ts';

const REGISTER = 'https://register.gemeente.example/verwerkingen';

export const activityUri = (activity: string) => `${REGISTER}/${activity}`;

export function logbookSettings(receiver?: Partial<Receiver>): LogbookSettings {
  return {
    receiver: receiver && { url: 'https://localhost/v1/traces', tls: {}, headers: {}, ...receiver },
    activities: Object.fromEntries(ACTIVITIES.map((one) => [one, activityUri(one)])) as LogbookSettings['activities'],
    subjectTypes: { conversation: 'urn:test:conversation', person: 'urn:test:person' },
    processors: new Map([['zaaksysteem', 'https://zaken.gemeente.example']]),
  };
}

export function makingWith(masterKey: Buffer, settings = logbookSettings()): Making {
  return { settings, pseudonyms: createPseudonyms(masterKey), resource: { 'service.name': 'balie', 'service.version': 'test' }, isTask: (assistant) => assistant.startsWith('taak:') };
}
