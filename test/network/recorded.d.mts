export const DOWNLOAD: string;
