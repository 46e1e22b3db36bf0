import { describe, expect, test } from 'vitest';
import { readEntry } from '../../../src/logbook/entry.ts';
import { exportRequest } from '../../../src/logbook/otlp/request.ts';
import { createPseudonyms } from '../../../src/logbook/pseudonym.ts';
import { type Known, recordOf } from '../../../src/logbook/record.ts';
import { activityUri, makingWith } from '../../support/logbook/settings.ts';

const masterKey = Buffer.alloc(32, 7);
const making = makingWith(masterKey);
const pseudonyms = createPseudonyms(masterKey);
const TURN = '6f1c1f4e-0000-4000-8000-000000000001';
const TALK = '6f1c1f4e-0000-4000-8000-000000000002';
const PERSON = '6f1c1f4e-0000-4000-8000-000000000003';
const CALL = '6f1c1f4e-0000-4000-8000-000000000004';
const HANDOVER = '6f1c1f4e-0000-4000-8000-000000000005';
const AT = '2026-11-27T10:00:00.000Z';
const MS = Date.parse(AT);
const TRACE = { id: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7', parent: '53995c3f42cd8ad8' };

const entry = (kind: string, facts: object, more: object = {}) => readEntry({ number: 9, body: JSON.stringify({ number: 9, at: new Date(MS + 4_200).toISOString(), kind, facts, ...more }) });
const received = (facts: object) => readEntry({ number: 8, body: JSON.stringify({ number: 8, at: AT, kind: 'turn.received', turnId: TURN, facts }) });
const knowing = (receipt?: ReturnType<typeof received>): Known => ({ receipt: (id) => (id === '' ? undefined : receipt), conversationOf: (id) => (id === HANDOVER ? TALK : undefined) });
const ended = (facts: object, receiptFacts: object = { assistant: 'loket', conversationId: TALK }) => recordOf(entry('turn.ended', facts, { turnId: TURN }), knowing(received(receiptFacts)), making);
const attributes = (record: ReturnType<typeof ended>) => record?.attributes ?? {};

describe('the record of a turn', () => {
  test('of a resident names the activity and a pseudonym of the conversation, from receipt to end', () => {
    const record = ended({ outcome: 'answered', durationMs: 4_200, model: 'x' });
    expect(record).toEqual({
      ...pseudonyms.spans(TURN), status: 'Ok', name: 'Vraag van een inwoner beantwoorden', startTime: MS, endTime: MS + 4_200, entry: 9,
      resource: { attributes: { 'service.name': 'balie', 'service.version': 'test' } },
      attributes: {
        'dpl.core.processing_activity_id': activityUri('turn-resident'),
        'dpl.core.data_subject_id': pseudonyms.of('conversation', TALK),
        'dpl.core.data_subject_id_type': 'urn:test:conversation',
      },
    });
    expect(JSON.stringify(record)).not.toContain(TALK);
  });

  test('of an employee or a task is about them, in activities of their own', () => {
    const own = attributes(ended({ outcome: 'answered' }, { assistant: 'intern', conversationId: TALK, person: PERSON }));
    expect(own).toMatchObject({ 'dpl.core.processing_activity_id': activityUri('turn-employee'), 'dpl.core.data_subject_id': pseudonyms.of('person', PERSON), 'dpl.core.data_subject_id_type': 'urn:test:person' });
    expect(attributes(ended({ outcome: 'answered' }, { assistant: 'taak:brief', conversationId: TALK, person: PERSON }))).toMatchObject({ 'dpl.core.processing_activity_id': activityUri('task-run') });
  });

  test('stands in the trace that it came in with, beneath who called', () => {
    const record = ended({ outcome: 'answered' }, { assistant: 'loket', conversationId: TALK, trace: TRACE });
    expect(record).toMatchObject({ traceId: TRACE.id, spanId: TRACE.span, parentSpanId: TRACE.parent });
    for (const trace of [{ ...TRACE, id: 'x' }, { ...TRACE, span: "'; --" }, 'text', null, [1]]) expect(ended({ outcome: 'answered' }, { assistant: 'loket', trace }), JSON.stringify(trace)).toMatchObject(pseudonyms.spans(TURN));
  });

  test.each([
    [{ outcome: 'answered' }, 'Ok', undefined],
    [{ outcome: 'quoted' }, 'Ok', undefined],
    [{ outcome: 'abstained' }, 'Unset', undefined],
    [{ outcome: 'interrupted', durationMs: 80 }, 'Ok', undefined],
    [{ outcome: 'interrupted', durationMs: 0 }, 'Error', 'process-gone'],
    [{ outcome: 'interrupted', durationMs: 80, reason: 'desk-closed' }, 'Error', 'desk-closed'],
    [{ outcome: 'failed', reason: 'model-unavailable' }, 'Error', 'model-unavailable'],
    [{ outcome: 'failed' }, 'Error', 'failed'],
    [{ outcome: 'nieuw' }, 'Unset', undefined],
  ])('that ended with %o is %s', (facts, status, type) => {
    const record = ended(facts);
    expect([record?.status, attributes(record)['exception.type']]).toEqual([status, type]);
  });

  test('never ends before it began, though a clock went back', () => {
    const record = recordOf(readEntry({ number: 9, body: JSON.stringify({ at: '2026-11-27T09:00:00Z', kind: 'turn.ended', turnId: TURN, facts: {} }) }), knowing(received({ conversationId: TALK })), making);
    expect([record?.startTime, record?.endTime]).toEqual([MS, MS]);
  });
});

describe('the record of anything else', () => {
  test('a call of a program names the application behind its key, and nobody', () => {
    const receipt = received({ key: 'zaaksysteem', model: 'm', kind: 'chat', trace: TRACE });
    const record = recordOf(entry('call.ended', { outcome: 'failed', reason: 'model-silent' }, { callId: CALL }), knowing(receipt), making);
    expect(record).toMatchObject({ status: 'Error', traceId: TRACE.id, parentSpanId: TRACE.parent });
    expect(attributes(record)).toEqual({ 'dpl.core.processing_activity_id': activityUri('program-call'), 'dpl.core.foreign_operation.processor': 'https://zaken.gemeente.example', 'exception.type': 'model-silent' });
  });

  test.each([
    ['handover.requested', { handover: HANDOVER, conversation: TALK }, 'handover', 'conversation', TALK],
    ['handover.sent', { handover: HANDOVER, way: 'email' }, 'handover', 'conversation', TALK],
    ['share.made', { conversation: TALK, byKey: PERSON }, 'sharing', 'person', PERSON],
    ['login.opened', { person: PERSON }, 'account', 'person', PERSON],
    ['person.disabled', { person: PERSON, byUser: 'root' }, 'account', 'person', PERSON],
    ['avg.registered', { request: '1', person: PERSON }, 'avg-request', 'person', PERSON],
  ] as const)('%s', (kind, facts, activity, type, id) => {
    const record = recordOf(entry(kind, facts), knowing(), making);
    expect(attributes(record)).toMatchObject({ 'dpl.core.processing_activity_id': activityUri(activity), 'dpl.core.data_subject_id': pseudonyms.of(type, id) });
    expect([record?.startTime, record?.endTime]).toEqual([MS + 4_200, MS + 4_200]);
  });

  test.each([['turn.feedback', 'feedback'], ['review.opened', 'opening'], ['turn.judged', 'opening'], ['opening.looked', 'opening'], ['turn.erased', 'erasure'], ['turn.corrected', 'avg-request']])('%s is about who asked', (kind, activity) => {
    const record = recordOf(entry(kind, { turn: TURN, byKey: PERSON }), knowing(received({ conversationId: TALK })), making);
    expect(attributes(record)).toMatchObject({ 'dpl.core.processing_activity_id': activityUri(activity), 'dpl.core.data_subject_id': pseudonyms.of('conversation', TALK) });
    // Who looked is an employee: that is in the audit log.
    expect(JSON.stringify(record)).not.toContain(pseudonyms.of('person', PERSON));
  });

  test('turns of one conversation that are erased at once are one record', () => {
    const erased = (id: string) => recordOf(entry('turn.erased', { by: 'asker' }, { turnId: id }), knowing(received({ conversationId: TALK })), making);
    expect(erased(TURN)?.spanId).toBe(erased(CALL)?.spanId);
    expect(erased(TURN)?.again).toBeUndefined();
    expect(recordOf(entry('conversation.erased', { by: 'asker', conversation: TALK }), knowing(), making)?.spanId).toBe(erased(TURN)?.spanId);
  });

  test('there is none of what is about nobody, or only begins', () => {
    for (const [kind, facts] of [['turn.received', { conversationId: TALK }], ['call.received', {}], ['key.made', { key: 'a' }], ['login.refused', { cause: 'x' }], ['login.opened', { key: 'a' }], ['desk.off', {}], ['chain.opened', {}]] as const) expect(recordOf(entry(kind, facts), knowing(), making), kind).toBeUndefined();
  });

  test.each(['', 'null', '[]', '"x"', '{"kind":7,"facts":[],"at":{}}', '{"kind":"turn.ended","turnId":"; DROP","facts":{"outcome":{}}}', '{"kind":"handover.sent","facts":{"handover":"no-id"}}'])('an entry that is %s takes nothing down', (body) => {
    const record = recordOf(readEntry({ number: 3, body }), knowing(), making);
    expect(record?.attributes['dpl.core.data_subject_id']).toBeUndefined();
  });
});

test('nothing in a record is what somebody wrote: seeded in each fact, it is in none', () => {
  const phrase = 'Jan Jansen uit de Dorpsstraat';
  const facts = { outcome: 'failed', assistant: phrase, conversationId: TALK, question: phrase, name: phrase, model: phrase, answer: phrase, trace: { ...TRACE, parent: phrase } };
  for (const kind of ['turn.ended', 'turn.feedback', 'handover.requested', 'login.opened', 'avg.registered', 'content.erased']) {
    const record = recordOf(entry(kind, { ...facts, handover: HANDOVER, person: PERSON }, { turnId: TURN }), knowing(received(facts)), making);
    expect(record, kind).toBeDefined();
    expect(JSON.stringify(record), kind).not.toContain('Jansen');
  }
});

test('a pseudonym is always the same for one, another for each, and another with another key', () => {
  const other = createPseudonyms(Buffer.alloc(32, 8));
  const all = [pseudonyms.of('conversation', TALK), pseudonyms.of('person', TALK), pseudonyms.of('conversation', TURN), other.of('conversation', TALK)];
  expect(new Set(all).size).toBe(4);
  expect(createPseudonyms(masterKey).of('conversation', TALK)).toBe(all[0]);
  expect(all.every((one) => /^[0-9a-f]{64}$/.test(one))).toBe(true);
});

test('a request of OTLP has ids in hexadecimal, and numbers of 64 bits as text', () => {
  const record = ended({ outcome: 'failed' }, { assistant: 'loket', conversationId: TALK, trace: TRACE });
  if (record === undefined) throw new Error('no record');
  const { resourceSpans } = JSON.parse(exportRequest([record, record], { name: 'balie', version: '1' })) as { resourceSpans: { resource: unknown; scopeSpans: { scope: unknown; spans: unknown[] }[] }[] };
  expect(resourceSpans).toHaveLength(1);
  expect(resourceSpans[0]?.resource).toEqual({ attributes: [{ key: 'service.name', value: { stringValue: 'balie' } }, { key: 'service.version', value: { stringValue: 'test' } }] });
  expect(resourceSpans[0]?.scopeSpans[0]?.scope).toEqual({ name: 'balie', version: '1' });
  expect(resourceSpans[0]?.scopeSpans[0]?.spans).toHaveLength(2);
  expect(resourceSpans[0]?.scopeSpans[0]?.spans[0]).toMatchObject({
    traceId: TRACE.id, spanId: TRACE.span, parentSpanId: TRACE.parent, kind: 1, status: { code: 2 }, startTimeUnixNano: `${MS}000000`, endTimeUnixNano: `${MS + 4_200}000000`,
  });
});
