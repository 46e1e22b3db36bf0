import { expect, test } from 'vitest';
import { canonical } from '../../src/audit/canonical.ts';
import type { Facts } from '../../src/audit/chain.ts';
import type { Origin } from '../../src/audit/origin.ts';

const PERSON = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';
const KEY = '4f1c9a02b7e35d68';
const AT_DESK: Origin = { channel: 'desk', network: '192.0.2.0/24' };
const IN_CONSOLE: Origin = { channel: 'console', network: '192.0.2.0/24' };

test.each<[kind: string, facts: Facts, origin: Origin | undefined, told: object]>([
  // Of residents nothing is known, nor of where they are.
  ['turn.received', { assistant: 'loket' }, AT_DESK, { actor: { type: 'resident' }, object: { type: 'turn', id: 't' }, result: 'done', origin: { channel: 'desk' } }],
  ['turn.received', { assistant: 'collega', person: PERSON }, { channel: 'work', network: '192.0.2.0/24' }, { actor: { type: 'person', id: PERSON }, origin: { channel: 'work' } }],
  ['turn.received', { assistant: 'loket', key: KEY }, undefined, { actor: { type: 'key', id: KEY }, origin: { channel: 'api' } }],
  ['turn.ended', { outcome: 'abstained' }, AT_DESK, { actor: { type: 'system' }, result: 'abstained', origin: { channel: 'system' } }],
  ['turn.feedback', { helpful: false }, AT_DESK, { actor: { type: 'resident' } }],
  ['conversation.erased', { conversation: 'c', by: 'asker' }, AT_DESK, { actor: { type: 'resident' }, object: { type: 'conversation', id: 'c' }, origin: { channel: 'desk' } }],
  ['conversation.erased', { conversation: 'c', by: 'asker', person: PERSON }, { channel: 'work' }, { actor: { type: 'person', id: PERSON } }],
  ['key.made', { key: KEY, byUser: 'jan' }, undefined, { actor: { type: 'user', id: 'jan' }, object: { type: 'key', id: KEY }, result: 'done', origin: { channel: 'cli' } }],
  ['key.revoked', { key: KEY, byKey: PERSON }, IN_CONSOLE, { actor: { type: 'person', id: PERSON }, origin: IN_CONSOLE }],
  ['key.revoked', { key: KEY, byKey: KEY }, { channel: 'api' }, { actor: { type: 'key', id: KEY }, origin: { channel: 'api' } }],
  ['key-group.made', { group: 'Zuid', byPerson: PERSON }, undefined, { object: { type: 'key-group', id: 'Zuid' } }],
  ['login.refused', { cause: 'login-step' }, { channel: 'work', network: '2001:db8:1::/48' }, { actor: { type: 'person' }, result: 'refused', origin: { channel: 'work', network: '2001:db8:1::/48' } }],
  ['login.opened', { key: '4f1c9a02b7e35d68' }, IN_CONSOLE, { actor: { type: 'key', id: '4f1c9a02b7e35d68' }, object: { type: 'login', id: '4f1c9a02b7e35d68' } }],
  ['login.opened', { person: PERSON }, IN_CONSOLE, { actor: { type: 'person', id: PERSON }, object: { type: 'login', id: PERSON } }],
  ['passkey.added', { person: PERSON, passkey: 'x', byInvitation: true }, undefined, { actor: { type: 'person', id: PERSON }, object: { type: 'passkey', id: PERSON } }],
  ['review.opened', { turn: 'vraag', byKey: PERSON }, IN_CONSOLE, { object: { type: 'review', id: 'vraag' } }],
  ['handover.failed', { handover: 'h', way: 'email' }, undefined, { actor: { type: 'system' }, object: { type: 'handover', id: 'h' }, result: 'failed' }],
  ['share.made', { share: 's', byKey: PERSON }, undefined, { origin: { channel: 'work' } }],
])('%s %j of %j is told as anybody would', (kind, facts, origin, told) => {
  expect(canonical({ kind, facts, origin, ...(kind.startsWith('turn.') && { turnId: 't' }) })).toMatchObject(told);
  expect(JSON.stringify(canonical({ kind: 'turn.received', facts: {}, origin: AT_DESK }))).not.toContain('192');
});
