const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether this can be the number of something, as the desk writes one. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The number that a person or a program gave, as the desk writes it: in capitals it is the same. @returns undefined for what is none. */
export function uuidOf(text: string): string | undefined {
  const id = text.toLowerCase();
  return isUuid(id) ? id : undefined;
}
