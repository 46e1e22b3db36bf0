/** Somebody with a browser without scripts that keeps cookies by site, and goes on where a page or an answer leads. */
export class Visitor {
  private readonly jars = new Map<string, Map<string, string>>();
  private readonly desk: string;

  constructor(desk: string) {
    this.desk = desk;
  }

  /** The cookies that the desk gave. */
  get cookies(): Map<string, string> {
    return this.jarOf(this.desk);
  }

  get session(): string {
    return `balie-sessie=${this.cookies.get('balie-sessie') ?? ''}`;
  }

  /** Is nobody to a site any more. */
  forget(origin: string): void {
    this.jars.delete(origin);
  }

  /** One request; nothing is followed. A form is posted as the page of the same site does. */
  async ask(url: string, fields?: Record<string, string>): Promise<Response> {
    const address = new URL(url, this.desk);
    const jar = this.jarOf(address.origin);
    const headers = { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...(fields && { 'Sec-Fetch-Site': 'same-origin' }) };
    const answer = await fetch(address, { redirect: 'manual', headers, ...(fields && { method: 'POST', body: new URLSearchParams(fields) }) });
    for (const line of answer.headers.getSetCookie()) {
      const { name = '', value = '' } = /^(?<name>[^=]+)=(?<value>[^;]*)/.exec(line)?.groups ?? {};
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  /** The address of the provider where a login begins. */
  async begin(wished?: string, more: Record<string, string> = {}): Promise<URL> {
    const answer = await this.ask('/inloggen', { ...(wished !== undefined && { naar: wished }), ...more });
    return new URL(nextOf(answer) ?? `${this.desk}/geen-adres-${answer.status}`);
  }

  /** Goes on until the provider asks something, or until a page of the desk after that. @returns the last answer, and its address. */
  async follow(address: URL): Promise<{ readonly answer: Response; readonly at: URL }> {
    let at = address;
    for (let steps = 0; steps < 12; steps += 1) {
      const answer = await this.ask(at.href);
      const next = answer.headers.get('Location');
      if (next === null) return { answer, at };
      at = new URL(next, at);
      if (at.origin === this.desk) return { answer: await this.ask(at.href), at };
    }
    throw new Error('a loop of redirects');
  }

  /** Logs in at the provider as somebody, to where that sends the browser back. */
  async logIn(account: string, { wished, acr = 'eenvoudig', more = {} }: { readonly wished?: string; readonly acr?: string; readonly more?: Record<string, string> } = {}): Promise<{ readonly answer: Response; readonly at: URL }> {
    const asked = await this.follow(await this.begin(wished, more));
    // The provider knows them still.
    if (asked.at.origin === this.desk) return asked;
    const done = await this.ask(asked.at.href, { account, acr });
    return this.follow(new URL(done.headers.get('Location') ?? '', asked.at));
  }

  private jarOf(origin: string): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }
}

/** Where a page goes on to by itself. */
export function nextOf(answer: Response): string | undefined {
  return /^0; url=(?<url>.+)$/.exec(answer.headers.get('Refresh') ?? '')?.groups?.['url'];
}
