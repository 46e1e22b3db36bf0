/** The pages of the desk, for the HTTP layer. */
export { deskPage } from './pages/desk.ts';
export { documentPage } from './pages/document.ts';
export { faultPage } from './pages/fault.ts';
export { privacyPage } from './pages/privacy.ts';
