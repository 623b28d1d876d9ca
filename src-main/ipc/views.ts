// The pages of an open capture, in the order of their tabs: the menu, the keys Ctrl+1, Ctrl+2 … and the tabs come from here. Texts stand
// in the catalogues under `view.<id>`; what each one draws, in the page's `views/registry.ts`.
export const VIEWS = [
  'packets',
  'connections',
  'tls',
  'expert',
  'graphs',
  'follow',
  'statistics',
  'sql',
  'compare',
] as const;
export type ViewId = (typeof VIEWS)[number];
