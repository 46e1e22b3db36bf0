export { dutchDay } from '../dutch-time.ts';
