/** More ranges than an editor goes through. */
const maxRanges = 6;

interface Range {
  readonly top: number;
  bottom: number;
  readonly left: number;
  right: number;
}

/** Cells, in order of row and column from 0, as a spreadsheet names them: `B2:C2, A5`. */
export function rangesOf(cells: Iterable<{ readonly row: number; readonly column: number }>): string {
  const ranges: Range[] = [];
  for (const run of runsOf(cells)) {
    const above = ranges.findLast(({ bottom, left, right }) => bottom === run.top - 1 && left === run.left && right === run.right);
    if (above !== undefined) above.bottom = run.bottom;
    else if (ranges.length < maxRanges) ranges.push(run);
    else return `${ranges.map(nameOf).join(', ')} en verder`;
  }
  return ranges.map(nameOf).join(', ');
}

/** Cells beside each other. */
function* runsOf(cells: Iterable<{ readonly row: number; readonly column: number }>): Generator<Range> {
  let run: Range | undefined;
  for (const { row, column } of cells) {
    if (run?.top === row && column <= run.right + 1) run.right = column;
    else {
      if (run !== undefined) yield run;
      run = { top: row, bottom: row, left: column, right: column };
    }
  }
  if (run !== undefined) yield run;
}

function nameOf({ top, bottom, left, right }: Range): string {
  const first = `${letters(left)}${top + 1}`;
  return top === bottom && left === right ? first : `${first}:${letters(right)}${bottom + 1}`;
}

function letters(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
