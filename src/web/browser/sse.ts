/** Server-sent events out of a byte stream. `EventSource` cannot post a question, so the desk reads them itself. */

export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Takes text as it arrives, cut anywhere, and gives back the events that are whole. */
export function eventParser(): (chunk: string) => ServerEvent[] {
  let rest = '';
  let event = '';
  let data: string[] = [];
  return (chunk) => {
    const found: ServerEvent[] = [];
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.map((each) => (each.endsWith('\r') ? each.slice(0, -1) : each))) {
      if (line === '') {
        if (data.length > 0) found.push({ event: event === '' ? 'message' : event, data: data.join('\n') });
        event = '';
        data = [];
      } else if (!line.startsWith(':')) {
        const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (field === 'event') event = value;
        if (field === 'data') data.push(value);
      }
    }
    return found;
  };
}
