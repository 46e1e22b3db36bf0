/** Where the due diligence is: for who answers it, and for everybody. */
export const DILIGENCE_PATH = '/beheer/doorlichting';
export const MEASURE_PATH = `${DILIGENCE_PATH}/meten`;
export const SNAPSHOTS_PATH = `${DILIGENCE_PATH}/vastgesteld`;
export const FIX_PATH = `${DILIGENCE_PATH}/vaststellen`;
export const COMPARE_PATH = `${DILIGENCE_PATH}/vergelijken`;
export const UPLOAD_PATH = `${COMPARE_PATH}/bestand`;
export const OTHERS_PATH = `${COMPARE_PATH}/bewaard`;
export const FILES_PATH = `${DILIGENCE_PATH}/bestanden`;
export const PUBLIC_DILIGENCE_PATH = '/factsheet/doorlichting';

export const themePath = (theme: string) => `${DILIGENCE_PATH}/thema/${theme}`;
export const questionPath = (id: string) => `${DILIGENCE_PATH}/vraag/${id}`;
export const snapshotPath = (number: number) => `${SNAPSHOTS_PATH}/${number}`;
export const evidencePath = (sha256: string) => `${FILES_PATH}/${sha256}`;
