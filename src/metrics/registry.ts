/**
 * Counters, histograms and gauges in Prometheus' text format 0.0.4. Our own, as it is less than what a library would bring: no labels
 * looked up by name, a bound on series, nothing global.
 */

/** So many combinations of labels are kept apart per metric; what comes after is counted together. A label should have few values. */
const MAX_SERIES = 1_000;
const OTHER = 'other';

export type LabelValues = readonly string[];

export interface Counter {
  /** @param labels in the order of the metric's names. */
  add(amount: number, ...labels: LabelValues): void;
}

export interface Histogram {
  observe(value: number, ...labels: LabelValues): void;
}

interface Described {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

type Samples = Iterable<readonly [suffix: string, labels: readonly (readonly [string, string])[], value: number]>;

interface Metric extends Described {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: () => Samples;
}

export class Registry {
  readonly #metrics: Metric[] = [];

  counter(described: Described): Counter {
    const series = new Series(described.labels, () => ({ value: 0 }));
    this.#add(described, 'counter', function* () {
      for (const [labels, { value }] of series.all()) yield ['', labels, value];
    });
    return {
      add(amount, ...labels) {
        series.of(labels).value += amount;
      },
    };
  }

  /** @param bounds upper bounds of its buckets, ascending. */
  histogram(described: Described, bounds: readonly number[]): Histogram {
    const series = new Series(described.labels, () => ({ counts: bounds.map(() => 0), count: 0, sum: 0 }));
    this.#add(described, 'histogram', function* () {
      for (const [labels, { counts, count, sum }] of series.all()) {
        let below = 0;
        for (const [index, bound] of bounds.entries()) yield ['_bucket', [...labels, ['le', String(bound)]], (below += counts[index] ?? 0)];
        yield ['_bucket', [...labels, ['le', '+Inf']], count];
        yield ['_sum', labels, sum];
        yield ['_count', labels, count];
      }
    });
    return {
      observe(value, ...labels) {
        const one = series.of(labels);
        one.count += 1;
        one.sum += value;
        const index = bounds.findIndex((bound) => value <= bound);
        if (index >= 0) one.counts[index] = (one.counts[index] ?? 0) + 1;
      },
    };
  }

  /** @param read gives the values of now, each with its labels. */
  gauge(described: Described, read: () => Iterable<readonly [labels: LabelValues, value: number]>, type: 'gauge' | 'counter' = 'gauge'): void {
    const { labels: names = [] } = described;
    this.#add(described, type, function* () {
      for (const [labels, value] of read()) yield ['', named(names, labels), value];
    });
  }

  names(): readonly string[] {
    return this.#metrics.map(({ name }) => name);
  }

  /** All there is, to be served as `text/plain; version=0.0.4; charset=utf-8`. */
  text(): string {
    const lines: string[] = [];
    for (const { name, help, type, samples } of this.#metrics) {
      lines.push(`# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${name} ${type}`);
      for (const [suffix, labels, value] of samples()) lines.push(`${name}${suffix}${shown(labels)} ${value}`);
    }
    return `${lines.join('\n')}\n`;
  }

  #add(described: Described, type: Metric['type'], samples: () => Samples): void {
    if (this.#metrics.some(({ name }) => name === described.name)) throw new Error(`metric ${described.name} is there already`);
    this.#metrics.push({ ...described, type, samples });
  }
}

/** The values of one metric, by labels. */
class Series<Value> {
  readonly #names: readonly string[];
  readonly #make: () => Value;
  readonly #values = new Map<string, { readonly labels: LabelValues; readonly value: Value }>();

  constructor(names: readonly string[] = [], make: () => Value) {
    this.#names = names;
    this.#make = make;
    // One without labels is there from the start: nothing and not yet are the same then.
    if (names.length === 0) this.of([]);
  }

  of(labels: LabelValues): Value {
    const key = labels.join('\u0000');
    const known = this.#values.get(key);
    if (known !== undefined) return known.value;
    const isFull = this.#values.size >= MAX_SERIES && !labels.every((label) => label === OTHER);
    if (isFull) return this.of(labels.map(() => OTHER));
    const made = { labels: [...labels], value: this.#make() };
    this.#values.set(key, made);
    return made.value;
  }

  *all(): Generator<readonly [readonly (readonly [string, string])[], Value]> {
    for (const { labels, value } of this.#values.values()) yield [named(this.#names, labels), value];
  }
}

function named(names: readonly string[], values: LabelValues): (readonly [string, string])[] {
  return names.map((name, index) => [name, values[index] ?? '']);
}

function shown(labels: readonly (readonly [string, string])[]): string {
  if (labels.length === 0) return '';
  const escaped = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `{${labels.map(([name, value]) => `${name}="${escaped(value)}"`).join(',')}}`;
}
