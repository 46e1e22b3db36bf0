export interface ReceivedEvent {
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads a whole response of Server-Sent Events. */
export async function readEvents(response: Response): Promise<ReceivedEvent[]> {
  const text = await response.text();
  return text.split('\n\n').flatMap((block) => {
    const event = /^event: (.+)$/m.exec(block)?.[1];
    const data = /^data: (.+)$/m.exec(block)?.[1];
    return event === undefined || data === undefined ? [] : [{ event, data: JSON.parse(data) as Record<string, unknown> }];
  });
}
