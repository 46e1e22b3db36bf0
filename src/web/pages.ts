/** The pages of the desk, for the HTTP layer. */
export { deskPage } from './pages/desk.ts';
export { documentPage } from './pages/document.ts';
export { faultPage } from './pages/fault.ts';
export { handoverPage } from './pages/handover/form.ts';
export { handoverSentPage } from './pages/handover/sent.ts';
export { privacyPage } from './pages/privacy.ts';
export { collectionPage } from './pages/admin/collection.ts';
export { editorDocumentPage } from './pages/admin/document.ts';
export { editorFaultPage } from './pages/admin/fault.ts';
export { keptPage } from './pages/admin/kept.ts';
export { loginPage } from './pages/admin/login.ts';
export { overviewPage } from './pages/admin/overview.ts';
export { ownKeyPage } from './pages/admin/own-key.ts';
export { removePage } from './pages/admin/remove.ts';
