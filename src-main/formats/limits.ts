// What a length field of a capture may make us allocate. Beyond it a record counts as damage.

/** Captured bytes of a frame; libpcap and Wireshark draw the line at the same place. */
export const MAX_CAPTURED = 262_144;
/** The same for link types whose packets are rightly larger (D-Bus, USB on Windows, Elektrobit). */
export const MAX_CAPTURED_LARGE = 16 * 1024 * 1024;
/** LINKTYPE_DBUS, LINKTYPE_USBPCAP, LINKTYPE_EBHSCR */
const LARGE_LINK_TYPES = [231, 249, 279];

/** A block that must be in memory as a whole. */
export const MAX_BLOCK = MAX_CAPTURED_LARGE + 1024 * 1024;
/** A block that is only skipped: what Wireshark takes for possible. */
export const MAX_SKIPPED_BLOCK = 134_348_832;

/** Interfaces of a file: the index is kept in 16 bits, and 0xffff says "none". */
export const MAX_INTERFACES = 0xffff;
/** Characters of one text (name, comment …), and of all texts of a file together. */
export const MAX_TEXT = 65_535;
export const MAX_ALL_TEXTS = 16 * 1024 * 1024;
/** Entries of a list of texts (comments of one block, section comments, resolved names). */
export const MAX_COMMENTS = 1_000;
export const MAX_NAMES = 100_000;
/** Bytes of all key logs inside a file, and how many there may be. */
export const MAX_KEY_LOG_BYTES = 64 * 1024 * 1024;
export const MAX_KEY_LOGS = 100_000;

export const maxCaptured = (linkType: number): number =>
  LARGE_LINK_TYPES.includes(linkType) ? MAX_CAPTURED_LARGE : MAX_CAPTURED;
