/** Grades of the right documents of one question: id → grade above 0. */
export type Grades = ReadonlyMap<string, number>;

/** What came of one question. */
export interface Measured {
  readonly set: string | undefined;
  /** What search took, without the making of vectors. */
  readonly ms: number;
  /** Keys of documents, best first. */
  readonly ranking: readonly string[];
  readonly grades: Grades;
  readonly confidence: number;
}

/**
 * Normalised discounted cumulative gain over the first `k` of `ranking`, 0 to 1; gain is the grade itself, as trec_eval
 * and BEIR have it (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002).
 */
export function ndcg(ranking: readonly string[], grades: Grades, k = 10): number {
  const ideal = dcg([...grades.values()].toSorted((a, b) => b - a).slice(0, k));
  return ideal === 0 ? 0 : dcg(ranking.slice(0, k).map((id) => grades.get(id) ?? 0)) / ideal;
}

function dcg(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/** One over the place of the first right document among the first `k`, 0 when there is none. */
export function reciprocalRank(ranking: readonly string[], grades: Grades, k = 10): number {
  const place = ranking.slice(0, k).findIndex((id) => (grades.get(id) ?? 0) > 0);
  return place === -1 ? 0 : 1 / (place + 1);
}

/** 1 when a right document is among the first `k`, else 0. */
export function hit(ranking: readonly string[], grades: Grades, k = 10): number {
  return reciprocalRank(ranking, grades, k) > 0 ? 1 : 0;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The middle value; of an even number the mean of the middle two; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  return mean(sorted.slice(sorted.length % 2 === 0 ? Math.max(0, upper - 1) : upper, upper + 1));
}

/** To four decimals: as far as a figure over some hundred questions can be told from another. */
export function rounded(value: number): number {
  return Number(value.toFixed(4));
}
