/** Whether measurements and the heaviest inputs are run whole (`npm run figures`, `.ci/run`) instead of a sample of each (`npm test`). */
export const isWhole = process.env['WHOLE'] === '1';
