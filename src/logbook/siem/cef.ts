import type { AuditEvent } from './event.ts';

/** Between 0 and 10. */
const SEVERITY = { done: 3, failed: 6 };

/** One line in the Common Event Format. @param version of Balie. */
export function cefLine(event: AuditEvent, version: string): string {
  const { number, at, action, actor, object, result, hasFailed, origin, facts, hash } = event;
  const head = ['Balie', 'Balie', version, action, action, String(hasFailed ? SEVERITY.failed : SEVERITY.done)].map(inHead);
  const extension: readonly (readonly [string, string | undefined])[] = [
    ['rt', String(at)],
    ['externalId', String(number)],
    ['act', action],
    ['outcome', result],
    ['suid', actor.id],
    ['sproc', origin.channel],
    ['cs1Label', 'actorType'], ['cs1', actor.type],
    ['cs2Label', 'objectType'], ['cs2', object.type],
    ['cs3Label', 'objectId'], ['cs3', object.id],
    ['cs4Label', 'entryHash'], ['cs4', hash],
    ['cs5Label', 'facts'], ['cs5', facts],
    ['cs6Label', 'network'], ['cs6', origin.network],
  ];
  const told = extension.filter(([key, value], index) => (key.endsWith('Label') ? isTold(extension[index + 1]) : isTold([key, value])));
  return `CEF:0|${head.join('|')}|${told.map(([key, value = '']) => `${key}=${inExtension(value)}`).join(' ')}`;
}

function isTold(pair: readonly [string, string | undefined] | undefined): boolean {
  return pair?.[1] !== undefined && pair[1] !== '';
}

/** A bar would begin the next field; a line break the next event. */
function inHead(text: string): string {
  return withoutControls(text.replaceAll(/[\r\n]+/g, ' ')).replaceAll(/[\\|]/g, String.raw`\$&`);
}

/** An equals sign would begin the next pair. Line breaks are written as they are in other languages. */
function inExtension(text: string): string {
  return withoutControls(text.replaceAll(/[\\=]/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`).replaceAll('\n', String.raw`\n`));
}

/** What would make a reader of lines, or a screen, see something else than there is. */
function withoutControls(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
