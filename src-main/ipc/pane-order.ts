// The panes of the packet page and the places that they stand in.

export const PACKET_PANES = ['list', 'tree', 'bytes', 'timeline'] as const;
export type PacketPane = (typeof PACKET_PANES)[number];

/** The whole upper part, the left of the lower one, the right of it above, below. A pane that is hidden leaves its place to the next. */
export const PANE_PLACES = ['top', 'left', 'right', 'corner'] as const;

/** Every pane stands somewhere, once. */
export const isPaneOrder = (order: readonly string[]): boolean =>
  order.length === PACKET_PANES.length && PACKET_PANES.every((pane) => order.includes(pane));

/** The two change places. */
export const swapped = (order: readonly PacketPane[], one: PacketPane, other: PacketPane): PacketPane[] =>
  order.map((pane) => (pane === one ? other : pane === other ? one : pane));
