import { describe, expect, test } from 'vitest';
import { traceOf } from '../../../src/http/server/trace.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const VALID = /^00-([\da-f]{32})-([\da-f]{16})-(0[01])$/;

describe('the trace of a request', () => {
  test.each([
    ['version 00, sampled', `00-${TRACE}-${PARENT}-01`, '01'],
    ['not sampled', `00-${TRACE}-${PARENT}-00`, '00'],
    ['with flags of a later version', `00-${TRACE}-${PARENT}-ff`, '01'],
    ['a later version', `01-${TRACE}-${PARENT}-01`, '01'],
    ['a later version that says more', `cc-${TRACE}-${PARENT}-01-wat-later-komt`, '01'],
  ])('goes on when it is given: %s', (_, header, flags) => {
    const { traceId, traceparent, parentSpan } = traceOf(header);
    expect([traceId, parentSpan]).toEqual([TRACE, PARENT]);
    const [, trace, parent, given] = VALID.exec(traceparent) ?? [];
    expect([trace, given]).toEqual([TRACE, flags]);
    // This request is the parent of what follows, not the client's.
    expect(parent).not.toBe(PARENT);
  });

  test.each([
    ['nothing', undefined],
    ['empty', ''],
    ['a version that is invalid', `ff-${TRACE}-${PARENT}-01`],
    ['version 00 that says more', `00-${TRACE}-${PARENT}-01-meer`],
    ['a later version with something stuck to it', `01-${TRACE}-${PARENT}-01.meer`],
    ['capitals', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['a parent of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['too short', `00-${TRACE.slice(1)}-${PARENT}-01`],
    ['two headers joined', `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`],
    ['another header behind it', `00-${TRACE}-${PARENT}-01\r\nX-Evil: 1`],
    ['a letter', `00-${TRACE.replace('4', 'g')}-${PARENT}-01`],
    ['very long', `cc-${TRACE}-${PARENT}-01-${'x'.repeat(10_000)}`],
  ])('is made anew for %s', (_, header) => {
    const { traceId, traceparent } = traceOf(header);
    expect(traceId).not.toBe(TRACE);
    expect(traceOf(header)).not.toHaveProperty('parentSpan');
    expect(VALID.exec(traceparent)?.[1]).toBe(traceId);
    expect(traceOf(header).traceId).not.toBe(traceId);
  });
});
