import type { LogRecord } from '../record.ts';

/** What OTLP calls them. */
const STATUS = { Unset: 0, Ok: 1, Error: 2 } as const;
/** A span that is neither of a client nor of a server: what was done, whoever asked. */
const INTERNAL = 1;

interface Scope {
  readonly name: string;
  readonly version: string;
}

/** Records as an `ExportTraceServiceRequest`, in OTLP's JSON: numbers of 64 bits as text, ids in hexadecimal. */
export function exportRequest(records: readonly LogRecord[], scope: Scope): string {
  const byResource = Map.groupBy(records, ({ resource }) => JSON.stringify(resource.attributes));
  return JSON.stringify({
    resourceSpans: [...byResource.values()].map((of) => ({
      resource: { attributes: attributesOf(of[0]?.resource.attributes ?? {}) },
      scopeSpans: [{ scope, spans: of.map(spanOf) }],
    })),
  });
}

function spanOf({ traceId, spanId, parentSpanId, status, name, startTime, endTime, attributes }: LogRecord) {
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    name,
    kind: INTERNAL,
    startTimeUnixNano: nanoseconds(startTime),
    endTimeUnixNano: nanoseconds(endTime),
    attributes: attributesOf(attributes),
    status: { code: STATUS[status] },
  };
}

function attributesOf(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function nanoseconds(milliseconds: number): string {
  return `${BigInt(milliseconds) * 1_000_000n}`;
}
