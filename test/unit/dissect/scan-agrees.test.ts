// The scan finds the same innermost TCP or UDP header as the dissectors, in every kind of frame and wherever it is cut.
import { describe, expect, it } from 'vitest';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';
import { dissectedHeader, scannedHeader } from '../../fixtures/scan-frame';

describe.each(SAMPLE_FRAMES)('$name', ({ bytes, linkType }) => {
  it('scan and dissection agree, whole and cut', () => {
    for (let len = bytes.length; len >= 0; len--) {
      const cut = bytes.slice(0, len);
      expect(scannedHeader(cut, linkType, bytes.length), `first ${len} bytes`).toBe(
        dissectedHeader(cut, linkType, bytes.length),
      );
    }
  });
});
