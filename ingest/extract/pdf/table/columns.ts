import type { Draft } from '../text/fragment.ts';

/** So many lines under each other must begin a cell at one place. */
const enough = 4;
/** Points by which such places may differ. */
const tolerance = 1.5;
/** Places that are looked at on a page. */
const maxPlaces = 300;

interface Line {
  readonly draft: Draft;
  readonly starts: readonly number[];
}

/**
 * Parts lines where two cells stand so close that their gap is hardly wider than one between words: at a place where other
 * lines begin a cell after a gap, too, and no line in between goes on over it. Lines set flush have such gaps anywhere.
 */
export function splitAtColumns(drafts: readonly Draft[]): Draft[] {
  if (!drafts.some(({ gaps }) => gaps.length > 0)) return [...drafts];
  const lines = drafts.map((draft, i): Line => {
    const last = drafts[i - 1];
    const isBeside = last !== undefined && draft.x > last.right && Math.abs(draft.y - last.y) < 0.3 * draft.size;
    return { draft, starts: [...(isBeside ? [draft.x] : []), ...draft.gaps.map(({ right }) => right)] };
  });
  const sorted = lines.toSorted((a, b) => a.draft.y - b.draft.y);
  const cuts = new Map<Draft, number[]>();
  for (const place of commonPlaces(lines)) {
    for (const { draft } of runsAt(sorted, place).flat()) cuts.set(draft, [...(cuts.get(draft) ?? []), place]);
  }
  return drafts.flatMap((draft) => split(draft, cuts.get(draft) ?? []));
}

function commonPlaces(lines: readonly Line[]): number[] {
  const counts = new Map<number, number>();
  for (const start of lines.flatMap(({ starts }) => starts)) counts.set(Math.round(start), (counts.get(Math.round(start)) ?? 0) + 1);
  const around = (place: number): number => [-1, 0, 1].reduce((sum, by) => sum + (counts.get(place + by) ?? 0), 0);
  return [...counts.keys()].filter((place) => around(place) >= enough).slice(0, maxPlaces);
}

/** Lines that begin a cell at a place, without one between them that goes over it. */
function runsAt(sorted: readonly Line[], place: number): Line[][] {
  const runs: Line[][] = [[]];
  for (const line of sorted) {
    if (line.starts.some((start) => Math.abs(start - place) <= tolerance)) runs.at(-1)?.push(line);
    else if (line.draft.x < place - 2 && line.draft.right > place + 2) runs.push([]);
  }
  return runs.filter((run) => run.length >= enough);
}

function split(draft: Draft, places: readonly number[]): Draft[] {
  const parts: Draft[] = [];
  let rest = draft;
  let cut = 0;
  for (const { at, left, right } of draft.gaps) {
    if (!places.some((place) => Math.abs(right - place) <= tolerance)) continue;
    parts.push({ ...rest, text: rest.text.slice(0, at - cut), right: left, gaps: [] });
    rest = { ...rest, text: rest.text.slice(at - cut), x: right, gaps: [] };
    cut = at;
  }
  return [...parts, rest];
}
