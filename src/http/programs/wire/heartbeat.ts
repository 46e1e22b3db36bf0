/** Proxies and clients give up on a silent connection after 15 s or more (facts): with a beat of 5 s no silence lasts 10. */
const BEAT_MS = 5_000;

export interface Beating {
  beat(): void;
}

/** One clock for all streams: a timer for each, set anew with each chunk, would cost more than the chunks. */
export class Heartbeat {
  private readonly open = new Set<Beating>();
  private readonly ms: number;
  private clock: NodeJS.Timeout | undefined;

  constructor(ms = BEAT_MS) {
    this.ms = ms;
  }

  add(stream: Beating): void {
    this.open.add(stream);
    this.clock ??= setInterval(() => {
      for (const each of this.open) each.beat();
    }, this.ms).unref();
  }

  delete(stream: Beating): void {
    this.open.delete(stream);
    if (this.open.size > 0) return;
    clearInterval(this.clock);
    this.clock = undefined;
  }
}
