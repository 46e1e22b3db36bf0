/**
 * What must stand in a text, in lower case, before a pattern can match in it: of each clause at least one text. No clauses: nothing
 * is known, and the pattern has to be tried.
 */
type Required = readonly (readonly string[])[];

/** What a part of a pattern matches: exactly these texts, or something that holds the clauses. */
interface Part {
  readonly exact?: readonly string[];
  readonly clauses: Required;
}

/** More alternatives than these in one place are no longer multiplied out. */
const MOST_EXACT = 400;
/** A text that is shorter stands in nearly everything. */
const SHORTEST = 1;
const NOTHING: Part = { exact: [''], clauses: [] };
const UNKNOWN: Part = { clauses: [] };
const DIGITS: Part = { exact: Array.from('0123456789'), clauses: [] };

/** Reads a pattern (the source of a regular expression with `i` and `u`). Of what it does not know it asks nothing. */
export function requiredBy(source: string): Required {
  const reader = new PatternReader(source);
  return closed(reader.alternatives()).clauses;
}

class PatternReader {
  private readonly source: string;
  private at = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Up to the end, or the bracket that closes the group. */
  alternatives(): Part {
    const parts = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at += 1;
      parts.push(this.sequence());
    }
    return oneOf(parts);
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] ?? '')) {
      const part = this.item();
      parts.push(this.repeated(part));
    }
    return joined(parts);
  }

  private item(): Part {
    const character = this.source[this.at] ?? '';
    this.at += 1;
    if (character === '(') return this.group();
    if (character === '[') return this.set();
    if (character === '\\') return this.escape();
    if (character === '^' || character === '$') return NOTHING;
    return character === '.' ? UNKNOWN : { exact: [character.toLowerCase()], clauses: [] };
  }

  private group(): Part {
    const kind = /^\?(?:<?[=!]|:)/.exec(this.source.slice(this.at, this.at + 3))?.[0] ?? '';
    this.at += kind.length;
    const inside = this.alternatives();
    this.at += 1;
    if (kind === '' || kind === '?:') return inside;
    // What is only looked at takes no place; what must follow must be there all the same.
    return kind === '?=' ? { clauses: closed(inside).clauses } : NOTHING;
  }

  private set(): Part {
    const end = closeOf(this.source, this.at);
    const inside = this.source.slice(this.at, end);
    this.at = end + 1;
    const members = inside.replaceAll(/\\([^\p{L}\d])/gu, '$1');
    const isPlain = !inside.startsWith('^') && !/\\[\p{L}\d]|[^\\]-[^\]]/u.test(inside) && members.length <= 8;
    return isPlain ? { exact: [...new Set(Array.from(members.toLowerCase()))], clauses: [] } : UNKNOWN;
  }

  private escape(): Part {
    const [found = ''] = /^(?:[pP]\{[^}]*\}|x[\da-f]{2}|u\{[^}]*\}|u[\da-f]{4}|[^])/i.exec(this.source.slice(this.at, this.at + 24)) ?? [];
    this.at += found.length;
    if (found === 'd') return DIGITS;
    if (found === 'b' || found === 'B') return NOTHING;
    if (found === 'n') return { exact: ['\n'], clauses: [] };
    const code = /^(?:x|u\{?)([\da-f]+)\}?$/i.exec(found)?.[1];
    if (code !== undefined) return { exact: [String.fromCodePoint(Number.parseInt(code, 16)).toLowerCase()], clauses: [] };
    return /^[A-Za-z]/.test(found) ? UNKNOWN : { exact: [found], clauses: [] };
  }

  /** The part with how often it is repeated, which stands behind it. */
  private repeated(part: Part): Part {
    const [found, least] = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.at, this.at + 16)) ?? [];
    if (found === undefined) return part;
    this.at += found.length;
    const isOptional = found.startsWith('?') || found.startsWith('*') || least === '0';
    if (found.startsWith('?') && part.exact !== undefined) return oneOf([part, NOTHING]);
    if (isOptional) return UNKNOWN;
    return { clauses: closed(part).clauses };
  }
}

/** Where a set of characters closes: behind escapes. */
function closeOf(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at;
}

function oneOf(parts: readonly Part[]): Part {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const exact = parts.flatMap((part) => part.exact ?? []);
  if (parts.every((part) => part.exact !== undefined) && exact.length <= MOST_EXACT) return { exact: [...new Set(exact)], clauses: [] };
  const clauses = parts.map((part) => best(closed(part).clauses));
  // One way in that asks nothing opens the whole.
  return clauses.every((clause) => clause !== undefined) ? { clauses: [[...new Set(clauses.flat())]] } : UNKNOWN;
}

/** Parts one after the other: texts that touch become one text. */
function joined(parts: readonly Part[]): Part {
  const clauses: (readonly string[])[] = [];
  let open: readonly string[] = [''];
  let isExact = true;
  const close = () => {
    clauses.push(...closed({ exact: open, clauses: [] }).clauses);
    open = [''];
  };
  for (const { exact, clauses: inside } of parts) {
    if (exact !== undefined && open.length * exact.length <= MOST_EXACT) {
      open = open.flatMap((start) => exact.map((end) => start + end));
      continue;
    }
    isExact = false;
    close();
    if (exact === undefined) clauses.push(...inside);
    else open = exact;
  }
  if (isExact) return { exact: open, clauses: [] };
  close();
  return { clauses };
}

/** What it asks, as clauses alone. A text of nothing asks nothing. */
function closed({ exact, clauses }: Part): { readonly clauses: Required } {
  if (exact === undefined) return { clauses };
  return { clauses: exact.some((text) => text.length < SHORTEST) ? [] : [[...new Set(exact)]] };
}

/** The clause that the fewest texts will meet: by its shortest text, and then by how many it has. */
function best(clauses: Required): readonly string[] | undefined {
  const weight = (clause: readonly string[]) => Math.min(...clause.map(({ length }) => length)) - clause.length / 1_000;
  return clauses.toSorted((a, b) => weight(b) - weight(a))[0];
}
