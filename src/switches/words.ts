/** Stands for all assistants. */
export const ALL = '*';

/** A message is read on a phone, by who wanted something else. */
export const MAX_MESSAGE = 500;

/** What who asks is told where nothing else is said. */
export const DEFAULT_MESSAGE = 'De digitale balie is tijdelijk gesloten. U kunt hier nu geen vragen stellen.';

/** @returns a message as it is kept; undefined for one that is too long or holds what is no text. Empty: the usual one. */
export function messageOf(text: string): string | undefined {
  const message = text.replaceAll('\r\n', '\n').trim();
  if (message === '') return DEFAULT_MESSAGE;
  return message.length > MAX_MESSAGE || !message.isWellFormed() || /[^\P{Cc}\n]/u.test(message) ? undefined : message;
}
