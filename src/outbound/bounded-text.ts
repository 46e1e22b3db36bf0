/** The text of an answer's body, of which no more is read than `max` bytes. @returns undefined where there is more. */
export async function boundedText(body: AsyncIterable<Buffer>, max: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > max) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
